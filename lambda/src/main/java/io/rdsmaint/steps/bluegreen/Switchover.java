package io.rdsmaint.steps.bluegreen;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.BlueGreen;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.steps.Act;
import io.rdsmaint.steps.Careful;
import io.rdsmaint.steps.Expectation;
import io.rdsmaint.steps.Objection;
import io.rdsmaint.steps.Observer;
import io.rdsmaint.steps.Scene;
import io.rdsmaint.steps.Sighting;
import io.rdsmaint.steps.Troubles;
import java.util.List;
import java.util.Optional;

/**
 * Goal: the green cluster has the name that the blue one had, and serves. The call is made once; whether it took effect
 * is told by both levels of status, by events and by which physical cluster has the name. A switchover that AWS brought
 * back is tried again only when a person says so, and never after one that succeeded.
 */
public final class Switchover implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "switchover";

    private static final long DURING = 5;

    private final Observer observer;
    private final Careful careful;
    private final Deployments deployments;
    private final SwitchoverSigns signs;
    private final SwitchoverEnd end;

    public Switchover(Observer observer, Careful careful) {
        this.observer = observer;
        this.careful = careful;
        this.deployments = new Deployments(observer);
        this.signs = new SwitchoverSigns(deployments);
        this.end = new SwitchoverEnd(observer, careful, deployments);
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Optional<String> mustFinish() {
        return Optional.of("the new cluster would be in production without the mark that keeps others away from it");
    }

    @Override
    public Outcome advance(StepRun run) {
        Optional<BlueGreen> found = deployments.of(run.operation());
        signs.begin(run);
        if (found.filter(BlueGreen::switching).isPresent()) {
            return signs.switching(run, found.get());
        }
        Optional<Cluster> named = observer.world(run.operation().target())
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
            return gone(run);
        }
        if (named.isEmpty()) {
            return Outcome.waiting("a cluster to have the name", DURING);
        }
        signs.blueSeen(run);
        return signs.failure(run, found.get()).orElseGet(() -> judged(run, found.get()));
    }

    private Outcome judged(StepRun run, BlueGreen deployment) {
        Target target = run.operation().target();
        Sighting blue = observer.look(run.operation());
        Optional<GreenSide> green = GreenSide.look(observer.world(target).rds(), deployment, target.account());
        if (green.isPresent() && run.intent().isEmpty()) {
            note(run, blue, green.get());
        }
        Readiness readiness = new Readiness(run, observer);
        Scene scene = Scene.of(
                run.operation(),
                new Act.SwitchOver(readiness.objections(deployment, blue, green, signs.tryingAgain(run))),
                blue);
        return careful.hindrance(run, scene).orElseGet(() -> change(run, scene, deployment));
    }

    private Outcome change(StepRun run, Scene scene, BlueGreen deployment) {
        int timeout = run.parameters().path("timeout_seconds").asInt();
        return run.change(Change.once(
                "SwitchoverBlueGreenDeployment " + deployment.id() + " SwitchoverTimeout=" + timeout,
                deployment.id(),
                signs.evidence(run, deployment),
                () -> stillRight(run, scene, deployment),
                intent -> deployments.gateway(run.operation()).switchover(intent, deployment.id(), timeout)));
    }

    /** I7: everything that can change quickly, once more. */
    private boolean stillRight(StepRun run, Scene scene, BlueGreen before) {
        Target target = scene.target();
        Optional<BlueGreen> now = deployments.gateway(run.operation()).deployment(before.id());
        if (now.isEmpty() || now.get().switching() || now.get().switchedOver()) {
            return false;
        }
        Sighting blue = observer.again(target, scene.seen());
        Optional<GreenSide> green = GreenSide.look(observer.world(target).rds(), now.get(), target.account());
        List<Objection> readiness =
                new Readiness(run, observer).objections(now.get(), blue, green, signs.tryingAgain(run));
        return careful.clear(run, Scene.of(run.operation(), new Act.SwitchOver(readiness), blue));
    }

    /** Writes down what is on which side, so that nothing has to be guessed once names have changed. */
    private static void note(StepRun run, Sighting blue, GreenSide green) {
        run.memo()
                .set(
                        Side.BLUE,
                        Side.of(blue.cluster(), blue.instances().values(), blue.customEndpoints())
                                .json());
        run.memo().set(Side.GREEN, green.side().json());
        run.memo().put(Expectation.CLUSTER_RESOURCE_ID, green.cluster().resourceId());
    }

    private static String greenId(StepRun run) {
        return Side.green(run.operation()).map(g -> g.cluster().resourceId()).orElse("");
    }

    private static Outcome gone(StepRun run) {
        Target t = run.operation().target();
        String id = Deployments.id(run.operation()).orElse("");
        return Troubles.ask(
                run,
                "the blue/green deployment is gone or being deleted, by somebody else, and no switchover took place: "
                        + "the cluster is as it was.",
                "no live deployment " + id,
                "look again (roll back and start anew to have another one made)",
                List.of(UpgradeCommands.describe(t, id)));
    }

    /** True when the operation knows that the green cluster is in production. */
    static boolean done(Operation operation) {
        return operation.steps().stream()
                .anyMatch(s -> s.planned().action().equals(ACTION) && s.memo().has(SwitchoverSigns.SWITCHED_AT));
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
