package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** JSON of any kind, and JSON that is nearly right. */
public final class AnyJson {
    /** The seed of every property: the same build tries the same. */
    public static final String SEED = "20260304";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AnyJson() {}

    /** Texts with all that needs escaping, of up to so many characters. */
    public static Arbitrary<String> text(int longest) {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.strings().ascii().ofMaxLength(Math.min(longest, 60))),
                Tuple.of(
                        2,
                        Arbitraries.strings()
                                .all()
                                .ofMaxLength(Math.min(longest, 60))
                                .map(AnyJson::whole)),
                Tuple.of(
                        1,
                        Arbitraries.strings()
                                .withChars("ab \"\\'\n\t<>&{}$é„🚀")
                                .ofMaxLength(longest)
                                .map(AnyJson::whole)));
    }

    /** Half a surrogate pair is no text: JSON as UTF-8 can't carry it. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Anything, three levels deep at most. */
    public static Arbitrary<JsonNode> any() {
        return nested(3);
    }

    private static Arbitrary<JsonNode> nested(int depth) {
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(
                text(40).map(JSON::textNode),
                Arbitraries.longs().map(JSON::numberNode),
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1e30"), new BigDecimal("1e30"))
                        .map(n -> (JsonNode) JSON.numberNode(n)),
                Arbitraries.of(JSON.booleanNode(true), JSON.booleanNode(false), JSON.nullNode()),
                Arbitraries.of("start", "continue", "abort", "", " ", "sun:02:00-sun:04:00")
                        .map(JSON::textNode));
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.frequencyOf(
                Tuple.of(3, leaf),
                Tuple.of(
                        1,
                        Arbitraries.lazy(() -> nested(depth - 1))
                                .list()
                                .ofMaxSize(3)
                                .map(list -> {
                                    ArrayNode array = JSON.arrayNode();
                                    array.addAll(list);
                                    return (JsonNode) array;
                                })),
                Tuple.of(
                        1,
                        Arbitraries.lazy(() -> nested(depth - 1))
                                .list()
                                .ofMaxSize(3)
                                .map(list -> {
                                    ObjectNode object = JSON.objectNode();
                                    for (int i = 0; i < list.size(); i++) {
                                        object.set("field" + i, list.get(i));
                                    }
                                    return (JsonNode) object;
                                })));
    }

    /** An object with these fields, each of them absent, right, or anything. */
    public static Arbitrary<ObjectNode> nearly(Map<String, Arbitrary<? extends JsonNode>> fields) {
        List<Map.Entry<String, Arbitrary<? extends JsonNode>>> all = new ArrayList<>(fields.entrySet());
        return Combinators.combine(all.stream()
                        .<Arbitrary<List<JsonNode>>>map(f -> Arbitraries.frequencyOf(
                                Tuple.of(4, f.getValue().map(v -> List.<JsonNode>of(v))),
                                Tuple.of(1, any().map(List::of)),
                                Tuple.of(1, Arbitraries.just(List.<JsonNode>of()))))
                        .toList())
                .as(values -> {
                    ObjectNode object = JSON.objectNode();
                    for (int i = 0; i < values.size(); i++) {
                        String name = all.get(i).getKey();
                        values.get(i).forEach(v -> object.set(name, v));
                    }
                    return object;
                });
    }

    /** One of some texts. */
    public static Arbitrary<JsonNode> word(String... words) {
        return Arbitraries.of(words).map(JSON::textNode);
    }
}
