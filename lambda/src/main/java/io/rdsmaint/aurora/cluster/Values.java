package io.rdsmaint.aurora.cluster;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names with their values, as people read them in questions. */
public final class Values {
    private Values() {}

    /** As {@code Port=6543, EngineVersion=15.9}, by name. */
    public static String words(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(", "));
    }
}
