package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Load;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts the green cluster into the place of the blue one. From the moment both sides stop until it is over, nobody reads
 * or writes. Whatever keeps it from ending, a guardrail or the timeout, leaves both sides as they were.
 */
public final class Switchover {

    private final World world;
    private final BlueGreenDeployment deployment;
    private final Cluster blue;
    private final Cluster green;
    private final Duration timeout;
    private final String cause;
    private final List<Instance> stopped = new ArrayList<>();

    private Switchover(World world, BlueGreenDeployment deployment, Cluster blue, Cluster green, Duration timeout) {
        this.world = world;
        this.deployment = deployment;
        this.blue = blue;
        this.green = green;
        this.timeout = timeout;
        this.cause = "the switchover of " + deployment.name();
    }

    /** Begins; nothing happens to a deployment whose clusters are not known. */
    public static void begin(World world, BlueGreenDeployment deployment, Duration timeout) {
        deployment
                .blue()
                .ifPresent(blue -> deployment
                        .green()
                        .ifPresent(green -> new Switchover(world, deployment, blue, green, timeout).begin()));
    }

    private void begin() {
        deployment.status("SWITCHOVER_IN_PROGRESS");
        deployment.statusDetails("");
        deployment.memberStatus("AVAILABLE");
        objection()
                .ifPresent(why ->
                        world.ledger().note(Harm.UNREADY_SWITCHOVER, blue.id(), deployment.name(), world.now(), why));
        event("notification", "Switchover from " + blue.id() + " to " + green.id() + " started.");
        event("notification", sides() + " started.");
        Duration lag = world.draw(world.durations().statusLag());
        world.after(lag, deployment, () -> {
            deployment.memberStatus("SWITCHOVER_IN_PROGRESS");
            objection().ifPresentOrElse(why -> cancel(why, "AVAILABLE"), () -> stop(timeout.minus(lag)));
        });
    }

    private Optional<String> objection() {
        return new Guardrails(world, deployment, blue, green).objection(timeout);
    }

    private void stop(Duration left) {
        Stream.of(blue, green).forEach(cluster -> {
            cluster.cause(cause);
            cluster.busy(true);
        });
        members().forEach(stopped::add);
        stopped.forEach(each -> {
            world.note(Harm.CONNECTIONS_DROPPED, each, Load.on(each).connections() + " connections, by " + cause);
            each.busy(true);
        });
        stopped.forEach(each -> each.engine().down());
        Duration catchUp = Duration.ofMillis(Math.round(2_000 * deployment.lagSeconds()));
        Duration length = world.draw(world.blueGreen().switchover()).plus(catchUp);
        if (world.faults().stalls(deployment.names()) || length.compareTo(left) > 0) {
            world.after(
                    left,
                    deployment,
                    () -> cancel("it took longer than " + timeout.toSeconds() + " seconds", "AVAILABLE"));
        } else {
            world.after(length, deployment, this::complete);
        }
    }

    private void complete() {
        Optional<String> failure = world.faults().ending("SwitchoverBlueGreenDeployment", deployment.names());
        if (failure.isPresent()) {
            cancel("of an internal error", failure.get());
        } else if (unfit()) {
            cancel("a DB instance failed meanwhile", "AVAILABLE");
        } else {
            String before = sides();
            String names = blue.id();
            String stage = green.id();
            restart();
            new Takeover(world, deployment, blue, green).carryOut();
            deployment.status("SWITCHOVER_COMPLETED");
            deployment.memberStatus("SWITCHOVER_COMPLETED");
            event(
                    "notification",
                    before + " completed. Renamed " + names + " to " + blue.id() + " and " + stage + " to " + green.id()
                            + ".");
            event("notification", "Switchover completed on blue/green deployment.");
        }
    }

    private void cancel(String reason, String status) {
        restart();
        deployment.status(status);
        deployment.memberStatus("SWITCHOVER_FAILED");
        deployment.statusDetails("Switchover was canceled because " + reason + ".");
        event("failure", sides() + " was canceled due to " + reason + ".");
        event("failure", "Switchover canceled on blue/green deployment.");
    }

    private boolean unfit() {
        return deployment.pairs().stream().anyMatch(BlueGreenDeployment.Pair::broken)
                || blue.failingOver()
                || green.failingOver()
                || stopped.stream().anyMatch(each -> !each.restartable());
    }

    private void restart() {
        if (stopped.isEmpty()) {
            return;
        }
        stopped.stream().filter(Instance::restartable).forEach(each -> {
            each.busy(false);
            each.engine().up(world.now());
        });
        Stream.of(blue, green).filter(each -> !each.failingOver()).forEach(each -> each.busy(false));
        Stream.of(blue, green).forEach(new Failover(world)::ifLost);
    }

    private Stream<Instance> members() {
        return List.of(blue, green).stream().flatMap(each -> each.instances().stream());
    }

    private String sides() {
        return "Switchover from DB cluster " + blue.id() + " to " + green.id();
    }

    private void event(String category, String message) {
        world.event(blue.site(), deployment, category, message);
    }
}
