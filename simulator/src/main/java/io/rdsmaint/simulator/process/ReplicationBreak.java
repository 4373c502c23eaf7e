package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.BlueGreenDeployment;

/** Breaks the replication of a blue/green deployment for good: nothing but its deletion is possible any more. */
public final class ReplicationBreak {

    private ReplicationBreak() {}

    /** Breaks it now; one whose switchover is under way, over or not yet possible is left as it is. */
    public static void of(BlueGreenDeployment deployment, String why) {
        if (deployment.status().equals("AVAILABLE") || deployment.status().equals("SWITCHOVER_FAILED")) {
            deployment.status("INVALID_CONFIGURATION");
            deployment.statusDetails("Replication from blue to green has ended because " + why + ".");
        }
    }
}
