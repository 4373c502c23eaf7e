package io.rdsmaint.steps;

import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.StepKind;
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
        Careful careful = new Careful(guards, planner);
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
                new WarmUp(observer),
                new Failover(observer, careful),
                new DeleteInstance(observer, careful),
                new Verify(observer),
                new ChangeStorage(observer, careful),
                new VerifyStorage(observer),
                new Settle(worlds));
    }
}
