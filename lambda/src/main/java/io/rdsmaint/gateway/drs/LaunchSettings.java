package io.rdsmaint.gateway.drs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.drs.model.GetLaunchConfigurationResponse;

/**
 * How a server is launched.
 *
 * @param into the instance whose volumes a launch replaces, or null when it makes a new one
 * @param live what plans may want otherwise, by their words for it ({@link #WORDS}), in small letters; what the service does not tell
 *     is missing
 */
public record LaunchSettings(@Nullable String into, Map<String, String> live) {
    /** What a plan may name, with the values that each may have. */
    public static final Map<String, List<String>> WORDS = Map.of(
            "disposition", List.of("started", "stopped"),
            "right_sizing", List.of("none", "basic", "in_aws"),
            "copy_private_ip", List.of("true", "false"),
            "copy_tags", List.of("true", "false"),
            "own_licence", List.of("true", "false"));

    public LaunchSettings {
        live = Map.copyOf(live);
    }

    static LaunchSettings of(GetLaunchConfigurationResponse told) {
        Map<String, String> live = new TreeMap<>();
        put(live, "disposition", told.launchDispositionAsString());
        put(live, "right_sizing", told.targetInstanceTypeRightSizingMethodAsString());
        put(live, "copy_private_ip", told.copyPrivateIp());
        put(live, "copy_tags", told.copyTags());
        put(
                live,
                "own_licence",
                told.licensing() == null ? null : told.licensing().osByol());
        var into = told.launchIntoInstanceProperties();
        String id = into == null ? null : into.launchIntoEC2InstanceID();
        return new LaunchSettings(id == null || id.isBlank() ? null : id, live);
    }

    private static void put(Map<String, String> live, String word, @Nullable Object value) {
        if (value != null) {
            live.put(word, value.toString().toLowerCase(Locale.ROOT));
        }
    }

    /** Where a launch would go, if not to a new instance. */
    public Optional<String> launchesInto() {
        return Optional.ofNullable(into);
    }

    /** What is otherwise than wanted: the live values, {@code unknown} for what is not told. */
    public Map<String, String> differing(Map<String, String> wanted) {
        Map<String, String> differing = new TreeMap<>();
        wanted.forEach((word, value) -> {
            String now = live.getOrDefault(word, "unknown");
            if (!now.equals(value)) {
                differing.put(word, now);
            }
        });
        return differing;
    }
}
