package io.rdsmaint.operations.instancecycle;

import io.rdsmaint.operations.Trial;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.util.List;

/** Rolling reboots of simulated clusters. */
final class Trials {
    private Trials() {}

    static Trial of(Scenario scenario, String cluster, String... guardsOff) {
        return new Trial(scenario, cluster, InstanceCycle::new, List.of(guardsOff));
    }

    /** Three nodes in sync. */
    static Trial multi() {
        return of(Scenarios.multiNode(), "demo-multi");
    }

    /** Three nodes; the writer {@code demo-restart-1} and {@code demo-restart-2} wait for a restart. */
    static Trial waiting() {
        return of(named("pending-reboot"), "demo-restart");
    }

    static Scenario named(String scenario) {
        return Scenarios.find(scenario).orElseThrow();
    }

    /** The reboots that reached AWS, by instance, in order. */
    static List<String> reboots(Trial trial) {
        return trial.changes().stream()
                .filter(c -> c.startsWith("RebootDBInstance "))
                .map(c -> c.substring("RebootDBInstance ".length()))
                .toList();
    }
}
