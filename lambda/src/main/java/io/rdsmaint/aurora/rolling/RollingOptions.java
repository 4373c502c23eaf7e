package io.rdsmaint.aurora.rolling;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.gateway.rds.Identifier;
import io.rdsmaint.kit.ParameterFields;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How the operator wants instances to be worked on one after the other, whatever is done to them.
 *
 * @param excluded instances to leave as they are
 * @param temporary whether a temporary instance may be or must be used
 * @param failback make the original writer the writer again at the end
 * @param minReaders readers that must go on serving at any time; empty: 1 if the cluster has a reader now, else 0
 * @param pauseBeforeFailover ask a person before the writer moves
 * @param pauseAfterFirst ask a person after the first instance is done
 * @param warmUp how long a fresh instance serves as a reader before it becomes the writer
 */
public record RollingOptions(
        Set<String> excluded,
        Temporary temporary,
        boolean failback,
        OptionalInt minReaders,
        boolean pauseBeforeFailover,
        boolean pauseAfterFirst,
        Duration warmUp) {

    /** The fields that {@link #read} understands. */
    public static final List<String> FIELDS = List.of(
            "exclude_instances",
            "temporary_instance",
            "skip_temp_instance",
            "failback",
            "min_readers",
            "pause_before_failover",
            "pause_after_first",
            "warm_up_seconds");

    /** How long a fresh instance serves as a reader before it becomes the writer, unless asked otherwise; chosen. */
    public static final Duration USUAL_WARM_UP = Duration.ofMinutes(5);

    /** Aurora guide, Aurora Replicas. */
    private static final int MOST_READERS = 15;

    /** Seconds, a day: every load of one has come by; chosen. */
    private static final int LONGEST_WARM_UP = 86_400;

    public RollingOptions {
        excluded = Set.copyOf(excluded);
    }

    /** Whether a temporary instance is used. */
    public enum Temporary {
        /** Only where a single reader or endpoint would otherwise be left without service. */
        AUTO,
        ALWAYS,
        NEVER;

        /** The word users write. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads the fields that are there; what is wrong with them the fields tell. */
    public static RollingOptions read(ParameterFields fields) {
        Set<String> excluded = excluded(fields);
        Temporary temporary = temporary(fields);
        boolean failback = fields.flag("failback").orElse(false);
        OptionalInt minReaders = fields.number("min_readers", 0, MOST_READERS);
        boolean beforeFailover = fields.flag("pause_before_failover").orElse(false);
        boolean afterFirst = fields.flag("pause_after_first").orElse(false);
        OptionalInt warmUp = fields.number("warm_up_seconds", 0, LONGEST_WARM_UP);
        return new RollingOptions(
                excluded,
                temporary,
                failback,
                minReaders,
                beforeFailover,
                afterFirst,
                warmUp.isPresent() ? Duration.ofSeconds(warmUp.getAsInt()) : USUAL_WARM_UP);
    }

    private static Set<String> excluded(ParameterFields fields) {
        Set<String> ids = new LinkedHashSet<>();
        JsonNode value = fields.value("exclude_instances");
        if (value.isMissingNode()) {
            return ids;
        }
        if (!value.isArray()) {
            fields.problem(
                    "exclude_instances", "must be a list of strings, is " + value, "such as [\"my-instance-3\"]");
            return ids;
        }
        for (JsonNode id : value) {
            if (id.isTextual() && Identifier.PATTERN.matcher(id.textValue()).matches()) {
                ids.add(id.textValue().toLowerCase(Locale.ROOT));
            } else {
                fields.problem(
                        "exclude_instances", id + " is not an instance identifier", "name instances of the cluster");
            }
        }
        return ids;
    }

    private static Temporary temporary(ParameterFields fields) {
        JsonNode value = fields.value("temporary_instance");
        Optional<Boolean> skip = fields.flag("skip_temp_instance");
        if (value.isMissingNode()) {
            return skip.orElse(false) ? Temporary.NEVER : Temporary.AUTO;
        }
        for (Temporary t : Temporary.values()) {
            if (value.isTextual() && value.textValue().equals(t.word())) {
                if (skip.isPresent() && skip.get() != (t == Temporary.NEVER)) {
                    fields.problem(
                            "skip_temp_instance",
                            skip.get() + " contradicts temporary_instance \"" + t.word() + "\"",
                            "leave skip_temp_instance out");
                }
                return t;
            }
        }
        fields.problem("temporary_instance", "is " + value, "must be \"auto\", \"always\" or \"never\"");
        return Temporary.AUTO;
    }
}
