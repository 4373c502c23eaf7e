package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.StepQuestion;
import io.rdsmaint.kit.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Goal: the green side is built, keeps up with the blue one, and is what was asked for: version, parameter groups in
 * effect, as many instances; and it carries the operation's tag. Writes down what it is by resource ids.
 */
public final class AwaitGreen extends ParameterizedStep<Green> {
    /** The word in plans. */
    public static final String ACTION = "await_green";

    /** Seconds between looks: only the operation waits. */
    private static final long DURING = 10;

    private final Deployments deployments;

    /** Waits until AWS has built the green side, and looks whether it is as asked. */
    public static PlannedStep planned(String name, Green green) {
        return PlannedStep.of(
                "Provision green side of " + name,
                ACTION,
                green.json(),
                Duration.ofHours(1),
                Duration.ofDays(2),
                List.of());
    }

    public AwaitGreen(StepTools tools) {
        super(ACTION, Green::read, tools);
        this.deployments = new Deployments(reader);
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return Deployments.look(operation);
    }

    @Override
    protected Outcome advance(StepRun run, Green planned) {
        Target target = run.operation().target();
        Optional<BlueGreen> found = deployments.of(run.operation());
        if (found.isEmpty() || found.get().deleting()) {
            return gone(run, found.isPresent());
        }
        GreenSide.together(run);
        BlueGreen deployment = found.get();
        if (deployment.switching()) {
            return Outcome.waiting("somebody else's switchover to end", DURING);
        }
        Gateways world = reader.world(target);
        Optional<GreenSide> green = GreenSide.look(world.rds(), deployment, target.account());
        green.ifPresent(g -> run.memo().set(Side.GREEN, g.side().json()));
        if (deployment.switchedOver()) {
            return Outcome.done(Json.object().put("switched_over", true));
        }
        if (deployment.status().equals("INVALID_CONFIGURATION") || failedTask(deployment)) {
            return invalid(run, deployment, "", green);
        }
        if (deployment.status().equals("PROVISIONING")) {
            Optional<String> failed = creationFailed(run, deployment);
            return failed.isPresent()
                    ? invalid(run, deployment, " An event says: " + failed.get(), green)
                    : Outcome.underWay(
                            "the green side of " + deployment.name() + ": " + tasks(deployment) + told(deployment)
                                    + hint(run, world),
                            deployment.id());
        }
        List<Violation> objections = new ArrayList<>(Replication.objections(target, deployment));
        objections.addAll(DeploymentStatus.objections(target, deployment));
        if (green.isEmpty()) {
            objections.add(Replication.greenGone(target, deployment));
        }
        green.ifPresent(g -> objections.addAll(g.objections(target, planned, members(run.operation()))));
        return evaluator
                .hindrance(run, objections)
                .or(() -> green.flatMap(g -> new GreenTags(world.rds()).give(run, g.cluster()))
                        .map(run::change))
                .orElseGet(() -> Outcome.done(Json.object()
                        .put(Deployments.ID, deployment.id())
                        .put(Side.GREEN, green.map(g -> g.cluster().id()).orElse(""))));
    }

    /** What the green side is to be, as the newest plan says. */
    static Green wanted(Operation operation) {
        return operation.steps().reversed().stream()
                .map(s -> s.planned())
                .filter(p -> p.action().equals(ACTION))
                .findFirst()
                .map(p -> Green.read(p.parameters()))
                .orElseThrow(() -> new LastingFailure("The plan has no step that waits for the green side."));
    }

    /** How many instances were in production when the deployment was made. */
    static int members(Operation operation) {
        return Side.blue(operation).map(b -> b.instances().size()).orElse(0);
    }

    private static boolean failedTask(BlueGreen deployment) {
        return deployment.tasks().stream().anyMatch(t -> t.status().equals("FAILED"));
    }

    private static String tasks(BlueGreen deployment) {
        return deployment.tasks().isEmpty()
                ? deployment.status()
                : deployment.tasks().stream()
                        .map(t -> t.name() + " " + t.status().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static String told(BlueGreen deployment) {
        return deployment.statusDetails() == null || deployment.statusDetails().isEmpty()
                ? ""
                : " (AWS says: " + deployment.statusDetails() + ")";
    }

    /** H45: what keeps AWS from making the copy shows only as an event, such as transactions that don't end. */
    private static String hint(StepRun run, Gateways world) {
        return world
                .rds()
                .clusterEvents(run.operation().target().name(), run.now().minus(Duration.ofMinutes(20)))
                .stream()
                .map(RdsEvent::message)
                .filter(m -> m.toLowerCase(Locale.ROOT).contains("transaction"))
                .reduce((first, second) -> second)
                .map(m -> ". AWS says: " + m)
                .orElse("");
    }

    /** RDS-EVENT-0245: the status may say for long that it is being provisioned, and nothing comes of it any more. */
    private Optional<String> creationFailed(StepRun run, BlueGreen deployment) {
        Instant since = deployment.createdAt() == null ? run.operation().createdAt() : deployment.createdAt();
        return deployments.gateway(run.operation()).events(deployment.id(), since).stream()
                .map(RdsEvent::message)
                .filter(m -> {
                    String text = m.toLowerCase(Locale.ROOT);
                    return text.contains("creation of blue/green deployment failed");
                })
                .findFirst();
    }

    private Outcome invalid(StepRun run, BlueGreen deployment, String event, Optional<GreenSide> green) {
        Target t = run.operation().target();
        Optional<String> writer = green.flatMap(g -> g.seen().writer().id());
        boolean prechecked = !reader.cluster(t).engine().postgres();
        return StepQuestion.ask(
                run,
                ClusterQuestion.GREEN_BUILD_FAILED,
                "AWS could not build the green side, and does not try again: such a deployment can't be switched over."
                        + " Mend the cause and roll back, then start anew.",
                "deployment " + deployment.name() + " is " + deployment.status() + "; its tasks: " + tasks(deployment)
                        + told(deployment) + event
                        + (prechecked
                                ? ". What stands against a major upgrade, Aurora MySQL writes to upgrade-prechecks.log of "
                                        + writer.orElse("green's writer")
                                        + ", which goes with the green side; aws rds download-db-log-file-portion reads it"
                                : ""),
                "look again (only AWS can make it valid)",
                Stream.concat(
                                Stream.of(
                                        UpgradeCommands.describe(t, deployment.id()),
                                        UpgradeCommands.events(t, deployment.id())),
                                writer.filter(id -> prechecked).stream()
                                        .map(id -> UpgradeCommands.logs(t, id, "upgrade-prechecks")))
                        .toList());
    }

    /** Nothing is left to be called: another deployment would not be this one. */
    private Outcome gone(StepRun run, boolean leaving) {
        Target t = run.operation().target();
        String id = Deployments.id(run.operation()).orElse("");
        return PreconditionEvaluator.pastItsCall(StepQuestion.ask(
                run,
                ClusterQuestion.BLUE_GREEN_GONE,
                "the blue/green deployment is gone or being deleted, by somebody else. The cluster itself is as it was.",
                (leaving ? "deployment " + id + " is being deleted" : "no live deployment " + id) + "; "
                        + GreenSide.leftAlone(run, reader.world(t).rds(), leaving),
                "look again: only the same deployment would do, so roll back and start anew to have another one made",
                List.of(UpgradeCommands.describe(t, id))));
    }
}
