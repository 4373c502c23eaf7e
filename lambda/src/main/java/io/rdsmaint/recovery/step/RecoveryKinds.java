package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.StepKind;
import java.util.List;

/** Every kind of step of a recovery. */
public final class RecoveryKinds {
    private RecoveryKinds() {}

    /** Makes them. */
    public static List<StepKind> all(RecoveryTools tools) {
        return List.of(
                new MarkServers(tools),
                new CheckLaunchSettings(tools),
                new ChooseSnapshots(tools),
                new TerminateDrill(tools),
                new ConfirmTermination(tools),
                new TerminateRecovery(tools),
                new RunHook(tools),
                new StartRecovery(tools),
                new AwaitLaunch(tools),
                new CheckHealth(tools),
                new JudgeWave(tools),
                new Report(tools),
                new HoldDrill(tools),
                new UnmarkServers(tools),
                new RecoverySettle(tools));
    }
}
