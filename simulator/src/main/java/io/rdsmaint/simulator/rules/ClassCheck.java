package io.rdsmaint.simulator.rules;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.InstanceClass;
import io.rdsmaint.simulator.model.InstanceClasses;
import io.rdsmaint.simulator.protocol.ApiError;

/** Whether a class can be had for a cluster's engine version. */
final class ClassCheck {

    private ClassCheck() {}

    static InstanceClass offered(Cluster cluster, String zone, String name) {
        InstanceClass found = InstanceClasses.find(name)
                .orElseThrow(() -> ApiError.invalidValue("Invalid DB Instance class: " + name));
        if (!cluster.site().orderable().offered(found, cluster.version(), zone)) {
            throw ApiError.invalidCombination(
                    ("RDS does not support creating a DB instance with the following combination:"
                                    + " DBInstanceClass=%s, Engine=%s, EngineVersion=%s, AvailabilityZone=%s. For supported combinations"
                                    + " of instance class and database engine version, see the documentation.")
                            .formatted(name, cluster.engine(), cluster.engineVersion(), zone));
        }
        if (found.serverless() && !cluster.attributes().has("ServerlessV2ScalingConfiguration")) {
            throw ApiError.invalidCombination(
                    "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.");
        }
        return found;
    }
}
