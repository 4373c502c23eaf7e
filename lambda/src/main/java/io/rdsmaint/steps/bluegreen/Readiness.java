package io.rdsmaint.steps.bluegreen;

import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.BlueGreen;
import io.rdsmaint.rds.Outlook;
import io.rdsmaint.rds.Proxy;
import io.rdsmaint.steps.Commands;
import io.rdsmaint.steps.Fitness;
import io.rdsmaint.steps.Json;
import io.rdsmaint.steps.Objection;
import io.rdsmaint.steps.Objection.Ask;
import io.rdsmaint.steps.Observer;
import io.rdsmaint.steps.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that has to hold right before a switchover, beyond the guards that hold for every change. */
final class Readiness {
    private final StepRun run;
    private final Target target;
    private final Observer observer;

    Readiness(StepRun run, Observer observer) {
        this.run = run;
        this.target = run.operation().target();
        this.observer = observer;
    }

    /**
     * What stands against it.
     *
     * @param tryingAgain a person knows of the earlier failure and wants another attempt
     */
    List<Objection> objections(BlueGreen deployment, Sighting blue, Optional<GreenSide> green, boolean tryingAgain) {
        List<Objection> all = new ArrayList<>();
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
            Replication.lag(target, blue, g.seen(), observer.world(target).metrics())
                    .ifPresent(all::add);
        });
        proxiesKept(blue).ifPresent(all::add);
        return all;
    }

    private Optional<Objection> failedBefore(BlueGreen deployment, boolean tryingAgain) {
        if (deployment.switchoverFailed() && !tryingAgain) {
            return Optional.of(new Ask(
                    "SWITCHOVER_FAILED_BEFORE",
                    false,
                    true,
                    "An earlier switchover of this deployment failed, and somebody should know why before the next.",
                    deployment.status() + ", " + deployment.statusDetails(),
                    List.of(
                            UpgradeCommands.describe(target, deployment.id()),
                            UpgradeCommands.events(target, deployment.id()))));
        }
        return Optional.empty();
    }

    /** The deployment leads from the cluster that the operation is for to the one that was looked over. */
    private Optional<Objection> theSame(BlueGreen deployment, Sighting blue, GreenSide green) {
        String looked = run.operation()
                .lastCompleted(AwaitGreen.ACTION)
                .flatMap(s -> Side.read(s.memo().path(Side.GREEN)))
                .map(s -> s.cluster().resourceId())
                .orElse(green.cluster().resourceId());
        boolean same = deployment.source().equals(blue.cluster().arn())
                && looked.equals(green.cluster().resourceId());
        return same
                ? Optional.empty()
                : Optional.of(new Ask(
                        "OTHER_SIDES",
                        false,
                        false,
                        "The deployment does not lead from this cluster to the green one that was looked over.",
                        "source " + deployment.source() + ", green cluster "
                                + green.cluster().resourceId() + ", looked over " + looked,
                        List.of(UpgradeCommands.describe(target, deployment.id()))));
    }

    /** H59: a proxy follows a switchover only if the cluster is its target all along. */
    private Optional<Objection> proxiesKept(Sighting blue) {
        Set<String> there = blue.proxies().stream().map(Proxy::name).collect(Collectors.toSet());
        List<String> lost = run.operation().steps().stream()
                .map(s -> s.planned())
                .filter(p -> p.action().equals(CheckProxies.ACTION))
                .flatMap(p -> Json.texts(p.parameters().path("proxies")).stream())
                .filter(p -> !there.contains(p))
                .distinct()
                .toList();
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ask(
                        "PROXY_LOST_TARGET",
                        false,
                        true,
                        "A proxy no longer has the cluster as its target. It will not follow the switchover, and its "
                                + "clients lose the database; a target can't be added while the deployment exists.",
                        String.join(", ", lost),
                        lost.stream()
                                .map(p -> Commands.aws(target, "describe-db-proxy-targets --db-proxy-name " + p))
                                .toList()));
    }
}
