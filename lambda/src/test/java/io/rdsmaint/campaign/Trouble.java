package io.rdsmaint.campaign;

import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.testkit.EventQueue;
import java.util.List;

/** What is in the way of an operation from its start, or comes into it once it has begun. */
@FunctionalInterface
public interface Trouble {
    /** The reader that somebody adds. */
    String ANOTHER = "another";

    Trouble NONE = (simulator, queue) -> () -> {};

    /** Begins. */
    Begun begin(Simulator simulator, EventQueue queue);

    /** Trouble that has begun. */
    @FunctionalInterface
    interface Begun {
        /** Ends it: people do that when they are first asked about something that is no gate. */
        void end();

        /** After each request that the cloud has answered. */
        default void answered() {}
    }

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
        return (simulator, queue) -> new Begun() {
            private boolean added;

            @Override
            public void end() {
                // The reader stays.
            }

            @Override
            public void answered() {
                if (!added && marked(simulator, cluster)) {
                    added = true;
                    simulator.outsider().add(cluster, ANOTHER, "db.r6g.large", "us-east-1a");
                    simulator.outsider().tag(ANOTHER, "rds-maint-machine", "allowed");
                }
            }
        };
    }

    private static boolean marked(Simulator simulator, String cluster) {
        return simulator.world().sites().stream()
                .flatMap(site -> site.cluster(cluster).stream())
                .map(Cluster::tags)
                .anyMatch(tags -> tags.containsKey("rds-maint-operation"));
    }
}
