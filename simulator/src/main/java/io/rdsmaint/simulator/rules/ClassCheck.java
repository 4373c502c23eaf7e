package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.InstanceClass;
import io.rdsmaint.simulator.model.InstanceClasses;
import io.rdsmaint.simulator.protocol.ApiError;

/** Whether a class can be had for a cluster's engine version. */
final class ClassCheck {

    private ClassCheck() {}

    private static void features(Cluster cluster, InstanceClass found) {
        boolean streaming =
                cluster.attributes().path("ActivityStreamStatus").asText().equals("started");
        if (found.burstable() && (streaming || cluster.attributes().has("GlobalClusterIdentifier"))) {
            throw ApiError.invalidCombination("The DB instance class " + found.name()
                    + " supports neither database activity streams nor Aurora global databases.");
        }
    }

    /** Refuses Performance Insights on a class that does not have it. */
    static void insights(Cluster cluster, InstanceClass found, ObjectNode settings) {
        if (settings.path("PerformanceInsightsEnabled").asBoolean() && !found.performanceInsights(cluster.version())) {
            throw ApiError.invalidCombination(
                    "Performance Insights isn't supported for this DB instance class: " + found.name());
        }
    }

    static InstanceClass offered(Cluster cluster, String zone, String name) {
        InstanceClass found = InstanceClasses.find(name)
                .orElseThrow(() -> ApiError.invalidValue("Invalid DB Instance class: " + name));
        if (!cluster.site().orderable().offered(found, cluster.version(), zone)) {
            throw ApiError.invalidCombination(
                    ("RDS does not support creating a DB instance with the following combination:"
                                    + " DBInstanceClass=%s, Engine=%s, EngineVersion=%s, AvailabilityZone=%s."
                                    + " For supported combinations"
                                    + " of instance class and database engine version, see the documentation.")
                            .formatted(name, cluster.engine(), cluster.engineVersion(), zone));
        }
        if (!cluster.site().orderable().storageTypes(found, cluster.version()).contains(cluster.storageType())) {
            throw ApiError.invalidCombination(
                    ("RDS does not support the combination of DBInstanceClass=%s, Engine=%s, EngineVersion=%s"
                                    + " and StorageType=%s.")
                            .formatted(name, cluster.engine(), cluster.engineVersion(), cluster.storageType()));
        }
        if (found.serverless() && !cluster.attributes().has("ServerlessV2ScalingConfiguration")) {
            throw ApiError.invalidCombination("Set the Serverless v2 scaling configuration on the parent DB cluster"
                    + " before creating a Serverless v2 DB instance.");
        }
        features(cluster, found);
        return found;
    }
}
