package io.rdsmaint.steps;

import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.steps.bluegreen.AwaitGreen;
import io.rdsmaint.steps.bluegreen.CheckProxies;
import io.rdsmaint.steps.bluegreen.CreateBlueGreen;
import io.rdsmaint.steps.bluegreen.DeleteBlueGreen;
import io.rdsmaint.steps.bluegreen.DeleteOldCluster;
import io.rdsmaint.steps.bluegreen.DeleteOldInstance;
import io.rdsmaint.steps.bluegreen.KeepOld;
import io.rdsmaint.steps.bluegreen.RemoveGreen;
import io.rdsmaint.steps.bluegreen.SnapshotOld;
import io.rdsmaint.steps.bluegreen.Switchover;
import io.rdsmaint.steps.bluegreen.UnprotectOld;
import io.rdsmaint.steps.bluegreen.VerifyUpgrade;
import io.rdsmaint.steps.parameters.CreateParameterGroup;
import io.rdsmaint.steps.parameters.DeleteParameterGroup;
import io.rdsmaint.steps.parameters.SetParameters;
import io.rdsmaint.world.Worlds;
import java.util.List;

/** All kinds of steps there are. A new kind is one class and one line here. */
public final class StepKinds {

    private StepKinds() {}

    /**
     * Makes them.
     *
     * @param types that operations are planned again by
     * @param deployment names this deployment in the mark that it leaves on a cluster
     * @param guards usually {@link Guards#all()}
     */
    public static List<StepKind> all(Worlds worlds, List<OperationType> types, String deployment, List<Guard> guards) {
        Observer observer = new Observer(worlds);
        Planner planner = new Planner(types);
        Careful careful = new Careful(guards, planner, observer);
        return List.of(
                new PreflightStep(planner, careful),
                new MarkCluster(observer, careful, deployment),
                new UnmarkCluster(observer),
                new SuspendScaling(observer),
                new RestoreScaling(observer),
                new CreateInstance(observer, careful),
                new AdjustEndpoint(observer),
                new RestoreEndpoint(observer),
                new SetTier(observer, careful),
                new ChangeClass(observer, careful),
                new RebootInstance(observer, careful),
                new WarmUp(observer, careful),
                new Failover(observer, careful),
                new DeleteInstance(observer, careful),
                new CheckAlarms(observer, careful),
                new Watch(observer, careful),
                new Verify(observer, careful),
                new CreateParameterGroup(observer),
                new SetParameters(observer),
                new DeleteParameterGroup(observer),
                new CreateBlueGreen(observer, careful),
                new AwaitGreen(observer, careful),
                new Switchover(observer, careful),
                new CheckProxies(observer, careful),
                new VerifyUpgrade(observer, careful),
                new KeepOld(),
                new SnapshotOld(observer, careful),
                new DeleteBlueGreen(observer, careful),
                new UnprotectOld(observer, careful),
                new DeleteOldInstance(observer, careful),
                new DeleteOldCluster(observer, careful),
                new RemoveGreen(observer, careful),
                new ChangeStorage(observer, careful),
                new VerifyStorage(observer, careful),
                new Settle(worlds, careful));
    }
}
