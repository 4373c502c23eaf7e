package io.rdsmaint.restore.step;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.gateway.rdsdata.Database;
import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.sql.pipeline.Parameters;
import io.rdsmaint.sql.pipeline.Parameters.Quiesce;
import io.rdsmaint.sql.step.Workplace;
import java.util.List;
import java.util.Optional;

/** The statements of a restore run in the restored cluster, as its own master user. */
public record CopyDatabase() implements Workplace {
    /** In the baseline: the database that is masked. */
    public static final String DATABASE = "database";

    /** In the baseline: the target's ARN, which is the copy's once it has the name. */
    public static final String ARN = "target_arn";

    @Override
    public Parameters parameters(Operation operation) {
        io.rdsmaint.restore.plan.Parameters asked = io.rdsmaint.restore.plan.Parameters.of(operation.parameters());
        return new Parameters(
                "restore",
                operation.baseline().path(DATABASE).asText(),
                OwnPassword.secret(operation).orElse(""),
                asked.bindings(),
                null,
                asked.phases(),
                new Quiesce(List.of(), null),
                asked.verify(),
                false,
                null);
    }

    @Override
    public Database database(Operation operation) {
        String secret = OwnPassword.secret(operation)
                .orElseThrow(() -> new LastingFailure("the restored cluster has no master password of its own yet"));
        String arn = operation.baseline().path(ARN).asText();
        return new Database(
                RestoreStep.swapped(operation) ? arn : named(arn, operation),
                secret,
                operation.baseline().path(DATABASE).asText());
    }

    private static String named(String arn, Operation operation) {
        return arn.substring(0, arn.lastIndexOf(':') + 1)
                + new Names(operation.target().name(), operation.id()).copy();
    }

    @Override
    public String ledger(Operation operation) {
        return operation.id();
    }

    @Override
    public String resourceId(Operation operation) {
        return RestoreStep.copyId(operation).orElse("");
    }

    @Override
    public Optional<Cluster> cluster(Operation operation, RdsGateway rds) {
        return RestoreStep.copyId(operation).flatMap(rds::clusterOfResource);
    }
}
