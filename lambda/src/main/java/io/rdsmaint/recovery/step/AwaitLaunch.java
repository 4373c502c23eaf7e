package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.drs.Job;
import io.rdsmaint.gateway.drs.LogLine;
import io.rdsmaint.gateway.drs.RecoveryInstance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goal: of every server of a wave's jobs is known whether it was launched, and as what. A job is done when it says so; its servers are not
 * therefore launched: each is looked at, and one that is late has some minutes more.
 */
public final class AwaitLaunch extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "await_launch";

    static final Duration USUAL = Duration.ofMinutes(20);

    /** How long servers may be late that are neither launched nor failed when their job is done. */
    static final Duration GRACE = Duration.ofMinutes(10);

    /** In the result: the last look at the servers that were launched. */
    static final String LOOKED = "looked_at";

    private static final String EC2 = "ec2";
    private static final String SEEN = "seen";
    private static final String DONE_AT = "jobs_done_at";
    private static final Duration BLIND = Duration.ofMinutes(9);
    private static final long PAUSE = 30;

    public AwaitLaunch(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Waits for the launches of an attempt. */
    public static PlannedStep planned(String wave, int attempt) {
        return PlannedStep.looking(
                "Await launches of wave " + wave + again(attempt),
                ACTION,
                of(wave, attempt),
                USUAL,
                Duration.ofHours(3));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        World world = world(operation);
        String wave = wave(run.parameters());
        List<Step> starts = completed(operation, StartRecovery.ACTION, wave)
                .filter(step -> attempt(step.planned().parameters()) == attempt(run.parameters()))
                .toList();
        List<String> ids =
                starts.stream().map(step -> result(step).path(JOB).asText()).toList();
        List<Job> jobs = world.drs().jobs(ids);
        Map<String, Job.Participant> servers = jobs.stream()
                .flatMap(job -> job.participants().stream())
                .collect(Collectors.toMap(Job.Participant::server, each -> each, (first, _) -> first));
        ObjectNode seen = run.memo().withObjectProperty(SEEN);
        servers.values().stream()
                .filter(each -> each.launched() && !seen.has(each.server()))
                .forEach(each -> seen.put(each.server(), run.now().toString()));
        boolean done = jobs.size() == ids.size() && jobs.stream().allMatch(Job::completed);
        List<String> launched = servers.values().stream()
                .filter(Job.Participant::launched)
                .map(Job.Participant::server)
                .toList();
        Map<String, RecoveryInstance> instances = world.drs().instancesOf(done ? servers.keySet() : launched).stream()
                .filter(each -> each.there() && ids.contains(each.job()))
                .collect(Collectors.toMap(RecoveryInstance::server, each -> each, (first, _) -> first));
        look(run, world, instances, servers, called(run, starts));
        if (!done) {
            return Outcome.waiting(
                    "wave " + wave + " to be launched: " + launched.size() + " of " + servers.size() + " servers are"
                            + failed(operation, wave, servers.values()),
                    pause(run, starts));
        }
        if (!run.memo().has(DONE_AT)) {
            run.memo().put(DONE_AT, run.now().toString());
        }
        List<String> late = servers.values().stream()
                .filter(each -> each.moving() || each.launched())
                .map(Job.Participant::server)
                .filter(server -> !instances.containsKey(server))
                .toList();
        Instant patience = Instant.parse(run.memo().path(DONE_AT).asText()).plus(GRACE);
        if (!late.isEmpty() && run.now().isBefore(patience)) {
            return Outcome.waiting(
                    late.size() + " servers of wave " + wave + " that are late: their jobs are done", PAUSE);
        }
        instances.keySet().stream()
                .filter(server -> !seen.has(server))
                .forEach(server -> seen.put(server, run.now().toString()));
        ObjectNode result =
                told(run, world, ids, servers, instances).put(LOOKED, run.now().toString());
        result.withObjectProperty(SERVERS).properties().forEach(each -> {
            JsonNode well = run.memo().path(HealthLook.WELL).path(each.getKey());
            if (well.isObject() && each.getValue().has(EC2)) {
                ((ObjectNode) each.getValue()).setAll((ObjectNode) well);
            }
        });
        return Outcome.done(result);
    }

    /** Those that came up first are looked at while others are launched: their time to recover ends when they are well. */
    private static void look(
            StepRun run,
            World world,
            Map<String, RecoveryInstance> instances,
            Map<String, Job.Participant> servers,
            Instant called) {
        Map<String, String> ec2 = new HashMap<>();
        instances.forEach((server, instance) -> ec2.put(server, instance.ec2Id()));
        HealthLook.at(world, waveOf(run.operation(), run.parameters()), ec2, servers)
                .keep(run.memo(), ec2.keySet(), run.now(), called);
    }

    private static String failed(Operation operation, String wave, Collection<Job.Participant> servers) {
        Map<String, String> hosts = frozen(operation, wave);
        List<String> failed = servers.stream()
                .filter(each -> each.status().equals("FAILED"))
                .map(each -> hosts.getOrDefault(each.server(), each.server()))
                .sorted()
                .toList();
        return failed.isEmpty()
                ? ""
                : ", " + failed.size() + " failed (" + String.join(", ", failed.subList(0, Math.min(5, failed.size())))
                        + (failed.size() > 5 ? ", …" : "") + ")";
    }

    private static Instant called(StepRun run, List<Step> starts) {
        return starts.stream()
                .map(step -> Instant.parse(result(step).path("called_at").asText()))
                .min(Instant::compareTo)
                .orElse(run.now());
    }

    /** No launch is done before some minutes; then closely, for the time to health is evidence. */
    private static long pause(StepRun run, List<Step> starts) {
        Instant called = called(run, starts);
        return Math.clamp(Duration.between(run.now(), called.plus(BLIND)).toSeconds(), PAUSE, BLIND.toSeconds());
    }

    private static ObjectNode told(
            StepRun run,
            World world,
            List<String> ids,
            Map<String, Job.Participant> servers,
            Map<String, RecoveryInstance> instances) {
        Instant before = parameters(run.operation()).before();
        Map<String, String> errors = new HashMap<>();
        Map<String, String> older = new HashMap<>();
        for (String id : ids) {
            for (LogLine line : world.drs().log(id)) {
                if (line.event().startsWith("USING_PREVIOUS_SNAPSHOT")) {
                    older.put(line.server(), line.event());
                } else if (failure(line)) {
                    errors.put(line.server(), line.event() + (line.error().isEmpty() ? "" : ": " + line.error()));
                }
            }
        }
        ObjectNode result = Json.object();
        result.set("jobs", Json.texts(ids));
        ObjectNode all = result.putObject(SERVERS);
        servers.values().stream()
                .sorted(java.util.Comparator.comparing(Job.Participant::server))
                .forEach(each -> {
                    ObjectNode one = all.putObject(each.server());
                    RecoveryInstance instance = instances.get(each.server());
                    if (instance == null) {
                        one.put(
                                "failed",
                                errors.getOrDefault(
                                        each.server(),
                                        each.status().equals("FAILED")
                                                ? "its launch failed"
                                                : "its job is done and it is " + each.status()));
                        return;
                    }
                    one.put("instance", instance.id())
                            .put(EC2, instance.ec2Id())
                            .put(
                                    "launched_at",
                                    run.memo().path(SEEN).path(each.server()).asText());
                    if (instance.snapshot() == null && before != null) {
                        one.put(
                                "failed",
                                "nothing tells which snapshot it was launched from, and one of before " + before
                                        + " was asked for");
                    }
                    if (instance.snapshot() != null) {
                        one.put("snapshot", instance.snapshot().toString());
                        if (before != null && !instance.snapshot().isBefore(before)) {
                            one.put("failed", "it was launched from a snapshot that is not of before " + before);
                        }
                    }
                    if (older.containsKey(each.server())) {
                        one.put("older_snapshot", older.get(each.server()));
                    }
                });
        return result;
    }

    private static boolean failure(LogLine line) {
        return Set.of("LAUNCH_FAILED", "SNAPSHOT_FAIL", "CONVERSION_FAIL", "SERVER_SKIPPED", "JOB_CANCEL")
                        .contains(line.event())
                && !line.server().isEmpty();
    }
}
