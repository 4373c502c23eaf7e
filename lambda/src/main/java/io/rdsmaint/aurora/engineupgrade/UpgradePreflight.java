package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.preflight.ChangeScope;
import io.rdsmaint.aurora.preflight.Preflight;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Options;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The checks of an upgrade: those of every operation that don't speak of changing instances one by one, and its own.
 */
public final class UpgradePreflight {
    private static final Set<String> GENERAL = Set.of(
            Preflight.KIND,
            "cluster-status",
            "cluster-pending-values",
            "no-instances",
            "writer-known",
            "member-status",
            "member-unseen",
            "mixed-versions",
            "account",
            "allow-tag",
            "marked-by-another",
            "tag-limits",
            "customer-key",
            "infrastructure-as-code",
            "pending-maintenance",
            "maintenance-window",
            "backup-window",
            "autoscaled-writer",
            "replica-lag",
            "alarms");

    private final Preflight general;
    private final List<UpgradeCheck> own;

    private UpgradePreflight(Preflight general, List<UpgradeCheck> own) {
        this.general = general;
        this.own = List.copyOf(own);
    }

    /** All checks there are. */
    public static UpgradePreflight standard() {
        return new UpgradePreflight(
                Preflight.standard().only(GENERAL),
                Stream.of(
                                VersionChecks.all(),
                                ReplicationChecks.all(),
                                ParameterGroupChecks.all(),
                                FeatureChecks.all(),
                                SurroundingChecks.all(),
                                DeploymentChecks.all())
                        .flatMap(List::stream)
                        .toList());
    }

    /**
     * The same without one check.
     *
     * @throws IllegalArgumentException when there is none of that code
     */
    UpgradePreflight without(String code) {
        Preflight.requireKnown(Set.of(code), Set.copyOf(codes()));
        return new UpgradePreflight(
                general.known().contains(code) ? general.without(code) : general,
                own.stream().filter(c -> !c.code().equals(code)).toList());
    }

    /** The checks' codes. */
    public List<String> codes() {
        return Stream.concat(general.codes().stream(), own.stream().map(UpgradeCheck::code))
                .toList();
    }

    /**
     * What the checks find, worst first. To a version that AWS doesn't offer, nothing else is worth saying.
     *
     * @param duration until the switchover
     */
    List<Finding> find(UpgradeLook look, Scoping scoping, Duration duration, Options options) {
        ChangeScope scope = ChangeScope.replacing(look.operationId(), look.instances(), duration)
                .under(options);
        List<Finding> found = general.find(look.seen(), scope, scoping);
        if (found.stream().anyMatch(f -> f.code().equals(Preflight.KIND))) {
            return found;
        }
        return Stream.concat(found.stream(), own.stream().flatMap(c -> c.find(look).stream()))
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }
}
