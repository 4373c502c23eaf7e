package io.rdsmaint.operations.instancetypechange;

import io.rdsmaint.operations.Trial;
import io.rdsmaint.simulator.scenario.Scenario;
import java.util.List;

/** Class changes on simulated clusters, to {@link #NEW} unless said otherwise. */
final class Trials {
    static final String NEW = "db.r7g.large";
    static final String OLD = "db.r6g.large";

    private Trials() {}

    static Trial of(Scenario scenario, String cluster) {
        return of(scenario, cluster, List.of());
    }

    /**
     * @param without the names of guards that are switched off
     */
    static Trial of(Scenario scenario, String cluster, List<String> without) {
        Trial trial = new Trial(scenario, cluster, InstanceTypeChange::new, without);
        trial.parameters.put("target_instance_type", NEW);
        return trial;
    }
}
