package io.rdsmaint.recovery.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.drs.Snapshot;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Goal: of every server of a wave the snapshot is known that it is launched from, the newest before the plan's instant. It is chosen once:
 * all attempts launch from the same.
 */
public final class ChooseSnapshots extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "choose_snapshots";

    /** A call tells of one server: so many are read in an invocation. */
    private static final int AT_ONCE = 60;

    private static final String IDS = "ids";
    private static final String ASKED = "asked";
    private static final String NONE = "";

    public ChooseSnapshots(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Chooses the snapshots of a wave. */
    public static PlannedStep planned(String wave) {
        return PlannedStep.looking(
                "Choose snapshots of wave " + wave, ACTION, of(wave, 1), Duration.ofSeconds(10), Duration.ofHours(1));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        DrsGateway drs = world(operation).drs();
        Instant before = Objects.requireNonNull(parameters(operation).before());
        Map<String, String> servers = frozen(operation, wave(run.parameters()));
        String answered = run.answer().map(answer -> answer.at().toString()).orElse("");
        if (!answered.equals(run.memo().path(ASKED).asText())) {
            run.memo()
                    .withObjectProperty(IDS)
                    .properties()
                    .removeIf(each -> each.getValue().asText().equals(NONE));
        }
        run.memo().put(ASKED, answered);
        var ids = run.memo().withObjectProperty(IDS);
        List<String> open = servers.keySet().stream().filter(id -> !ids.has(id)).toList();
        for (String id : open.subList(0, Math.min(AT_ONCE, open.size()))) {
            Optional<Snapshot> snapshot = drs.snapshotBefore(id, before);
            ids.put(id, snapshot.map(Snapshot::id).orElse(NONE));
        }
        if (open.size() > AT_ONCE) {
            return Outcome.waiting("the snapshots of " + (open.size() - AT_ONCE) + " more servers", 1);
        }
        List<String> without = ids.properties().stream()
                .filter(each -> each.getValue().asText().equals(NONE))
                .map(each -> each.getKey() + " (" + servers.get(each.getKey()) + ")")
                .toList();
        if (without.isEmpty()) {
            var result = Json.object();
            result.set(IDS, ids.deepCopy());
            return Outcome.done(result);
        }
        return new Outcome.Asking(QuestionDraft.of(
                        RecoveryQuestion.SERVERS_NOT_RECOVERABLE,
                        Question.Kind.FAILURE,
                        run.step().name() + ": there is no snapshot to launch servers from.",
                        without.size() + " servers have none of before " + before + ": "
                                + String.join(", ", without.subList(0, Math.min(6, without.size()))),
                        "look again; go on once all have one")
                .withCommands(List.of("aws drs describe-recovery-snapshots --region "
                        + operation.target().region() + " --source-server-id "
                        + without.getFirst().split(" ", 2)[0])));
    }

    /** The snapshots that a wave's servers are launched from, by server; none when they are launched from their latest. */
    static Map<String, String> chosen(Operation operation, String wave) {
        return completed(operation, ACTION, wave)
                .map(step -> Json.map(result(step).path(IDS)))
                .reduce((_, last) -> last)
                .orElse(Map.of());
    }
}
