package io.rdsmaint.local.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that IAM decides on; a call needs all of its own.
 *
 * @param action as policies spell it
 * @param resource an ARN, or {@code *} for actions that know no resource
 * @param context condition keys with their values
 */
public record Authorization(String action, String resource, Map<String, List<String>> context) {
    public Authorization {
        context = Map.copyOf(context);
    }

    /** With no more context than every call has. */
    static Authorization of(String action, String resource, String region) {
        return new Authorization(action, resource, Map.of("aws:RequestedRegion", List.of(region)));
    }

    Authorization with(String key, String value) {
        return with(key, List.of(value));
    }

    Authorization with(String key, List<String> values) {
        Map<String, List<String>> more = new TreeMap<>(context);
        more.put(key, List.copyOf(values));
        return new Authorization(action, resource, more);
    }

    /** The tags that the resource carries. */
    Authorization carrying(Map<String, String> tags) {
        return tagged("aws:ResourceTag/", tags);
    }

    /** The tags that the request gives. */
    Authorization giving(Map<String, String> tags) {
        return tags.isEmpty()
                ? this
                : tagged("aws:RequestTag/", tags)
                        .with("aws:TagKeys", tags.keySet().stream().sorted().toList());
    }

    private Authorization tagged(String prefix, Map<String, String> tags) {
        Map<String, List<String>> more = new TreeMap<>(context);
        tags.forEach((key, value) -> more.put(prefix + key, List.of(value)));
        return new Authorization(action, resource, more);
    }
}
