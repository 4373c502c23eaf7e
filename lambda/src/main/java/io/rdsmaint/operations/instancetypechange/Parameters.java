package io.rdsmaint.operations.instancetypechange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the operator asked for.
 *
 * @param targetClass the class that every instance in scope shall have
 * @param excluded instances to leave as they are
 * @param temporary whether a temporary instance may be or must be used
 * @param failback make the original writer the writer again at the end
 * @param minReaders readers that must go on serving at any time; empty: 1 if the cluster has a reader now, else 0
 * @param pauseBeforeFailover ask a person before the writer moves
 * @param pauseAfterFirst ask a person after the first instance has the new class
 * @param warmUp how long a fresh instance serves as a reader before it becomes the writer
 */
public record Parameters(
        String targetClass,
        Set<String> excluded,
        Temporary temporary,
        boolean failback,
        OptionalInt minReaders,
        boolean pauseBeforeFailover,
        boolean pauseAfterFirst,
        Duration warmUp) {

    /** How long a fresh instance serves as a reader before it becomes the writer, unless asked otherwise. */
    public static final Duration USUAL_WARM_UP = Duration.ofMinutes(5);

    public Parameters {
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

    /**
     * Reads the parameters as given.
     *
     * @throws InvalidRequest naming every problem: missing, unknown and contradictory fields, wrong types and values
     */
    public static Parameters read(ObjectNode given) {
        return new ParameterReader(given).read();
    }
}
