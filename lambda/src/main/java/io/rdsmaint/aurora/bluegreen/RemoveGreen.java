package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.aurora.step.ClusterStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.RefusalCode;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * H54. Goal: the deployment and its green side are gone, unless green is in production or was not made by this operation. Nothing of
 * the blue side is touched. Serves a rollback, and the end of an operation that was aborted.
 */
public final class RemoveGreen extends ClusterStep {
    /** The word in plans. */
    public static final String ACTION = "remove_green";

    /** In the result: true when the green side is gone. */
    static final String REMOVED = "removed";

    private static final String INVALID_STATE = "InvalidBlueGreenDeploymentStateFault";
    private static final String IN_PRODUCTION = "in_production";
    private static final String REFUSED_WHILE = "refused_while";

    /** Seconds between looks: only the operation waits. */
    private static final long DURING = 15;

    private final Deployments deployments;

    /** Deletes the deployment with its green side, unless green is in production. */
    public static PlannedStep planned(String name) {
        return PlannedStep.of(
                "Remove deployment " + name + " and its green side",
                ACTION,
                Json.object().put("name", name),
                Duration.ofMinutes(15),
                Duration.ofHours(6),
                List.of("DeleteBlueGreenDeployment " + name + " DeleteTarget=true"));
    }

    /** Deletes, when the operation ends early, the deployment with its green side, unless green is in production. */
    public static PlannedStep plannedFinally(String name) {
        PlannedStep step = planned(name);
        return new PlannedStep(
                        "Remove green side unless switched over",
                        step.action(),
                        step.parameters(),
                        null,
                        step.deadline(),
                        Duration.ofSeconds(30),
                        step.calls(),
                        false,
                        false)
                .asCleanup();
    }

    public RemoveGreen(StepTools tools) {
        super(ACTION, tools);
        this.deployments = new Deployments(reader);
    }

    @Override
    public Optional<String> deletes(Operation operation, PlannedStep step) {
        boolean made = Deployments.step(operation)
                .filter(s -> s.state() == StepState.COMPLETED || s.mayHaveChanged())
                .isPresent();
        boolean removes = step.cleanup() ? removes(operation) : !Deployments.adopted(operation) && !switched(operation);
        return made && removes && !GreenSide.removed(operation) && !GreenSide.alone(operation)
                ? Optional.of("the green side of the blue/green deployment")
                : Optional.empty();
    }

    /** True when the switchover is known to have taken place, by this operation's own call or by somebody else's. */
    static boolean switched(Operation operation) {
        return Switchover.done(operation)
                || operation.steps().stream()
                        .anyMatch(s ->
                                s.planned().action().equals(ACTION) && s.memo().has(IN_PRODUCTION));
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return Deployments.look(operation);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        if (keeps(operation)) {
            return kept("not to be removed");
        }
        Optional<BlueGreen> found = deployments.of(operation);
        if (found.filter(BlueGreen::switching).isPresent()) {
            return Outcome.waiting("the switchover to end", DURING);
        }
        if (inProduction(operation) || found.filter(BlueGreen::switchedOver).isPresent()) {
            return switchedOver(run);
        }
        return found.map(d -> remove(run, d)).orElseGet(() -> whenGone(run));
    }

    private static boolean keeps(Operation operation) {
        return operation.ending() == Operation.Ending.COMPLETED
                || operation.ending() == Operation.Ending.MARKED_COMPLETE
                || Deployments.adopted(operation);
    }

    /** True when the step removes green, as far as is known without a look. */
    static boolean removes(Operation operation) {
        return !keeps(operation) && !switched(operation);
    }

    private static Outcome kept(String why) {
        return Outcome.done(Json.object().put(REMOVED, false).put("because", why));
    }

    private boolean inProduction(Operation operation) {
        Optional<String> green = Side.green(operation).map(g -> g.cluster().resourceId());
        return green.isPresent()
                && rds(operation)
                        .cluster(operation.target().name())
                        .map(Cluster::resourceId)
                        .equals(green);
    }

    private Outcome switchedOver(StepRun run) {
        if (run.step().planned().cleanup()) {
            return kept("it is in production");
        }
        run.memo().put(IN_PRODUCTION, true);
        return StepQuestion.ask(
                run,
                ClusterQuestion.ALREADY_SWITCHED_OVER,
                "the switchover has taken place: the green cluster is in production, and nothing is removed. What clients "
                        + "have written since then is only there.",
                run.operation().target().name() + " is the green cluster now",
                "look again",
                List.of(UpgradeCommands.cluster(
                        run.operation().target(), run.operation().target().name())));
    }

