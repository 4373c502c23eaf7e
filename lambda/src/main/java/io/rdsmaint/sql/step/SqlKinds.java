package io.rdsmaint.sql.step;

import io.rdsmaint.aurora.cluster.MarkStep;
import io.rdsmaint.engine.StepKind;
import java.util.List;

/** All kinds of steps of the family but preflight. A new kind is one class and one line here. */
public final class SqlKinds {
    private SqlKinds() {}

    public static List<StepKind> all(SqlTools tools) {
        return List.of(
                new MarkStep(tools.deployment(), UnmarkDatabaseCluster.ACTION, new DatabaseCluster(tools)),
                new InstallLedger(tools),
                new SaveQuiesce(tools),
                new Quiesce(tools),
                new PlanPhase(tools),
                new CheckPlan(tools),
                new RunPhase(tools),
                new JudgePhase(tools),
                new Reconcile(tools),
                new Publish(tools),
                new RestoreQuiesce(tools),
                new UnmarkDatabaseCluster(tools),
                new Settle(tools));
    }
}
