package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.drs.LaunchSettings;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.Wave;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Goal: a drill of a wave's servers makes instances of its own. A server whose launch settings name an existing instance
 * ({@code launchIntoEC2InstanceID}) would have that one stopped and its volumes replaced, in a drill, too; nobody can accept that. What is
 * otherwise than the plan wants is told, and left as it is.
 */
public final class CheckLaunchSettings extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "check_launch_settings";

    /** A call tells of one server: so many are read in an invocation. */
    private static final int AT_ONCE = 60;

    private static final String CHECKED = "checked";
    private static final String INTO = "into";

    /** In the result: by server the live values of what is otherwise than wanted. */
    static final String DIFFERS = "differs";

    /** The answer after which all was looked at anew. */
    private static final String ANSWERED = "answered";

    public CheckLaunchSettings(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Looks at a wave's launch settings. */
    public static PlannedStep planned(String wave) {
        return PlannedStep.looking(
                "Check launch settings of wave " + wave,
                ACTION,
                of(wave, 1),
                Duration.ofSeconds(10),
                Duration.ofHours(1));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        DrsGateway drs = world(operation).drs();
        Wave wave = waveOf(operation, run.parameters());
        boolean drill = parameters(operation).drill();
        Map<String, String> servers = frozen(operation, wave(run.parameters()));
        List<String> ids = List.copyOf(servers.keySet());
        String answered = run.answer().map(answer -> answer.at().toString()).orElse("");
        boolean again = !answered.equals(run.memo().path(ANSWERED).asText(""));
        run.memo().put(ANSWERED, answered);
        int from = again ? 0 : run.memo().path(CHECKED).asInt();
        if (from == 0) {
            run.memo().putObject(INTO);
            run.memo().putObject(DIFFERS);
        }
        int to = Math.min(from + AT_ONCE, ids.size());
        for (String id : ids.subList(from, to)) {
            LaunchSettings live = drs.launchSettings(id);
            if (drill) {
                live.launchesInto()
                        .ifPresent(into -> run.memo().withObjectProperty(INTO).put(id, into));
            }
            live.differing(wave.launch())
                    .forEach((word, value) -> run.memo()
                            .withObjectProperty(DIFFERS)
                            .withObjectProperty(id)
                            .put(word, value));
        }
        run.memo().put(CHECKED, to);
        if (to < ids.size()) {
            return Outcome.waiting("the launch settings of " + (ids.size() - to) + " more servers", 1);
        }
        Map<String, String> into = Json.map(run.memo().path(INTO));
        if (into.isEmpty()) {
            ObjectNode result = Json.object().put(CHECKED, to);
            result.set(DIFFERS, run.memo().path(DIFFERS).deepCopy());
            return Outcome.done(result);
        }
        String first = into.keySet().iterator().next();
        return new Outcome.Asking(QuestionDraft.of(
                        RecoveryQuestion.LAUNCHES_INTO_INSTANCE,
                        Question.Kind.FAILURE,
                        run.step().name() + ": a drill would stop existing instances and replace their volumes.",
                        into.size() + " servers; " + first + " (" + servers.get(first) + ") launches into "
                                + into.get(first),
                        "look again; go on once launchIntoInstanceProperties is cleared")
                .withCommands(List.of("aws drs get-launch-configuration --region "
                        + operation.target().region() + " --source-server-id " + first)));
    }
}
