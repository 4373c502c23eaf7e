package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.MarkStep;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import java.util.Optional;

/** The cluster that is to be replaced, found by its resource id, as it is marked. */
record ReplacedCluster(RestoreTools tools) implements MarkStep.Surroundings {
    @Override
    public RdsGateway rds(Operation operation) {
        return tools.worlds().at(AwsScope.of(operation.target())).rds();
    }

    @Override
    public String arn(Operation operation) {
        return operation.baseline().path(CopyDatabase.ARN).asText();
    }

    @Override
    public Optional<Cluster> cluster(Operation operation) {
        return rds(operation).clusterOfResource(RestoreStep.oldId(operation));
    }

    @Override
    public Outcome change(StepRun run, Change change) {
        return RestoreStep.hindrance(tools, run, false).orElseGet(() -> run.change(change));
    }
}
