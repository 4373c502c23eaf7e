package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.Replanner;
import io.rdsmaint.kit.StepQuestion;
import io.rdsmaint.kit.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goal: the green cluster has the name that the blue one had, and serves. The call is made once; whether it took effect
 * is told by both levels of status, by events and by which physical cluster has the name. A switchover that AWS brought
 * back is tried again only when a person says so, and never after one that succeeded.
 */
public final class Switchover extends ParameterizedStep<Switchover.Params> {
    /** The word in plans. */
    public static final String ACTION = "switchover";

    record Params(int timeoutSeconds, String version) {
        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(fields.number("timeout_seconds"), fields.text("version"));
        }

        ObjectNode json() {
            return Json.object().put("timeout_seconds", timeoutSeconds).put("version", version);
        }
    }

    /** Green has the name, and the mark; the result holds the baseline of what is there then. */
    public static final ClusterEffect EFFECT = new ClusterEffect() {
        @Override
        public void planned(Step step, ExpectedCluster expected) {
            if (step.state() == StepState.COMPLETED && step.result() != null) {
                expected.alsoMarked(step.result()
                        .path(Replanner.BASELINE)
                        .path(ExpectedCluster.CLUSTER_RESOURCE_ID)
                        .asText());
            }
        }
    };

    /** Seconds between looks: clients wait. */
    private static final long DURING = 10;

    private final Deployments deployments;
    private final SwitchoverSigns signs;
    private final SwitchoverEnd end;

    /**
     * Lets green take the place and the names of blue.
     *
     * @param timeoutSeconds when it passes, AWS brings everything back
     */
    public static PlannedStep planned(String name, String version, int timeoutSeconds) {
        return PlannedStep.of(
                        "Switch over to green",
                        ACTION,
                        new Params(timeoutSeconds, version).json(),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(timeoutSeconds).plus(Duration.ofHours(2)),
                        List.of("SwitchoverBlueGreenDeployment " + name + " SwitchoverTimeout=" + timeoutSeconds))
                .disrupting();
    }

    public Switchover(StepTools tools) {
        super(ACTION, Params::of, tools);
        this.deployments = new Deployments(reader);
        this.signs = new SwitchoverSigns(deployments);
        this.end = new SwitchoverEnd(reader, evaluator, deployments);
    }

    @Override
    public Set<String> observed() {
        return SwitchoverSigns.OBSERVED;
    }

    @Override
    public Optional<String> mustFinish() {
        return Optional.of("the new cluster would be in production without the mark that keeps others away from it");
    }

    @Override
    public Optional<Sight> sight(StepRun run) {
        Target target = run.operation().target();
        return deployments
                .of(run.operation())
                .flatMap(deployment -> GreenSide.look(reader.world(target).rds(), deployment, target.account())
                        .map(green ->
                                GateSight.green(target, deployment, reader.look(run.operation()), green, reader)));
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return Deployments.look(operation);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Optional<BlueGreen> found = deployments.of(run.operation());
        signs.begin(run);
        if (found.filter(BlueGreen::switching).isPresent()) {
            return signs.switching(run, found.get());
        }
        Optional<Cluster> named = reader.world(run.operation().target())
                .rds()
                .cluster(run.operation().target().name());
        boolean green = named.filter(c -> greenId(run).equals(c.resourceId())).isPresent();
        if (green) {
            return end.whenSwitched(run, found);
        }
        if (found.filter(BlueGreen::switchedOver).isPresent()) {
            run.reached("the switchover is completed");
            return Outcome.waiting("the green cluster to get its name", DURING);
        }
        if (found.isEmpty() || found.get().deleting()) {
            return gone(run, found.isPresent());
        }
        GreenSide.together(run);
        if (named.isEmpty()) {
            return Outcome.waiting("a cluster to have the name", DURING);
        }
        signs.blueSeen(run);
        return signs.failure(run, found.get()).orElseGet(() -> judged(run, found.get(), planned.timeoutSeconds()));
    }

    private Outcome judged(StepRun run, BlueGreen deployment, int timeout) {
        Target target = run.operation().target();
        ObservedCluster blue = reader.look(run.operation());
        Optional<GreenSide> green = GreenSide.look(reader.world(target).rds(), deployment, target.account());
        if (green.isPresent() && run.intent().isEmpty()) {
            note(run, blue, green.get());
        }
        Readiness readiness = new Readiness(run, reader);
        ChangeContext context = ChangeContext.of(
                reader,
                run.operation(),
                new ProposedChange.SwitchOver(readiness.objections(deployment, blue, green, signs.tryingAgain(run))),
                blue);
        return evaluator.hindrance(run, context).orElseGet(() -> change(run, context, deployment, timeout));
    }

    private Outcome change(StepRun run, ChangeContext context, BlueGreen deployment, int timeout) {
        return run.change(Change.verifiable(
                "SwitchoverBlueGreenDeployment " + deployment.id() + " SwitchoverTimeout=" + timeout,
                deployment.id(),
                signs.evidence(run, deployment),
                () -> stillRight(run, context, deployment),
                intent -> deployments.gateway(run.operation()).switchover(intent, deployment.id(), timeout)));
    }

    /** I7: everything that can change quickly, once more. */
    private boolean stillRight(StepRun run, ChangeContext context, BlueGreen before) {
        Target target = context.target();
        Optional<BlueGreen> now = deployments.gateway(run.operation()).deployment(before.id());
        if (now.isEmpty() || now.get().switching() || now.get().switchedOver()) {
            return false;
        }
        ObservedCluster blue = reader.again(target, context.seen());
        Optional<GreenSide> green = GreenSide.look(reader.world(target).rds(), now.get(), target.account());
        List<Violation> readiness =
                new Readiness(run, reader).objections(now.get(), blue, green, signs.tryingAgain(run));
        return evaluator.clear(
                run, ChangeContext.of(reader, run.operation(), new ProposedChange.SwitchOver(readiness), blue));
    }

    /** Writes down what is on which side, so that nothing has to be guessed once names have changed. */
    private static void note(StepRun run, ObservedCluster blue, GreenSide green) {
        run.memo()
                .set(
                        Side.BLUE,
                        Side.of(blue.cluster(), blue.instances().values(), blue.customEndpoints())
                                .json());
        run.memo().set(Side.GREEN, green.side().json());
        run.memo().put(ExpectedCluster.CLUSTER_RESOURCE_ID, green.cluster().resourceId());
    }

    private static String greenId(StepRun run) {
        return Side.green(run.operation()).map(g -> g.cluster().resourceId()).orElse("");
    }

    /** Nothing is left to be called: another deployment would not be this one. */
    private Outcome gone(StepRun run, boolean leaving) {
        Target t = run.operation().target();
        String id = Deployments.id(run.operation()).orElse("");
        return PreconditionEvaluator.pastItsCall(StepQuestion.ask(
                run,
                ClusterQuestion.BLUE_GREEN_GONE,
                "the blue/green deployment is gone or being deleted, by somebody else, and no switchover took place: "
                        + "the cluster is as it was.",
                (leaving ? "deployment " + id + " is being deleted" : "no live deployment " + id) + "; "
                        + GreenSide.leftAlone(run, reader.world(t).rds(), leaving),
                "look again: only the same deployment would do, so roll back and start anew to have another one made",
                List.of(UpgradeCommands.describe(t, id))));
    }

    /** True when the operation knows that the green cluster is in production. */
    static boolean done(Operation operation) {
        return switchedAt(operation).isPresent();
    }

    /** When the green cluster was first seen in production. */
    static Optional<Instant> switchedAt(Operation operation) {
        return operation.steps().stream()
                .filter(s -> s.planned().action().equals(ACTION))
                .filter(s -> s.memo().has(SwitchoverSigns.SWITCHED_AT))
                .findFirst()
                .map(s ->
                        Instant.parse(s.memo().path(SwitchoverSigns.SWITCHED_AT).asText()));
    }

    @Override
    public Optional<String> irreversible(Operation operation, Step step) {
        if (!step.memo().has(SwitchoverSigns.SWITCHED_AT)) {
            return Optional.empty();
        }
        return Optional.of("the switchover has taken place. What clients have written since then is only in the new "
                + "cluster, and the old one can't take its place again without losing it. "
                + OldSide.whatIsLeft(operation));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        return done(operation) ? OldSide.residue(operation) : Optional.empty();
    }
}
