package io.rdsmaint.infra.policy;

import io.rdsmaint.infra.Options;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What the operations of a family may do: granted only where the family is deployed. */
public interface FamilyGrants {
    /** How each family makes its own: one line each. */
    Map<String, Function<Options, FamilyGrants>> ALL = Map.of(
            "aurora",
            AuroraGrants::new,
            "recovery",
            RecoveryGrants::new,
            "restore",
            RestoreGrants::new,
            "sql",
            SqlGrants::new);

    /** Who sends the events that end waits. */
    String EVENT_SOURCE = "aws.rds";

    /**
     * The ids of events which tell that something has ended that the family's steps may wait for longer than half a minute; none
     * where no event tells. The function has the same list: {@code EndingEvents}.
     */
    List<String> endingEvents();

    /** Those of the deployed families. */
    static List<String> endingEvents(Options options) {
        return of(options).stream()
                .flatMap(family -> family.endingEvents().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** What every operation of the family needs. */
    List<Grant> base();

    /** What some need: policies of their own, so that they can be detached. */
    List<Part> parts();

    /** True when people may store what its operations do, to be started by a name. */
    boolean readsDefinitions();

    /** The deployed families that read definitions. */
    static List<String> reading(Options options) {
        return options.families().stream()
                .filter(name ->
                        Objects.requireNonNull(ALL.get(name)).apply(options).readsDefinitions())
                .toList();
    }

    /**
     * A part.
     *
     * @param id of its policy
     */
    record Part(String id, String description, List<Grant> grants) {
        public Part {
            grants = List.copyOf(grants);
        }
    }

    /** Of the families that are deployed, in their order. */
    static List<FamilyGrants> of(Options options) {
        return options.families().stream()
                .map(name -> Objects.requireNonNull(ALL.get(name)).apply(options))
                .toList();
    }
}
