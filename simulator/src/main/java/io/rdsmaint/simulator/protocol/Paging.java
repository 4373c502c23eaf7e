package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Lists by pages of 20 to 100, each but the last ending in an opaque marker. */
public final class Paging {

    /** The parameters that every paged call has. */
    public static final Set<String> PARAMETERS = Set.of("Marker", "MaxRecords");

    private static final String PREFIX = "after:";

    private Paging() {}

    /** One page of {@code items} under {@code name}. */
    public static ObjectNode page(Call call, String name, List<ObjectNode> items) {
        int size = call.integer("MaxRecords").orElse(100);
        if (size < 20 || size > 100) {
            throw ApiError.invalidValue("Invalid value " + size + " for MaxRecords. Must be between 20 and 100");
        }
        int from = call.text("Marker").map(Paging::offset).orElse(0);
        int to = Math.min(from + size, items.size());
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        if (to < items.size()) {
            result.put("Marker", Base64.getUrlEncoder().encodeToString((PREFIX + to).getBytes(StandardCharsets.UTF_8)));
        }
        ArrayNode list = result.putArray(name);
        items.subList(Math.min(from, to), to).forEach(list::add);
        return result;
    }

    private static int offset(String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            if (text.startsWith(PREFIX)) {
                return Integer.parseInt(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException e) {
            throw badMarker(marker);
        }
        throw badMarker(marker);
    }

    private static ApiError badMarker(String marker) {
        return ApiError.invalidValue("The marker " + marker + " is not valid");
    }
}
