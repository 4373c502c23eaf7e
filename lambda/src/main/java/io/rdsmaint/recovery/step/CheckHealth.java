package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.drs.Job;
import io.rdsmaint.gateway.instances.InstanceStatus;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.Wave;
import io.rdsmaint.recovery.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Goal: of every launched server of an attempt is known whether it is well: launch actions, EC2's checks, its agent. */
public final class CheckHealth extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "check_health";

    private static final String HEALTHY = "healthy";
    private static final long PAUSE = 30;

    public CheckHealth(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Looks until the launched servers are well, or have had their time. */
    public static PlannedStep planned(Wave wave, int attempt) {
        return PlannedStep.looking(
                "Check health of wave " + wave.name() + again(attempt),
                ACTION,
                of(wave.name(), attempt),
                Duration.ofMinutes(4),
                Duration.ofMinutes(wave.health().minutes()).plusHours(1));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Wave wave = waveOf(operation, run.parameters());
        World world = world(operation);
        List<Step> awaited = completed(operation, AwaitLaunch.ACTION, wave.name())
                .filter(step -> attempt(step.planned().parameters()) == attempt(run.parameters()))
                .toList();
        ObjectNode launched = Json.object();
        List<String> jobIds = new ArrayList<>();
        for (Step step : awaited) {
            result(step).path(SERVERS).properties().stream()
                    .filter(each -> each.getValue().has("ec2"))
                    .forEach(each -> launched.set(each.getKey(), each.getValue()));
            jobIds.addAll(Json.texts(result(step).path("jobs")));
        }
        Map<String, Job.Participant> servers = world.drs().jobs(jobIds).stream()
                .flatMap(job -> job.participants().stream())
                .collect(Collectors.toMap(Job.Participant::server, each -> each, (first, _) -> first));
        List<String> ids =
                launched.valueStream().map(each -> each.path("ec2").asText()).toList();
        Map<String, InstanceStatus> statuses =
                wave.health().ec2Status() && !ids.isEmpty() ? world.instances().statuses(ids) : Map.of();
        Set<String> online =
                wave.health().ssmOnline() && !ids.isEmpty() ? world.instances().online(ids) : Set.of();
        ObjectNode healthy = run.memo().withObjectProperty(HEALTHY);
        ObjectNode result = Json.object();
        ObjectNode told = result.putObject(SERVERS);
        int waiting = 0;
        boolean over = !run.now()
                .isBefore(began(run).plus(Duration.ofMinutes(wave.health().minutes())));
        for (var each : launched.properties()) {
            String ec2 = each.getValue().path("ec2").asText();
            ObjectNode one = told.putObject(each.getKey()).put("ec2", ec2);
            Optional<Trouble> trouble = trouble(wave, ec2, servers.get(each.getKey()), statuses, online);
            if (trouble.isEmpty()) {
                if (!healthy.has(each.getKey())) {
                    healthy.put(
                            each.getKey(),
                            wave.health().ec2Status() || wave.health().ssmOnline()
                                    ? run.now().toString()
                                    : each.getValue().path("launched_at").asText());
                }
                one.put("healthy_at", healthy.path(each.getKey()).asText());
            } else {
                waiting += trouble.get().passes() && !over ? 1 : 0;
                one.put("failed", trouble.get().what());
            }
        }
        return waiting > 0
                ? Outcome.waiting(
                        waiting + " of " + launched.size() + " servers of wave " + wave.name() + " to be well", PAUSE)
                : Outcome.done(result);
    }

    /** Something that keeps a server from counting, perhaps only yet. */
    private record Trouble(String what, boolean passes) {}

    private static Optional<Trouble> trouble(
            Wave wave,
            String ec2,
            Job.@org.jspecify.annotations.Nullable Participant participant,
            Map<String, InstanceStatus> statuses,
            Set<String> online) {
        if (participant != null && !participant.actionsFailed().isEmpty()) {
            return Optional.of(new Trouble(
                    "a launch action failed: " + participant.actionsFailed().getFirst(), false));
        }
        if (participant != null && participant.actionsRunning()) {
            return Optional.of(new Trouble("its launch actions came to no end", true));
        }
        if (wave.health().ec2Status()) {
            InstanceStatus status = statuses.get(ec2);
            if (status == null || !status.ok()) {
                return Optional.of(new Trouble(
                        status == null ? "EC2 tells nothing of " + ec2 : "EC2's checks of " + ec2 + ": " + status,
                        true));
            }
        }
        return wave.health().ssmOnline() && !online.contains(ec2)
                ? Optional.of(new Trouble("the agent of Systems Manager on " + ec2 + " is not online", true))
                : Optional.empty();
    }

    private static Instant began(StepRun run) {
        Instant began = run.step().startedAt();
        return began == null ? run.now() : began;
    }
}
