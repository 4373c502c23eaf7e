package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.bluegreen.AwaitGreen;
import io.rdsmaint.aurora.bluegreen.CheckProxies;
import io.rdsmaint.aurora.bluegreen.CreateBlueGreen;
import io.rdsmaint.aurora.bluegreen.DeleteBlueGreen;
import io.rdsmaint.aurora.bluegreen.DeleteOldCluster;
import io.rdsmaint.aurora.bluegreen.DeleteOldInstance;
import io.rdsmaint.aurora.bluegreen.Green;
import io.rdsmaint.aurora.bluegreen.KeepOld;
import io.rdsmaint.aurora.bluegreen.RemoveGreen;
import io.rdsmaint.aurora.bluegreen.SnapshotOld;
import io.rdsmaint.aurora.bluegreen.Switchover;
import io.rdsmaint.aurora.bluegreen.UnprotectOld;
import io.rdsmaint.aurora.bluegreen.VerifyUpgrade;
import io.rdsmaint.aurora.mark.MarkCluster;
import io.rdsmaint.aurora.mark.UnmarkCluster;
import io.rdsmaint.aurora.parameters.CreateParameterGroup;
import io.rdsmaint.aurora.parameters.SetParameters;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.Proxy;
import io.rdsmaint.kit.PreflightStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order of an upgrade: what green needs, green itself, the switchover, a look whether all is as asked, and only
 * then the old side's end. Pure: the same look gives the same steps.
 *
 * @param untilSwitchover how long it usually takes to the end of the switchover
 */
record UpgradeArrangement(String summary, List<PlannedStep> steps, List<String> notes, Duration untilSwitchover) {

    UpgradeArrangement {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** Arranges. */
    static UpgradeArrangement of(UpgradeLook look) {
        if (look.nothingToDo()) {
            return nothingToDo(look);
        }
        return look.switchedOver() ? afterwards(look) : whole(look);
    }

    private static UpgradeArrangement nothingToDo(UpgradeLook look) {
        return new UpgradeArrangement(
                "Nothing to change: cluster %s has engine version %s already"
                        .formatted(look.cluster().id(), look.parameters().targetVersion()),
                List.of(verify(look, new Green(look.parameters().targetVersion(), null, null))),
                List.of(),
                Duration.ZERO);
    }

    /** What is left of this operation once it has switched over. */
    private static UpgradeArrangement afterwards(UpgradeLook look) {
        String name = Names.deployment(look.operationId());
        List<PlannedStep> steps = new ArrayList<>();
        after(look, name, new Green(look.parameters().targetVersion(), null, null), steps);
        steps.addAll(finallySteps(look, name));
        return new UpgradeArrangement(summary(look), steps, UpgradeNotes.of(look, steps), Duration.ZERO);
    }

    private static UpgradeArrangement whole(UpgradeLook look) {
        Cluster cluster = look.cluster();
        Optional<BlueGreen> adopted = look.adoptable().map(UpgradeLook.Foreign::deployment);
        String name = adopted.map(BlueGreen::name).orElse(Names.deployment(look.operationId()));
        GroupPlan clusterGroup = look.plan(Scope.CLUSTER);
        GroupPlan instanceGroup = look.plan(Scope.INSTANCE);
        Green green = new Green(
                look.parameters().targetVersion(), nullable(clusterGroup.name()), nullable(instanceGroup.name()));
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(PreflightStep.planned());
        steps.add(MarkCluster.planned(cluster.id()));
        steps.addAll(group(Scope.CLUSTER, clusterGroup));
        steps.addAll(group(Scope.INSTANCE, instanceGroup));
        steps.add(CreateBlueGreen.planned(name, cluster.arn(), green, nullable(adopted.map(BlueGreen::id))));
        steps.add(AwaitGreen.planned(name, green));
        steps.add(switchover(look, name));
        Duration until = steps.stream().map(PlannedStep::expected).reduce(Duration.ZERO, Duration::plus);
        after(look, name, green, steps);
        steps.addAll(finallySteps(look, name));
        return new UpgradeArrangement(summary(look), steps, UpgradeNotes.of(look, steps), until);
    }

    private static List<PlannedStep> group(Scope scope, GroupPlan plan) {
        if (!(plan instanceof GroupPlan.Made made)) {
            return List.of();
        }
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(CreateParameterGroup.planned(scope, made.group(), made.family(), made.like()));
        steps.addAll(SetParameters.planned(
                scope,
                made.group(),
                made.like(),
                made.migration().carried().stream()
                        .map(c -> new SetParameters.Wanted(c.name(), c.dynamic(), c.instead()))
                        .toList()));
        return steps;
    }

    private static PlannedStep switchover(UpgradeLook look, String name) {
        Parameters parameters = look.parameters();
        return Switchover.planned(name, parameters.targetVersion(), parameters.switchoverTimeoutSeconds())
                .gated(
                        parameters.pauseBeforeSwitchover()
                                ? "pause_before_switchover: green is ready to be tested; writes are interrupted when it"
                                        + " takes over. " + String.join(" ", UpgradeTasks.before(look))
                                : null);
    }

    /** From the switchover on. */
    private static void after(UpgradeLook look, String name, Green green, List<PlannedStep> steps) {
        Parameters parameters = look.parameters();
        List<String> proxies = parameters.skipProxyChecks()
                ? List.of()
                : look.seen().proxies().stream().map(Proxy::name).sorted().toList();
        if (!proxies.isEmpty()) {
            steps.add(CheckProxies.planned(proxies));
        }
        steps.add(verify(look, green));
        if (parameters.retainOldHours() > 0) {
            steps.add(KeepOld.planned(parameters.retainOldHours()));
        }
        List<PlannedStep> cleanup = new ArrayList<>();
        if (parameters.finalSnapshot()) {
            cleanup.add(SnapshotOld.planned(Names.snapshot(look.cluster().id(), look.operationId())));
        }
        cleanup.add(DeleteBlueGreen.planned(name));
        if (look.cluster().features().deletionProtection()) {
            cleanup.add(UnprotectOld.planned());
        }
        look.instances().stream()
                .map(Instance::id)
                .map(DeleteOldInstance::planned)
                .forEach(cleanup::add);
        cleanup.add(DeleteOldCluster.planned());
        if (parameters.pauseBeforeCleanup()) {
            cleanup.set(
                    0,
                    cleanup.getFirst()
                            .gated("pause_before_cleanup: from here on the old cluster is removed, and with it the way"
                                    + " back to the old version"));
        }
        steps.addAll(cleanup);
    }

    private static PlannedStep verify(UpgradeLook look, Green green) {
        Cluster.Endpoints endpoints = look.cluster().endpoints();
        return VerifyUpgrade.planned(green, endpoints.writer(), endpoints.reader(), UpgradeTasks.afterwards(look));
    }

    private static List<PlannedStep> finallySteps(UpgradeLook look, String name) {
        return List.of(
                RemoveGreen.plannedFinally(name),
                UnmarkCluster.planned(look.cluster().id()));
    }

    private static String summary(UpgradeLook look) {
        String kind = look.upgrade()
                .map(u -> u.major() ? " (major upgrade)" : " (minor upgrade)")
                .orElse("");
        return "Upgrade %s from %s to %s%s by blue/green, with 1 write interruption"
                .formatted(
                        look.cluster().id(),
                        look.cluster().engine().version(),
                        look.parameters().targetVersion(),
                        kind);
    }

    private static @Nullable String nullable(Optional<String> text) {
        return text.orElse(null);
    }
}
