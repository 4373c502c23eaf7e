package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.drs.Job;
import io.rdsmaint.gateway.drs.SourceServer;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.ServerMark;
import io.rdsmaint.recovery.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Goal: one job launches these servers. The call has no token, so what proves it is looked for before it is made and for 16 minutes
 * after one that was not answered: a job with this step's tags; or, where tags show on no job, that all its servers were launched last by
 * one job that was not known before the call, has exactly these servers, and was called for after the intent.
 */
public final class StartRecovery extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "start_recovery";

    /** Servers that a job takes (DRS quotas; its API would take 200). */
    public static final int MOST = 100;

    /** Named in a step's name. */
    private static final int FEW = 3;

    private static final String PORTION = "portion";
    private static final String KNOWN = "known_jobs";
    private static final Duration SKEW = Duration.ofMinutes(2);
    private static final long BUSY_PAUSE = 60;

    public StartRecovery(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /**
     * Launches servers of a wave, in jobs as large as they may be.
     *
     * @param hosts names of servers by their ids: where a few are launched again, the step says which
     */
    public static List<PlannedStep> planned(
            String wave, int attempt, List<String> servers, Map<String, String> hosts, boolean drill) {
        List<PlannedStep> steps = new ArrayList<>();
        int portions = (servers.size() + MOST - 1) / MOST;
        for (int i = 0; i < portions; i++) {
            List<String> some = servers.subList(i * MOST, Math.min((i + 1) * MOST, servers.size()));
            ObjectNode parameters = of(wave, attempt).put(PORTION, i + 1);
            parameters.set(SERVERS, Json.texts(some));
            String which = portions == 1 ? "" : " (servers " + (i * MOST + 1) + " to " + (i * MOST + some.size()) + ")";
            steps.add(PlannedStep.calling(
                    "Launch " + (attempt > 1 && servers.size() <= FEW ? named(servers, hosts) + " of " : "") + "wave "
                            + wave + which + again(attempt),
                    ACTION,
                    parameters,
                    Duration.ofSeconds(15),
                    Duration.ofHours(3),
                    "StartRecovery of " + some.size() + " source servers, " + (drill ? "a drill" : "a recovery")));
        }
        return steps;
    }

    private static String named(List<String> servers, Map<String, String> hosts) {
        return servers.stream().map(id -> hosts.getOrDefault(id, id)).collect(Collectors.joining(", "));
    }

    private static String part(StepRun run) {
        return wave(run.parameters()) + "/" + attempt(run.parameters()) + "/"
                + run.parameters().path(PORTION).asInt();
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        World world = world(operation);
        List<String> servers = Json.texts(run.parameters().path(SERVERS));
        OurJobs ours = OurJobs.of(operation, world);
        Optional<Job> started =
                byTag(ours, part(run)).or(() -> byAnswer(ours, run)).or(() -> byServers(run, world));
        if (started.isPresent()) {
            Job job = started.get();
            run.reached("job " + job.id());
            return Outcome.done(Json.object()
                    .put(JOB, job.id())
                    .put("called_at", job.createdAt().toString()));
        }
        return tools.evaluator()
                .hindrance(run, RecoveryChange.of(operation, world, servers, ours, run.now()))
                .orElseGet(() -> start(run, world, servers));
    }

    private Outcome start(StepRun run, World world, List<String> servers) {
        Operation operation = run.operation();
        boolean drill = parameters(operation).drill();
        Map<String, String> tags = Map.of(
                ServerMark.TAG, ServerMark.of(tools.scope().deployment(), operation.id()), ServerMark.PART, part(run));
        Map<String, String> snapshots = ChooseSnapshots.chosen(operation, wave(run.parameters()));
        if (parameters(operation).before() != null && !snapshots.keySet().containsAll(servers)) {
            throw new LastingFailure(
                    "Not every server has a snapshot that was chosen, and AWS would launch the others from their"
                            + " latest. Nothing was launched; abort, and start anew.");
        }
        DrsGateway drs = world.drs();
        ObjectNode evidence = Json.object();
        evidence.set(KNOWN, Json.texts(launchedBy(drs.servers(servers))));
        try {
            return run.change(Change.verifiable(
                    "StartRecovery of " + servers.size() + " source servers from " + servers.getFirst() + ", "
                            + (drill ? "a drill" : "a recovery") + ", " + part(run),
                    "wave:" + wave(run.parameters()),
                    evidence,
                    () -> drs.servers(servers).stream()
                            .allMatch(server -> ServerMark.on(server).isEmpty()
                                    || ServerMark.isOfOperation(ServerMark.on(server), operation.id())),
                    intent -> run.memo().put(JOB, drs.start(intent, servers, snapshots, drill, tags))));
        } catch (TransientFailure e) {
            if (DrsGateway.busy(e)) {
                return Outcome.waiting("room for the job, or a server to be let go of: " + e.getMessage(), BUSY_PAUSE);
            }
            throw e;
        }
    }

    private static List<String> launchedBy(List<SourceServer> servers) {
        return servers.stream()
                .flatMap(server -> server.lastLaunch().stream())
                .map(SourceServer.Launch::job)
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<Job> byTag(OurJobs ours, String part) {
        return ours.jobs().values().stream()
                .filter(job -> job.tags().getOrDefault(ServerMark.PART, "").equals(part))
                .findFirst();
    }

    private static Optional<Job> byAnswer(OurJobs ours, StepRun run) {
        return Optional.ofNullable(ours.jobs().get(run.memo().path(JOB).asText("")));
    }

    /** The second proof. Somebody else's tags on the job disprove it. */
    private static Optional<Job> byServers(StepRun run, World world) {
        Set<String> servers = Set.copyOf(Json.texts(run.parameters().path(SERVERS)));
        boolean drill = parameters(run.operation()).drill();
        for (SavedIntent intent : intents(run)) {
            List<String> known = Json.texts(intent.evidence().path(KNOWN));
            Instant since = intent.at().minus(SKEW);
            List<String> jobs = world.drs().servers(servers).stream()
                    .map(server -> server.lastLaunch()
                            .filter(launch -> launch.drill() == drill
                                    && !known.contains(launch.job())
                                    && !launch.at().isBefore(since))
                            .map(SourceServer.Launch::job)
                            .orElse(""))
                    .distinct()
                    .toList();
            if (jobs.size() == 1 && !jobs.getFirst().isEmpty()) {
                Optional<Job> job = world.drs().jobs(jobs).stream()
                        .filter(each -> each.launches() && each.drill() == drill)
                        .filter(each -> each.servers().equals(servers))
                        .filter(each -> each.tags().isEmpty())
                        .findFirst();
                if (job.isPresent()) {
                    return job;
                }
            }
        }
        return Optional.empty();
    }

    private static List<SavedIntent> intents(StepRun run) {
        return Stream.concat(run.intent().stream(), run.step().lost().stream()).toList();
    }

    /** The steps of one operation that bring a drill's launches back are the same one: the first launch has it. */
    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        boolean first = operation.steps().stream()
                .filter(each -> each.planned().action().equals(ACTION))
                .filter(each -> each.startedAt() != null)
                .findFirst()
                .filter(each -> Objects.equals(each.planned(), step.planned()))
                .isPresent();
        return first && parameters(operation).drill()
                ? List.of(TerminateDrill.planned("Take back the drill"))
                : List.of();
    }

    /** How many servers a planned step launches. */
    public static int servers(PlannedStep step) {
        return step.parameters().path(SERVERS).size();
    }

    @Override
    public Optional<String> irreversible(Operation operation, Step step) {
        return parameters(operation).drill()
                        || !(step.mayHaveChanged() || !result(step).path(JOB).isMissingNode())
                ? Optional.empty()
                : Optional.of("servers of wave " + wave(step.planned().parameters())
                        + " were recovered, and may serve by now. A recovery is never terminated by a rollback; what"
                        + " is not wanted is terminated by an operation of type drs_termination, which asks first.");
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        String job = result(step).path(JOB).asText(step.memo().path(JOB).asText("unknown"));
        if (!parameters(operation).drill()) {
            return operation.state().ended() && operation.ending() == Operation.Ending.COMPLETED
                    ? Optional.empty()
                    : Optional.of("recovery instances of wave "
                            + wave(step.planned().parameters()) + ", launched by job " + job + ": they stay");
        }
        boolean ended = operation.steps().stream()
                .anyMatch(each -> each.planned().action().equals(TerminateDrill.ACTION)
                        && each.state() == io.rdsmaint.engine.StepState.COMPLETED);
        return ended
                ? Optional.empty()
                : Optional.of("drill instances launched by job " + job + ", which cost; to list them: "
                        + look(operation.target()).getLast());
    }
}
