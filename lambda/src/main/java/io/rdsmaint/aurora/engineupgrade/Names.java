package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.cluster.DerivedName;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;

/** Names of what an upgrade creates, from its operation's id: planning again gives the same ones. */
final class Names {
    /** RDS API reference, CreateDBParameterGroup. */
    private static final int LONGEST_GROUP = 255;

    /** RDS API reference, CreateDBClusterSnapshot. */
    private static final int LONGEST_SNAPSHOT = 63;

    /** Characters of the operation's id that tell its deployment from others; chosen. */
    private static final int DEPLOYMENT_MARK = 12;

    private Names() {}

    /** The deployment's. */
    static String deployment(String operationId) {
        return "rdsmaint-" + DerivedName.mark(operationId, DEPLOYMENT_MARK);
    }

    /**
     * A parameter group's.
     *
     * @param source the group that it takes its values from
     * @param family of the new version, such as {@code aurora-postgresql16}
     */
    static String group(Scope scope, String source, String family, String operationId) {
        String side = scope == Scope.CLUSTER ? "-cluster" : "-instance";
        return DerivedName.of(source, family + side, operationId, LONGEST_GROUP);
    }

    /** The old cluster's final snapshot's. */
    static String snapshot(String clusterId, String operationId) {
        return DerivedName.of(clusterId, "before-upgrade", operationId, LONGEST_SNAPSHOT);
    }
}
