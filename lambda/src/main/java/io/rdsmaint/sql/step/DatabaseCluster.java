package io.rdsmaint.sql.step;

import io.rdsmaint.aurora.cluster.MarkStep;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.sql.world.World;
import java.util.Optional;

/** The cluster whose databases a pipeline changes, as it is marked. */
record DatabaseCluster(SqlTools tools) implements MarkStep.Surroundings {
    private World world(Operation operation) {
        return tools.worlds().at(AwsScope.of(operation.target()));
    }

    @Override
    public RdsGateway rds(Operation operation) {
        return world(operation).rds();
    }

    @Override
    public String arn(Operation operation) {
        return operation.baseline().path(TargetCluster.ARN).asText();
    }

    @Override
    public Optional<Cluster> cluster(Operation operation) {
        return rds(operation).cluster(operation.target().name());
    }

    @Override
    public Outcome change(StepRun run, Change change) {
        return tools.evaluator()
                .hindrance(run, SqlChange.of(run, world(run.operation()), tools.place(), false))
                .orElseGet(() -> run.change(change));
    }
}
