package io.rdsmaint.aurora;

import io.rdsmaint.aurora.bluegreen.Deployments;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.instance.ChangeClass;
import io.rdsmaint.aurora.step.ClusterStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Goal: nothing that this operation set in motion is still moving. Runs before a rollback and before the finally
 * steps of an
 * abort, so that nothing new begins while a change is under way. A status that only a person can mend counts as at
 * rest. A class that AWS has taken and that does not show would interrupt somebody after the end, with nobody watching:
 * it is waited for, then a person decides; a rollback withdraws it by asking for the class of before.
 */
public final class Settle extends ClusterStep {
    static final String ACTION = "settle";

    /** Seconds between looks: only the operation waits. */
    private static final long LOOK_AGAIN_SECONDS = 30;

    public Settle(StepTools tools) {
        super(ACTION, tools);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Optional<SavedIntent> travelling = travelling(operation, run.now());
        if (travelling.isPresent()) {
            return Outcome.waiting("the call " + travelling.get().call() + " to show or to lapse", LOOK_AGAIN_SECONDS);
        }
        Optional<BlueGreen> exchange = new Deployments(reader).of(operation).filter(d -> d.switching() || d.deleting());
        if (exchange.isPresent()) {
            return Outcome.waiting(
                    "deployment " + exchange.get().name() + " ("
                            + exchange.get().status() + ") to come to rest",
                    LOOK_AGAIN_SECONDS);
        }
        RdsGateway rds = reader.world(operation.target()).rds();
        String clusterId = operation.target().name();
        Optional<Cluster> cluster = rds.cluster(clusterId);
        if (cluster.filter(c -> c.outlook() == Outlook.PASSES).isPresent()) {
            return Outcome.waiting(
                    "cluster " + clusterId + " (" + cluster.get().status() + ") to come to rest", LOOK_AGAIN_SECONDS);
        }
        List<Instance> instances = rds.instances(clusterId);
        Optional<Outcome> moving = instances.stream()
                .filter(i -> i.outlook() == Outlook.PASSES || i.leaves())
                .findFirst()
                .map(i -> Outcome.waiting(i.id() + " (" + i.status() + ") to come to rest", LOOK_AGAIN_SECONDS));
        return moving.or(() -> evaluator.hindrance(run, unknown(operation.target(), cluster, instances)))
                .or(() -> operation.ending() == Operation.Ending.ROLLED_BACK
                        ? Optional.empty()
                        : evaluator.hindrance(run, ChangeClass.PENDING, ChangeClass.pending(operation, instances)))
                .orElseGet(() -> Outcome.done(ChangeClass.seenAtRest(instances)));
    }

    /** Of a status that nobody knows, only a person can say that nothing moves any more. */
    private static List<Violation> unknown(Target target, Optional<Cluster> cluster, List<Instance> instances) {
        return Stream.concat(
                        cluster
                                .filter(c -> c.outlook() == Outlook.UNKNOWN)
                                .map(c -> Fitness.unknown(target, c))
                                .stream(),
                        instances.stream()
                                .filter(i -> i.outlook() == Outlook.UNKNOWN)
                                .map(i -> Fitness.unknown(target, i)))
                .toList();
    }

    /** A call of unknown fate that may still act, or an accepted one whose effect RDS may show late. */
    private static Optional<SavedIntent> travelling(Operation operation, Instant now) {
        Stream<SavedIntent> unknown = operation.uncertainCalls().stream().filter(i -> now.isBefore(i.expiredAt()));
        Stream<SavedIntent> accepted = operation.steps().stream()
                .map(step -> step.intent())
                .filter(Objects::nonNull)
                .filter(i -> i.state() == SavedIntent.State.ACCEPTED)
                .filter(i -> now.isBefore(i.at().plus(Duration.ofMinutes(2))));
        return Stream.concat(unknown, accepted).findFirst();
    }
}
