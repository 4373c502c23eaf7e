package io.rdsmaint.simulator.drs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.protocol.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists of Elastic Disaster Recovery: {@code items} by pages that end in {@code nextToken}, and their filters. */
final class Pages {
    /** Ids that a filter takes (service model). */
    static final int MOST_IDS = 200;

    private static final int MOST = 200;
    private static final String PREFIX = "page-";

    private Pages() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode page(Call call, List<ObjectNode> items) {
        return page(call, items, MOST);
    }

    /** The same with pages of another length where none is asked for. */
    static ObjectNode page(Call call, List<ObjectNode> items, int usual) {
        int size = Math.clamp(call.integer("maxResults").orElse(usual), 1, MOST);
        int from = call.text("nextToken").map(Pages::offset).orElse(0);
        int to = Math.min(from + size, items.size());
        ObjectNode result = object();
        items.subList(Math.min(from, to), to).forEach(result.putArray("items")::add);
        return to < items.size() ? result.put("nextToken", PREFIX + to) : result;
    }

    private static int offset(String token) {
        if (!token.matches(PREFIX + "[0-9]{1,6}")) {
            throw DrsError.invalid("The token " + token + " is not valid");
        }
        return Integer.parseInt(token.substring(PREFIX.length()));
    }

    /** The ids of a filter, empty when it is not given. */
    static Set<String> ids(Call call, String name) {
        JsonNode ids = call.input().path("filters").path(name);
        if (ids.size() > MOST_IDS) {
            throw DrsError.invalid(
                    "Value at 'filters." + name + "' must have length less than or equal to " + MOST_IDS);
        }
        return Set.copyOf(ids.valueStream().map(JsonNode::asText).toList());
    }

    static ObjectNode tags(Map<String, String> tags) {
        ObjectNode node = object();
        tags.forEach(node::put);
        return node;
    }
}
