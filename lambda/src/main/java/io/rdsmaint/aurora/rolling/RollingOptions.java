package io.rdsmaint.aurora.rolling;

import io.rdsmaint.gateway.rds.Identifier;
import io.rdsmaint.kit.RequestFields;
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
    public static RollingOptions read(RequestFields fields) {
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

    private static Set<String> excluded(RequestFields fields) {
        Set<String> ids = new LinkedHashSet<>();
        for (String id :
                fields.texts("exclude_instances", "such as [\"my-instance-3\"]").orElse(List.of())) {
            if (Identifier.PATTERN.matcher(id).matches()) {
                ids.add(id.toLowerCase(Locale.ROOT));
            } else {
                fields.refuse("exclude_instances", id, "an instance identifier", "name instances of the cluster");
            }
        }
        return ids;
    }

    private static Temporary temporary(RequestFields fields) {
        Optional<Temporary> wanted = fields.choice(
                "temporary_instance", List.of(Temporary.values()), Temporary::word, "one of auto, always and never");
        Optional<Boolean> skip = fields.flag("skip_temp_instance");
        if (wanted.isPresent() && skip.isPresent() && skip.get() != (wanted.get() == Temporary.NEVER)) {
            fields.problem(
                    "skip_temp_instance",
                    skip.get() + " contradicts temporary_instance "
                            + wanted.get().word(),
                    "leave skip_temp_instance out");
        }
        return wanted.orElse(skip.orElse(false) ? Temporary.NEVER : Temporary.AUTO);
    }
}
