package io.rdsmaint.aurora.instancecycle;

import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.util.List;

/** Rolling reboots of simulated clusters. */
final class Trials {
    private Trials() {}

    static AuroraTestRunner of(Scenario scenario, String cluster, String... guardsOff) {
        return new AuroraTestRunner(scenario, InstanceCycle.NAME, cluster).withoutGuards(List.of(guardsOff));
    }

    /** Three nodes in sync. */
    static AuroraTestRunner multi() {
        return of(Scenarios.multiNode(), "demo-multi");
    }

    /** Three nodes; the writer {@code demo-restart-1} and {@code demo-restart-2} wait for a restart. */
    static AuroraTestRunner waiting() {
        return of(named("pending-reboot"), "demo-restart");
    }

    static Scenario named(String scenario) {
        return Scenarios.find(scenario).orElseThrow();
    }

    /** The reboots that reached AWS, by instance, in order. */
    static List<String> reboots(AuroraTestRunner trial) {
        return trial.changes().stream()
                .filter(c -> c.startsWith("RebootDBInstance "))
                .map(c -> c.substring("RebootDBInstance ".length()))
                .toList();
    }
}
