package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.drs.Job;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.Wave;
import io.rdsmaint.recovery.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Goal: of every launched server of an attempt is known whether it is well: launch actions, EC2's checks, its agent. */
public final class CheckHealth extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "check_health";

    private static final String BEGUN = "begun";
    private static final int NAMED = 5;
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
                    .filter(each ->
                            each.getValue().has("ec2") && !each.getValue().has("failed"))
                    .forEach(each -> launched.set(each.getKey(), each.getValue()));
            jobIds.addAll(Json.texts(result(step).path("jobs")));
        }
        Map<String, Job.Participant> servers = world.drs().jobs(jobIds).stream()
                .flatMap(job -> job.participants().stream())
                .collect(Collectors.toMap(Job.Participant::server, each -> each, (first, _) -> first));
        Map<String, String> instances = new HashMap<>();
        ObjectNode well = run.memo().withObjectProperty(HealthLook.WELL);
        boolean first = !run.memo().has(BEGUN);
        run.memo().put(BEGUN, true);
        for (var each : launched.properties()) {
            instances.put(each.getKey(), each.getValue().path("ec2").asText());
            if (first && each.getValue().has(HealthLook.HEALTHY_AT)) {
                well.set(each.getKey(), times(each.getValue()));
            }
        }
        HealthLook look = HealthLook.at(world, wave, instances, servers);
        look.keep(run.memo(), instances.keySet(), run.now(), lookedBefore(run, awaited));
        ObjectNode result = Json.object();
        ObjectNode told = result.putObject(SERVERS);
        boolean over = !run.now()
                .isBefore(began(run).plus(Duration.ofMinutes(wave.health().minutes())));
        List<String> waiting = new ArrayList<>();
        Map<String, String> hosts = frozen(operation, wave.name());
        instances.forEach((server, ec2) -> {
            ObjectNode one = told.putObject(server).put("ec2", ec2);
            HealthLook.Trouble trouble = look.troubles().get(server);
            if (trouble == null) {
                one.setAll(times(well.path(server)));
                return;
            }
            if (trouble.passes() && !over) {
                waiting.add(hosts.getOrDefault(server, server));
            }
            one.put("failed", trouble.what());
        });
        return waiting.isEmpty()
                ? Outcome.done(result)
                : Outcome.waiting(
                        waiting.size() + " of " + launched.size() + " servers of wave " + wave.name() + " to be well: "
                                + waiting.stream().sorted().limit(NAMED).collect(Collectors.joining(", "))
                                + (waiting.size() > NAMED ? ", …" : ""),
                        PAUSE);
    }

    private static ObjectNode times(JsonNode seen) {
        return Json.object()
                .put(HealthLook.HEALTHY_AT, seen.path(HealthLook.HEALTHY_AT).asText())
                .put(
                        HealthLook.HEALTHY_AFTER,
                        seen.path(HealthLook.HEALTHY_AFTER).asText());
    }

    private static Instant lookedBefore(StepRun run, List<Step> awaited) {
        return awaited.stream()
                .map(step -> result(step).path(AwaitLaunch.LOOKED).asText(""))
                .filter(text -> !text.isEmpty())
                .map(Instant::parse)
                .min(Instant::compareTo)
                .orElse(began(run));
    }

    private static Instant began(StepRun run) {
        Instant began = run.step().startedAt();
        return began == null ? run.now() : began;
    }
}