    private Outcome remove(StepRun run, BlueGreen deployment) {
        run.memo().put(Deployments.ID, deployment.id());
        if (deployment.deleting()) {
            run.sign("deployment " + deployment.id() + " is being deleted");
            return Outcome.underWay(
                    "deployment " + deployment.name() + " and its green side to be gone", deployment.id());
        }
        if (deployment.status().equals(run.memo().path(REFUSED_WHILE).asText())) {
            return Outcome.underWay("deployment " + deployment.name() + " to leave status " + deployment.status()
                    + ", in which AWS does not let it be deleted");
        }
        reader.requireSame(run.operation());
        Optional<GreenSide> green = GreenSide.look(
                rds(run.operation()), deployment, run.operation().target().account());
        green.ifPresent(g -> run.memo().set(Side.GREEN, g.side().json()));
        Optional<Change> tag = green.flatMap(g -> new GreenTags(rds(run.operation())).give(run, g.cluster()));
        if (tag.isPresent()) {
            return run.change(tag.get());
        }
        Optional<Cluster> isProtected =
                green.map(GreenSide::cluster).filter(c -> c.features().deletionProtection());
        return isProtected.map(c -> unprotect(run, deployment, c)).orElseGet(() -> delete(run, deployment));
    }

    /** Green has the protection of the cluster that it copies, and AWS does not delete it so. */
    private Outcome unprotect(StepRun run, BlueGreen deployment, Cluster green) {
        return run.change(Change.repeatable(
                "ModifyDBCluster " + green.id() + " (green) DeletionProtection=false",
                green.id(),
                () -> mayGo(run, deployment)
                        && rds(run.operation())
                                .cluster(green.id())
                                .filter(c -> c.resourceId().equals(green.resourceId()))
                                .isPresent(),
                intent -> rds(run.operation()).modifyDeletionProtection(intent, green.id(), false)));
    }

    private Outcome delete(StepRun run, BlueGreen deployment) {
        try {
            return run.change(Change.repeatable(
                    "DeleteBlueGreenDeployment " + deployment.id() + " DeleteTarget=true",
                    deployment.id(),
                    () -> mayGo(run, deployment),
                    intent -> deployments.gateway(run.operation()).delete(intent, deployment.id(), true)));
        } catch (TransientFailure e) {
            boolean notNow = RefusalCode.of(e).filter(INVALID_STATE::equals).isPresent();
            if (!notNow || !deployment.status().equals("PROVISIONING")) {
                throw e;
            }
            run.memo().put(REFUSED_WHILE, deployment.status());
            return Outcome.underWay(
                    "deployment " + deployment.name() + " to be provisioned; AWS deletes none before", deployment.id());
        }
    }

    /** I7: still ours, and neither side has begun to take over. */
    private boolean mayGo(StepRun run, BlueGreen before) {
        return !inProduction(run.operation())
                && deployments
                        .gateway(run.operation())
                        .deployment(before.id())
                        .filter(d -> Deployments.ours(d, run.operation()))
                        .filter(d -> !d.switching() && !d.switchedOver())
                        .isPresent();
    }

    /** The deployment is gone; its green side may be on its way, or have been kept by whoever deleted the deployment. */
    private Outcome whenGone(StepRun run) {
        Optional<Side> green = Side.green(run.operation());
        Optional<Cluster> left = green.flatMap(
                g -> rds(run.operation()).clusterOfResource(g.cluster().resourceId()));
        if (left.isEmpty()) {
            return Outcome.done(Json.object().put(REMOVED, true));
        }
        if (left.get().status().equals("deleting")) {
            return Outcome.underWay(
                    "green cluster " + left.get().id() + " to be gone",
                    left.get().id());
        }
        Target t = run.operation().target();
        GreenSide.leftAlone(run, rds(run.operation()), false);
        Optional<Outcome> asking = evaluator.unlessAccepted(
                run,
                new Violation.NeedsApproval(
                        ClusterQuestion.GREEN_LEFT,
                        "GREEN_LEFT",
                        Choices.PASS,
                        "The deployment was deleted by somebody else, who kept its green cluster: it is left alone.",
                        left.get().id() + " (" + left.get().resourceId() + ") is "
                                + left.get().status(),
                        List.of(UpgradeCommands.cluster(t, left.get().id()))));
        return asking.orElseGet(() -> kept("somebody keeps it"));
    }

    private RdsGateway rds(Operation operation) {
        return reader.world(operation.target()).rds();
    }
}
