package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Lists by pages that end in {@code NextToken}, as the JSON services do. */
public final class Tokens {

    private static final String PREFIX = "page-";

    private Tokens() {}

    /** One page; {@code most} holds unless the call asks for fewer with {@code MaxResults} or {@code MaxRecords}. */
    public static ObjectNode page(Call call, String name, List<ObjectNode> items, int most) {
        int size = Math.clamp(
                call.integer("MaxResults").or(() -> call.integer("MaxRecords")).orElse(most), 1, most);
        int from = call.text("NextToken").map(Tokens::offset).orElse(0);
        int to = Math.min(from + size, items.size());
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode list = result.putArray(name);
        items.subList(Math.min(from, to), to).forEach(list::add);
        return to < items.size() ? result.put("NextToken", PREFIX + to) : result;
    }

    private static int offset(String token) {
        if (!token.matches(PREFIX + "[0-9]{1,6}")) {
            throw new ApiError("InvalidNextTokenException", 400, "The token " + token + " is not valid");
        }
        return Integer.parseInt(token.substring(PREFIX.length()));
    }
}
