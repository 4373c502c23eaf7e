package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** JSON of any kind, and JSON that is nearly right. */
public final class AnyJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 3;

    private AnyJson() {}

    /** A text with all that needs escaping, of up to so many characters. */
    public static String text(Dice dice, int longest) {
        return switch (dice.of(1, 1, 1, 2, 2, 3)) {
            case 1 -> dice.ascii(Math.min(longest, 60));
            case 2 -> dice.unicode(Math.min(longest, 60));
            default -> dice.text("ab \"\\'\n\t<>&{}$é„🚀", longest);
        };
    }

    /** Anything, three levels deep at most. */
    public static JsonNode any(Dice dice) {
        return nested(dice, DEEPEST);
    }

    private static JsonNode nested(Dice dice, int depth) {
        if (depth == 0 || !dice.of(true, true, false, false, false)) {
            return leaf(dice);
        }
        List<JsonNode> inner = dice.list(0, 3, () -> nested(dice, depth - 1));
        if (dice.toss()) {
            ArrayNode array = JSON.arrayNode();
            return array.addAll(inner);
        }
        ObjectNode object = JSON.objectNode();
        for (int i = 0; i < inner.size(); i++) {
            object.set("field" + i, inner.get(i));
        }
        return object;
    }

    private static JsonNode leaf(Dice dice) {
        return switch (dice.of(1, 2, 3, 4, 5)) {
            case 1 -> JSON.textNode(text(dice, 40));
            case 2 -> JSON.numberNode(dice.number());
            case 3 -> JSON.numberNode(new BigDecimal(BigInteger.valueOf(dice.number()), dice.between(-11, 2)));
            case 4 -> dice.of(JSON.booleanNode(true), JSON.booleanNode(false), JSON.nullNode());
            default -> JSON.textNode(dice.of("start", "continue", "abort", "", " ", "sun:02:00-sun:04:00"));
        };
    }

    /** An object with these fields, each of them right, or anything, or absent. */
    public static ObjectNode nearly(Dice dice, Map<String, Function<Dice, ? extends JsonNode>> fields) {
        ObjectNode object = JSON.objectNode();
        fields.forEach((name, right) -> {
            switch (dice.of(1, 1, 1, 1, 2, 3)) {
                case 1 -> object.set(name, right.apply(dice));
                case 2 -> object.set(name, any(dice));
                default -> {}
            }
        });
        return object;
    }

    /** One of some texts. */
    public static Function<Dice, JsonNode> word(String... words) {
        return dice -> JSON.textNode(dice.of(words));
    }
}
