package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.MarkStep;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.sql.step.InstallLedger;
import io.rdsmaint.sql.step.JudgePhase;
import io.rdsmaint.sql.step.PlanPhase;
import io.rdsmaint.sql.step.Reconcile;
import io.rdsmaint.sql.step.RunPhase;
import io.rdsmaint.sql.step.SqlTools;
import java.util.List;
import java.util.stream.Stream;

/** All kinds of steps of the family but preflight. A new kind is one class and one line here. */
public final class RestoreKinds {
    private RestoreKinds() {}

    /**
     * Makes them.
     *
     * @param sql what the kinds of family {@code sql} are made with that work in the copy
     */
    public static List<StepKind> all(RestoreTools tools, SqlTools sql, CopyDatabase place) {
        List<StepKind> own = List.of(
                new MarkStep(tools.deployment(), Unmark.ACTION, new ReplacedCluster(tools)),
                new IsolationGroup(tools),
                new CopySnapshot(tools),
                new RestoreCluster(tools),
                new CreateMember(tools),
                new OwnPassword(tools),
                new SwitchDataApi(tools),
                new CheckIsolation(tools, place),
                new MakeUser(tools, place),
                new FinalGroup(tools),
                new RestartMember(tools),
                new FenceOld(tools, false),
                new FenceOld(tools, true),
                new RestartOld(tools),
                new SwapNames(tools),
                new SwapBack(tools),
                new TakeName(tools),
                new LeaveName(tools),
                new Expose(tools),
                new AddRole(tools),
                new Smoke(tools, place),
                new Hold(tools),
                new ClaimOld(tools),
                new FinalSnapshot(tools),
                new ProtectOld(tools),
                new DeleteOldMember(tools),
                new DeleteOldCluster(tools),
                new DeleteGroup(tools),
                new DeleteSnapshotCopy(tools),
                new DeleteExpiredCopies(tools),
                new DeleteCopyMember(tools),
                new DeleteCopy(tools),
                new Unmark(tools),
                new SettleRestore(tools));
        Stream<StepKind> shared = Stream.<StepKind>of(
                        new InstallLedger(sql),
                        new PlanPhase(sql),
                        new RunPhase(sql),
                        new JudgePhase(sql),
                        new Reconcile(sql))
                .map(InTheCopy::new);
        return Stream.concat(own.stream(), shared).toList();
    }
}
