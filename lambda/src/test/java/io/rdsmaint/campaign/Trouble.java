package io.rdsmaint.campaign;

import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.testkit.EventQueue;
import java.time.Duration;
import java.util.List;

/** What is in the way of an operation from its start, or comes into it once it has begun. */
@FunctionalInterface
public interface Trouble {
    /** The reader that somebody adds. */
    String ANOTHER = "another";

    /** How often it is looked, once a second, whether the operation has begun: a question before the mark may wait for hours. */
    int LOOKS = 20_000;

    Trouble NONE = (simulator, queue) -> () -> {};

    /** Begins. What is returned ends it: people do that when they are first asked about something that is no gate. */
    Runnable begin(Simulator simulator, EventQueue queue);

    /** Something in the cloud does not do what it should. */
    static Trouble of(Fault fault) {
        return (simulator, queue) -> {
            Fault injected = simulator.inject(fault);
            return () -> simulator.clearFault(injected.id());
        };
    }

    /** Of these instances nobody can say how long they have been up. */
    default Trouble withoutUptimeOf(List<String> instances) {
        return (simulator, queue) -> {
            instances.forEach(id -> simulator.outsider().reading(id, "EngineUptime", Double.NaN));
            return begin(simulator, queue);
        };
    }

    /** Somebody adds a reader that may be changed, too, once the operation has marked the cluster; it stays. */
    static Trouble anotherReader(String cluster) {
        return (simulator, queue) -> {
            whenMarked(simulator, queue, cluster, LOOKS);
            return () -> {};
        };
    }

    private static void whenMarked(Simulator simulator, EventQueue queue, String cluster, int looks) {
        boolean marked = simulator.world().sites().stream()
                .flatMap(site -> site.cluster(cluster).stream())
                .map(Cluster::tags)
                .anyMatch(tags -> tags.containsKey("rds-maint-operation"));
        if (marked) {
            simulator.outsider().add(cluster, ANOTHER, "db.r6g.large", "us-east-1a");
            simulator.outsider().tag(ANOTHER, "rds-maint-machine", "allowed");
        } else if (looks > 0) {
            queue.after(Duration.ofSeconds(1), () -> whenMarked(simulator, queue, cluster, looks - 1));
        }
    }
}
