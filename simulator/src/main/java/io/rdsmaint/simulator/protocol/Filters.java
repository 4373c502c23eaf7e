package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The {@code Filters} parameter of describe calls: every filter must match, each by any of its values. */
public final class Filters {

    private Filters() {}

    /**
     * Keeps the items that match the call's filters.
     *
     * @param known for each filter name of this call, which values an item matches, ARNs ending in one too
     */
    public static <T> List<T> apply(Call call, List<T> items, Map<String, Function<T, List<String>>> known) {
        List<T> kept = items;
        for (JsonNode filter : call.list("Filters")) {
            String name = filter.path("Name").asText();
            Function<T, List<String>> values = known.get(name);
            if (values == null) {
                throw ApiError.invalidValue("Unrecognized filter name: " + name);
            }
            var wanted = new ArrayList<String>();
            filter.path("Values").forEach(value -> wanted.add(value.asText()));
            if (wanted.isEmpty()) {
                throw ApiError.invalidValue("Filter " + name + " needs at least one value");
            }
            kept = kept.stream()
                    .filter(item -> values.apply(item).stream().anyMatch(value -> named(wanted, value)))
                    .toList();
        }
        return kept;
    }

    /** Refuses any filter: for calls whose documentation names none. */
    public static void none(Call call) {
        apply(call, List.<String>of(), Map.of());
    }

    private static boolean named(List<String> wanted, String value) {
        return wanted.stream().anyMatch(each -> each.equals(value) || each.endsWith(":" + value));
    }
}
