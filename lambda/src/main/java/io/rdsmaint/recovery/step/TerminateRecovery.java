package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.drs.RecoveryInstance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.Scope;
import io.rdsmaint.recovery.plan.TerminationLook;
import io.rdsmaint.recovery.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goal: the instances of a recovery that a person has confirmed are no longer there, seen. Only those that were there when the operation
 * was planned, that a job of the recovery launched, and into which no server launches.
 */
public final class TerminateRecovery extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "terminate_recovery";

    /** In the operation's parameters: the operation that launched them. */
    public static final String RECOVERY = "operation";

    /** In the result: how many. */
    public static final String TERMINATED = "terminated";

    public TerminateRecovery(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Terminates them. */
    public static PlannedStep planned(int instances) {
        return PlannedStep.calling(
                "Terminate recovery instances",
                ACTION,
                Json.object(),
                Duration.ofMinutes(3),
                Duration.ofHours(4),
                "TerminateRecoveryInstances of " + instances + " instances");
    }

    /** What of the recovery is there, of what was planned. */
    static List<RecoveryInstance> there(Operation operation, World world, Scope scope) {
        Map<String, String> planned = TerminationLook.frozen(operation.baseline());
        Set<String> servers = frozen(operation, TerminationLook.RECOVERED).keySet();
        return TerminationLook.of(
                        world.drs(),
                        scope,
                        operation.parameters().path(RECOVERY).asText(),
                        world.drs().instancesOf(servers))
                .stream()
                .filter(each -> each.ec2Id().equals(planned.get(each.id())))
                .toList();
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        World world = world(operation);
        Set<String> confirmed = operation
                .lastCompleted(ConfirmTermination.ACTION)
                .map(step -> Set.copyOf(Json.texts(result(step).path(ConfirmTermination.CONFIRMED))))
                .orElse(Set.of());
        return Terminations.terminate(
                run,
                world.drs(),
                there(operation, world, tools.scope()).stream()
                        .filter(each -> confirmed.contains(each.id()))
                        .toList(),
                "recovery instance",
                each -> !each.drill());
    }

    @Override
    public Optional<String> irreversible(Operation operation, Step step) {
        return step.mayHaveChanged() || step.result() != null
                ? Optional.of(
                        "recovery instances were terminated, and what was on them is lost. The source servers are still"
                                + " replicated: start a recovery of the plan to launch them again.")
                : Optional.empty();
    }

    @Override
    public Optional<String> deletes(Operation operation, PlannedStep step) {
        return Optional.of("the recovery's instances, with all that is on them");
    }
}
