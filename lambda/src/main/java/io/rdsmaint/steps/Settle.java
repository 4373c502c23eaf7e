package io.rdsmaint.steps;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Goal: no call of this operation is still travelling, and nothing in the cluster is under way. Before anything is undone or ended. */
public final class Settle implements StepKind {
    /** The word that the engine plans it by. */
    public static final String ACTION = "settle";

    private static final long RECHECK = 30;

    private final Observer observer;

    public Settle(Observer observer) {
        this.observer = observer;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Optional<SavedIntent> travelling = travelling(run);
        if (travelling.isPresent()) {
            Instant then = travelling.get().settledAt();
            long left = Math.clamp(Duration.between(run.now(), then).toSeconds() + 1, 1, RECHECK);
            return Outcome.waiting("a sign of the unanswered call (" + travelling.get().call() + ")", left);
        }
        Target target = run.operation().target();
        Optional<Cluster> cluster = observer.world(target).rds().cluster(target.clusterId());
        if (cluster.isEmpty()) {
            return Outcome.done();
        }
        String status = cluster.get().status();
        if (!cluster.get().available() && !lasting(status)) {
            return Outcome.waiting("cluster to come to rest (" + status + ")", RECHECK);
        }
        for (Instance instance : observer.world(target).rds().instances(target.clusterId())) {
            InstanceStatus word = InstanceStatus.of(instance.status());
            boolean changing = word == InstanceStatus.USABLE
                    && instance.pending().containsKey("DBInstanceClass")
                    && recent(run, instance.id());
            if (word == InstanceStatus.UNDER_WAY || word == InstanceStatus.DELETING || changing) {
                return Outcome.waiting(instance.id() + " to come to rest (" + instance.status() + ")", RECHECK);
            }
        }
        return accepted(run);
    }

    /** A call that AWS accepted a moment ago may not show yet. */
    private static Outcome accepted(StepRun run) {
        Optional<SavedIntent> fresh = intents(run).stream()
                .filter(i -> i.state() == SavedIntent.State.ACCEPTED)
                .filter(i -> run.now().isBefore(i.at().plus(SavedIntent.Repeat.SAME_CALL.settle())))
                .findFirst();
        return fresh.<Outcome>map(i -> Outcome.waiting("AWS to show the effect of: " + i.call(), RECHECK))
                .orElseGet(Outcome::done);
    }

    private static Optional<SavedIntent> travelling(StepRun run) {
        return intents(run).stream()
                .filter(SavedIntent::open)
                .filter(i -> run.now().isBefore(i.settledAt()))
                .max(Comparator.comparing(SavedIntent::settledAt));
    }

    private static boolean recent(StepRun run, String instance) {
        return intents(run).stream().anyMatch(i -> i.resource().equals(instance));
    }

    private static List<SavedIntent> intents(StepRun run) {
        List<SavedIntent> all = new ArrayList<>();
        for (Step step : run.operation().steps()) {
            all.addAll(step.lost());
            if (step.intent() != null) {
                all.add(step.intent());
            }
        }
        return all;
    }

    private static boolean lasting(String clusterStatus) {
        return InstanceStatus.of(clusterStatus) != InstanceStatus.UNDER_WAY;
    }
}
