package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Answer;
import io.rdsmaint.engine.Milestone;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.Parameters;
import io.rdsmaint.recovery.plan.Wave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goal: a wave counts as its policy says, or it is decided what comes of it. Only servers that failed are launched again; in a recovery
 * never one that has an instance, for that may serve already.
 */
public final class JudgeWave extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "judge_wave";

    /** Choice: to go on with the next wave. */
    static final String ACCEPT = "accept";

    /** Choice: to leave the waves to come out. */
    static final String STOP = "stop";

    static final String VERDICT = "verdict";
    private static final String RETRIED = "retried";
    private static final Set<String> AFTER_WAVES = Set.of(Report.ACTION, HoldDrill.ACTION, TerminateDrill.ACTION);
    private static final int NAMED = 10;

    public JudgeWave(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Judges a wave. */
    public static PlannedStep planned(String wave, int attempt) {
        return PlannedStep.looking(
                "Judge wave " + wave + again(attempt),
                ACTION,
                of(wave, attempt),
                Duration.ofSeconds(5),
                Duration.ofHours(1));
    }

    /** The steps of one attempt to bring servers of a wave up. */
    public static List<PlannedStep> attempt(
            Wave wave, int attempt, List<String> servers, Map<String, String> hosts, boolean drill) {
        List<PlannedStep> steps = new ArrayList<>(StartRecovery.planned(wave.name(), attempt, servers, hosts, drill));
        steps.add(AwaitLaunch.planned(wave.name(), attempt));
        steps.add(CheckHealth.planned(wave, attempt));
        steps.add(planned(wave.name(), attempt));
        return steps;
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Parameters parameters = parameters(operation);
        Wave wave = waveOf(operation, run.parameters());
        WaveState state = WaveState.of(operation, wave.name());
        List<WaveState.Server> failed = state.failed();
        List<String> again = failed.stream()
                .filter(server -> parameters.drill() || server.ec2() == null)
                .map(WaveState.Server::id)
                .toList();
        boolean counts = state.percent() >= wave.policy().minSuccessPercent()
                && failed.stream().noneMatch(server -> critical(wave, server));
        int attempt = attempt(run.parameters());
        String asked = run.answer().map(JudgeWave::choice).orElse("");
        if (failed.isEmpty()) {
            return done(state, "passed");
        }
        if (!again.isEmpty()
                && (asked.equals("retry")
                        || (asked.isEmpty() && attempt <= wave.policy().retries()))) {
            List<PlannedStep> rest = new ArrayList<>(
                    attempt(wave, attempt + 1, again, frozen(operation, wave.name()), parameters.drill()));
            rest.addAll(ahead(operation));
            return new Outcome.Done(result(state, RETRIED), rest);
        }
        if (counts || asked.equals(ACCEPT)) {
            return done(state, counts ? "passed" : "accepted");
        }
        if (asked.equals(STOP)) {
            return stopped(operation, state);
        }
        return switch (wave.policy().onFailure()) {
            case CONTINUE -> done(state, "failed");
            case STOP -> stopped(operation, state);
            case ASK -> asking(run, wave, state, again);
        };
    }

    /** What came of the wave, unless its failed servers are launched again. */
    @Override
    public Optional<Milestone> milestone(Operation operation, Step step) {
        if (result(step).path(VERDICT).asText().equals(RETRIED)) {
            return Optional.empty();
        }
        Evidence evidence = Evidence.of(operation);
        String name = wave(step.planned().parameters());
        WaveState state = WaveState.of(operation, name);
        ObjectNode data = Json.object()
                .put(WAVE, name)
                .put(VERDICT, evidence.verdict(name))
                .put("servers", state.servers().size())
                .put("well", state.servers().size() - state.failed().size());
        state.servers().stream()
                .flatMap(server -> evidence.rto(server).stream())
                .max(Duration::compareTo)
                .ifPresent(time -> data.put(Milestone.RECOVERY_TIME, time.toSeconds()));
        state.servers().stream()
                .flatMap(server -> evidence.rpo(server).stream())
                .max(Duration::compareTo)
                .ifPresent(age -> data.put(Milestone.RECOVERY_POINT, age.toSeconds()));
        return Optional.of(new Milestone(
                "wave " + name + ": " + evidence.verdict(name) + ", " + data.path("well") + " of "
                        + data.path("servers") + " servers are well",
                data));
    }

    private static String choice(Answer answer) {
        return answer.choice() == null ? "retry" : answer.choice();
    }

    private static Outcome stopped(Operation operation, WaveState state) {
        return new Outcome.Done(
                result(state, "stopped"),
                ahead(operation).stream()
                        .filter(step -> AFTER_WAVES.contains(step.action()))
                        .toList());
    }

    private Outcome asking(StepRun run, Wave wave, WaveState state, List<String> again) {
        List<WaveState.Server> failed = state.failed();
        String observed = (state.servers().size() - failed.size()) + " of "
                + state.servers().size() + " servers are well, " + wave.policy().minSuccessPercent() + " % must be"
                + (wave.policy().critical().isEmpty()
                        ? ""
                        : " and all of " + String.join(", ", wave.policy().critical()))
                + "; "
                + failed.stream()
                        .limit(NAMED)
                        .map(server -> server.id() + " (" + server.host() + "): " + server.failed())
                        .collect(Collectors.joining("; "))
                + (failed.size() > NAMED ? "; and " + (failed.size() - NAMED) + " more" : "");
        return new Outcome.Asking(QuestionDraft.of(
                        RecoveryQuestion.WAVE_FAILED,
                        Question.Kind.FAILURE,
                        run.step().name() + ": wave " + wave.name() + " did not come up as its policy asks for.",
                        observed,
                        again.isEmpty()
                                ? "look again; none of the failed servers can be launched again, for they have instances"
                                : "launch the " + again.size() + " failed servers again, and only those")
                .withChoice(ACCEPT, "go on with the next wave although this one failed; the report says so", false)
                .withChoice(STOP, "leave the waves to come out; report and clean-up follow", false)
                .withCommands(look(run.operation().target())));
    }

    private static Outcome done(WaveState state, String verdict) {
        return Outcome.done(result(state, verdict));
    }

    private static ObjectNode result(WaveState state, String verdict) {
        ObjectNode result = Json.object()
                .put(VERDICT, verdict)
                .put("servers", state.servers().size())
                .put("well", state.servers().size() - state.failed().size())
                .put("percent", state.percent());
        result.set(
                "failed",
                Json.texts(state.failed().stream().map(WaveState.Server::id).toList()));
        return result;
    }

    private static boolean critical(Wave wave, WaveState.Server server) {
        return wave.policy().critical().stream()
                .anyMatch(name -> name.equals(server.id()) || name.equals(server.host()));
    }

    /** The steps that were to come, without the finally steps, which stay. */
    private static List<PlannedStep> ahead(Operation operation) {
        return operation.steps().stream()
                .filter(step -> step.state() == StepState.PENDING)
                .map(Step::planned)
                .filter(step -> !step.cleanup())
                .toList();
    }
}
