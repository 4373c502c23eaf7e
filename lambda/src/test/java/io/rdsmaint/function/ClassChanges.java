package io.rdsmaint.function;

import io.rdsmaint.aurora.instancetypechange.InstanceTypeChange;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;

/** Changes of simulated clusters to {@code db.r7g.large}, for what goes with operations of any type. */
final class ClassChanges {
    private ClassChanges() {}

    static AuroraTestRunner of(Scenario scenario, String cluster) {
        AuroraTestRunner runner = new AuroraTestRunner(scenario, InstanceTypeChange.NAME, cluster);
        runner.parameters.put("target_instance_type", "db.r7g.large").put("warm_up_seconds", 60);
        return runner;
    }
}
