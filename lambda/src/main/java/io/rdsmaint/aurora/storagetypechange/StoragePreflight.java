package io.rdsmaint.aurora.storagetypechange;

import io.rdsmaint.aurora.preflight.ChangeScope;
import io.rdsmaint.aurora.preflight.Preflight;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.OperationType.PlanRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The checks of a change of the storage type: those of every operation that concern the cluster, and its own. */
public final class StoragePreflight {
    private static final Set<String> GENERAL = Set.of(
            Preflight.KIND,
            "cluster-status",
            "no-instances",
            "writer-known",
            "blue-green-deployment",
            "global-database",
            "member-status",
            "member-unseen",
            "mixed-versions",
            "account",
            "allow-tag",
            "marked-by-another",
            "tag-limits",
            "infrastructure-as-code",
            "pending-maintenance",
            "maintenance-window",
            "backup-window",
            "alarms");

    private final Preflight general;
    private final List<StorageCheck> own;

    private StoragePreflight(Preflight general, List<StorageCheck> own) {
        this.general = general;
        this.own = List.copyOf(own);
    }

    /** Its own checks, and of the given ones those that concern it. */
    public static StoragePreflight of(Preflight preflight) {
        return new StoragePreflight(preflight.only(GENERAL), StorageChecks.all());
    }

    /**
     * The same without one check.
     *
     * @throws IllegalArgumentException when there is none of that code
     */
    StoragePreflight without(String code) {
        Preflight.requireKnown(Set.of(code), Set.copyOf(codes()));
        return new StoragePreflight(
                general.known().contains(code) ? general.without(code) : general,
                own.stream().filter(c -> !c.code().equals(code)).toList());
    }

    /** The checks' codes. */
    public List<String> codes() {
        return Stream.concat(general.codes().stream(), own.stream().map(StorageCheck::code))
                .toList();
    }

    /**
     * What the checks find, worst first. Where nothing is to be done, only the kind of the cluster can be wrong.
     *
     * @param duration of the whole operation, usually
     */
    List<Finding> find(StorageLook look, Scoping scoping, PlanRequest request, Duration duration) {
        ChangeScope scope = new ChangeScope(request.operationId(), List.of(), null, List.of(), false, 0, duration)
                .under(request.options());
        List<Finding> found = general.find(look.seen(), scope, scoping);
        List<Finding> kind =
                found.stream().filter(f -> f.code().equals(Preflight.KIND)).toList();
        if (!kind.isEmpty() || look.nothingToDo()) {
            return kind;
        }
        return Stream.concat(found.stream(), own.stream().flatMap(c -> c.find(look).stream()))
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }
}
