package io.rdsmaint.sql.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.gateway.rdsdata.Database;
import io.rdsmaint.sql.pipeline.Parameters;
import java.util.Optional;

/** A pipeline's statements run in the cluster that is its target. */
public record TargetCluster() implements Workplace {
    /** In the baseline: the cluster's ARN. */
    public static final String ARN = "cluster_arn";

    @Override
    public Parameters parameters(Operation operation) {
        return Parameters.of(operation.parameters());
    }

    @Override
    public Database database(Operation operation) {
        Parameters parameters = parameters(operation);
        return new Database(operation.baseline().path(ARN).asText(), parameters.secretArn(), parameters.database());
    }

    @Override
    public String ledger(Operation operation) {
        return operation.baseline().path("ledger").asText();
    }

    @Override
    public String resourceId(Operation operation) {
        return String.valueOf(operation.target().resourceId());
    }

    @Override
    public Optional<Cluster> cluster(Operation operation, RdsGateway rds) {
        return rds.cluster(operation.target().name());
    }
}
