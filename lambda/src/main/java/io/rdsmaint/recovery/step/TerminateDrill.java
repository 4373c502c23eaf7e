package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.drs.Job;
import io.rdsmaint.gateway.drs.RecoveryInstance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.PlanLook;
import io.rdsmaint.recovery.plan.ServerMark;
import io.rdsmaint.recovery.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goal: nothing of this drill runs any more, seen in the world. What is terminated is a drill's, was launched by a job of ours, and is no
 * instance that a server launches into. Launches under way are awaited first, for they can't be cancelled; so is a call for one whose fate is
 * unknown. The call for the termination has no token either: instances that are named in a job that is under way are left to it.
 */
public final class TerminateDrill extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "terminate_drill";

    /** In its parameters: instances of earlier drills of this deployment, on the servers of a wave. */
    private static final String EARLIER = "earlier";

    private static final long PAUSE = 60;

    public TerminateDrill(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Terminates what this drill launched. */
    public static PlannedStep planned(String name) {
        return PlannedStep.calling(
                name,
                ACTION,
                Json.object(),
                Duration.ofMinutes(3),
                Duration.ofHours(4),
                "TerminateRecoveryInstances of this drill's instances");
    }

    /** Terminates what earlier drills of this deployment left on a wave's servers. */
    public static PlannedStep earlier(String wave) {
        return PlannedStep.calling(
                "Terminate earlier drill instances of wave " + wave,
                ACTION,
                of(wave, 1).put(EARLIER, true),
                Duration.ofMinutes(3),
                Duration.ofHours(4),
                "TerminateRecoveryInstances of earlier drills' instances");
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        World world = world(operation);
        boolean earlier = run.parameters().path(EARLIER).asBoolean();
        if (!earlier) {
            Optional<Outcome> before = launchesSettled(run, world);
            if (before.isPresent()) {
                return before.get();
            }
        }
        List<String> servers = earlier
                ? List.copyOf(frozen(operation, wave(run.parameters())).keySet())
                : PlanLook.frozen(operation.baseline());
        List<RecoveryInstance> there = world.drs().instancesOf(servers).stream()
                .filter(each -> each.there() && each.drill())
                .toList();
        Set<String> jobs = earlier
                ? ofDeployment(world.drs(), there, operation)
                : OurJobs.of(operation, world).ids();
        List<RecoveryInstance> ours =
                there.stream().filter(each -> jobs.contains(each.job())).toList();
        return Terminations.terminate(run, world.drs(), ours, "drill instance", RecoveryInstance::drill);
    }

    /** While a launch may still come: it would be left behind. */
    static Optional<Outcome> launchesSettled(StepRun run, World world) {
        Operation operation = run.operation();
        OurJobs ours = OurJobs.of(operation, world);
        Optional<SavedIntent> travelling = operation.uncertainCalls().stream()
                .filter(call -> call.call().startsWith("StartRecovery"))
                .filter(call -> run.now().isBefore(call.expiredAt()))
                .findFirst();
        if (travelling.isPresent()) {
            return Optional.of(Outcome.waiting(
                    "an unanswered call to show or to lapse ("
                            + travelling.get().call() + ")",
                    PAUSE));
        }
        if (ours.running()) {
            return Optional.of(Outcome.waiting("launches under way, which can't be cancelled", PAUSE));
        }
        boolean late = late(run, ours);
        return late ? Optional.of(Outcome.waiting("servers whose launch is late", PAUSE)) : Optional.empty();
    }

    private static boolean late(StepRun run, OurJobs ours) {
        Set<String> moving = new HashSet<>();
        for (Job job : ours.jobs().values()) {
            job.participants().stream().filter(Job.Participant::moving).forEach(each -> moving.add(each.server()));
        }
        if (moving.isEmpty()) {
            run.memo().remove("late_since");
            return false;
        }
        if (!run.memo().has("late_since")) {
            run.memo().put("late_since", run.now().toString());
        }
        return run.now()
                .isBefore(Instant.parse(run.memo().path("late_since").asText()).plus(AwaitLaunch.GRACE));
    }

    /** Jobs of other operations of this deployment. */
    private Set<String> ofDeployment(DrsGateway drs, List<RecoveryInstance> there, Operation operation) {
        return drs.jobs(there.stream().map(RecoveryInstance::job).distinct().toList()).stream()
                .filter(job -> ServerMark.isOfDeployment(
                                job.tags().getOrDefault(ServerMark.TAG, ""),
                                tools.scope().deployment())
                        && !ServerMark.isOfOperation(job.tags().getOrDefault(ServerMark.TAG, ""), operation.id()))
                .map(Job::id)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<String> deletes(Operation operation, PlannedStep step) {
        return Optional.of(
                step.parameters().path(EARLIER).asBoolean()
                        ? "instances of earlier drills"
                        : "the drill's instances, with what was tried on them");
    }
}
