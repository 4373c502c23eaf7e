package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.gateway.rds.Proxy;
import io.rdsmaint.kit.Acceptances;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.NeedsApproval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that has to hold right before a switchover, beyond the guards that hold for every change. */
final class Readiness {
    private final StepRun run;
    private final Target target;
    private final ClusterReader reader;

    Readiness(StepRun run, ClusterReader reader) {
        this.run = run;
        this.target = run.operation().target();
        this.reader = reader;
    }

    /**
     * What stands against it.
     *
     * @param tryingAgain a person knows of the earlier failure and wants another attempt
     */
    List<Violation> objections(
            BlueGreen deployment, ObservedCluster blue, Optional<GreenSide> green, boolean tryingAgain) {
        List<Violation> all = new ArrayList<>();
        failedBefore(deployment, tryingAgain).ifPresent(all::add);
        all.addAll(DeploymentStatus.objections(target, deployment));
        blue.instances().values().stream()
                .filter(i -> i.outlook() == Outlook.SERVES)
                .forEach(i -> all.add(Fitness.optimizing(target, i)));
        all.addAll(Replication.objections(target, deployment));
        if (green.isEmpty()) {
            all.add(Replication.greenGone(target, deployment));
        }
        green.ifPresent(g -> {
            theSame(deployment, blue, g).ifPresent(all::add);
            all.addAll(g.objections(target, AwaitGreen.wanted(run.operation()), AwaitGreen.members(run.operation())));
            Replication.lag(target, blue, g.seen(), reader.world(target).metrics())
                    .ifPresent(all::add);
            unlike(deployment, blue, g).ifPresent(all::add);
        });
        proxiesKept(blue).ifPresent(all::add);
        return all;
    }

    private Optional<Violation> failedBefore(BlueGreen deployment, boolean tryingAgain) {
        if (deployment.switchoverFailed() && !tryingAgain) {
            return Optional.of(new NeedsApproval(
                            ClusterQuestion.SWITCHOVER_FAILED,
                            "SWITCHOVER_FAILED_BEFORE",
                            Choices.ACCEPT,
                            "An earlier switchover of this deployment failed, and somebody should know why before the next.",
                            "deployment " + deployment.name() + " is " + deployment.status() + ": "
                                    + deployment.statusDetails(),
                            List.of(
                                    UpgradeCommands.describe(target, deployment.id()),
                                    UpgradeCommands.events(target, deployment.id())))
                    .formerly(deployment.status() + ", " + deployment.statusDetails()));
        }
        return Optional.empty();
    }

    /** The deployment leads from the cluster that the operation is for to the one that was looked over. */
    private Optional<Violation> theSame(BlueGreen deployment, ObservedCluster blue, GreenSide green) {
        String looked = run.operation()
                .lastCompleted(AwaitGreen.ACTION)
                .flatMap(s -> Side.read(s.memo().path(Side.GREEN)))
                .map(s -> s.cluster().resourceId())
                .orElse(green.cluster().resourceId());
        boolean same = deployment.source().equals(blue.cluster().arn())
                && looked.equals(green.cluster().resourceId());
        return same
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                        ClusterQuestion.BLUE_GREEN_STATUS,
                        "OTHER_SIDES",
                        Choices.LOOK_AGAIN,
                        "The deployment does not lead from this cluster to the green one that was looked over.",
                        "source " + deployment.source() + ", green cluster "
                                + green.cluster().resourceId() + ", looked over " + looked,
                        List.of(UpgradeCommands.describe(target, deployment.id()))));
    }

    /** H42: who was asked at the gate has seen it there; without one this is the last moment at which nothing is lost. */
    private Optional<NeedsApproval> unlike(BlueGreen deployment, ObservedCluster blue, GreenSide green) {
        if (run.step().approved() != null) {
            return Optional.empty();
        }
        Acceptances accepted = Acceptances.of(run.operation(), run.memo());
        List<Difference> open = SideComparison.before(target, deployment, blue, green.seen()).stream()
                .filter(d -> d.open(accepted))
                .toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                        ClusterQuestion.GREEN_UNFIT,
                        "GREEN_DIFFERS",
                        Choices.ACCEPT,
                        "The green cluster is not like the blue one, and clients will have it after the switchover.",
                        open.stream().map(Difference::withRemedy).collect(Collectors.joining("; ")),
                        List.of(
                                UpgradeCommands.cluster(target, green.cluster().id()),
                                UpgradeCommands.cluster(target, blue.cluster().id())),
                        open.stream().flatMap(d -> d.keys().stream()).toList()));
    }

    /** H59: a proxy follows a switchover only if the cluster is its target all along. */
    private Optional<Violation> proxiesKept(ObservedCluster blue) {
        Set<String> there = blue.proxies().stream().map(Proxy::name).collect(Collectors.toSet());
        List<String> lost = run.operation().steps().stream()
                .map(s -> s.planned())
                .filter(p -> p.action().equals(CheckProxies.ACTION))
                .flatMap(p -> CheckProxies.Params.of(p.parameters()).proxies().stream())
                .filter(p -> !there.contains(p))
                .distinct()
                .toList();
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                        ClusterQuestion.PROXY_NOT_FOLLOWING,
                        "PROXY_LOST_TARGET",
                        Choices.ACCEPT,
                        "A proxy no longer has the cluster as its target. It will not follow the switchover, and its "
                                + "clients lose the database; a target can't be added while the deployment exists.",
                        String.join(", ", lost),
                        lost.stream()
                                .map(p -> Commands.aws(target, "describe-db-proxy-targets --db-proxy-name " + p))
                                .toList()));
    }
}
