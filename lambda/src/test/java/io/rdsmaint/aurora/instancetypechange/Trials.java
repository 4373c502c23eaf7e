package io.rdsmaint.aurora.instancetypechange;

import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.util.List;

/** Class changes on simulated clusters, to {@link #NEW} unless said otherwise. */
final class Trials {
    static final String NEW = "db.r7g.large";
    static final String OLD = "db.r6g.large";

    private Trials() {}

    static AuroraTestRunner of(Scenario scenario, String cluster) {
        return of(scenario, cluster, List.of());
    }

    /**
     * @param without the names of guards that are switched off
     */
    static AuroraTestRunner of(Scenario scenario, String cluster, List<String> without) {
        AuroraTestRunner trial =
                new AuroraTestRunner(scenario, InstanceTypeChange.NAME, cluster).withoutGuards(without);
        trial.parameters.put("target_instance_type", NEW);
        return trial;
    }
}
