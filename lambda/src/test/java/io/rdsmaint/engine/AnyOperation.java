package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Operations in any state with any texts, and what the engine may answer about them. */
public final class AnyOperation {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:";

    private AnyOperation() {}

    /** A verdict: of an operation as it stands, of one that waits or hands over, of a refusal, of a dry run. */
    public static EngineResult verdict(Dice dice) {
        return switch (dice.of(1, 1, 1, 1, 2, 2, 3, 4, 5, 6)) {
            case 1 -> EngineResult.of(operation(dice));
            case 2 -> EngineResult.of(operation(dice), new NextAction.Wait(dice.number()));
            case 3 -> handingOver(operation(dice));
            case 4 -> handedOver(operation(dice));
            case 5 -> {
                String summary = summary(dice);
                yield new EngineResult(
                        Optional.empty(),
                        new NextAction.Fail(dice.of(NextAction.Code.class), summary),
                        summary,
                        plan(dice));
            }
            default -> new EngineResult(Optional.empty(), new NextAction.Succeed(), summary(dice), plan(dice));
        };
    }

    private static EngineResult handingOver(Operation op) {
        return EngineResult.of(
                op, new NextAction.HandOver(op.id() + "-" + (op.owner().number() + 1)));
    }

    private static EngineResult handedOver(Operation op) {
        return EngineResult.of(op, new NextAction.HandedOver(op.id() + "-2-1550"));
    }

    private static String summary(Dice dice) {
        return "why: " + AnyJson.text(dice, 5_000);
    }

    private static List<String> plan(Dice dice) {
        return dice.list(0, 40, () -> AnyJson.text(dice, 400));
    }

    /** An operation. */
    public static Operation operation(Dice dice) {
        return operation(
                dice.list(1, 12, () -> step(dice)),
                dice.of(OperationState.class),
                dice.of(Operation.Ending.class),
                question(dice),
                dice.maybe(() -> answer(dice)),
                options(dice),
                dice.list(0, 3, () -> AnyJson.text(dice, 3_000)),
                time(dice));
    }

    private static Operation operation(
            List<Step> steps,
            OperationState state,
            Operation.Ending heading,
            Question question,
            Optional<Answer> answered,
            Options options,
            List<String> texts,
            Instant now) {
        String id = "op-" + Long.toHexString(now.getEpochSecond());
        boolean paused = state == OperationState.PAUSED;
        Operation.Ending ending = switch (state) {
            case COMPLETED -> Operation.Ending.MARKED_COMPLETE;
            case FAILED -> Operation.Ending.ABORTED;
            case ROLLING_BACK, ROLLED_BACK -> Operation.Ending.ROLLED_BACK;
            case CREATED, RUNNING, PAUSED -> heading;
        };
        return new Operation(
                id,
                "instance_type_change",
                new Target(Target.UNNAMED_KIND, "123456789012", "us-east-1", "demo", "cluster-ABC", null, null),
                object(texts),
                new Operation.Origin(texts.isEmpty() ? null : texts.getFirst(), null, null),
                options,
                steps,
                state.ended() ? steps.size() : (int) (now.getEpochSecond() % steps.size()),
                state,
                paused ? OperationState.RUNNING : null,
                ending,
                paused ? question : null,
                answered.orElse(null),
                new Owner(ARN + id, now, 3, null, 1, paused),
                7,
                "invocation",
                9,
                2,
                List.of(new LogEntry(
                        9, now, LogEntry.Type.STEP_COMPLETED, "dana", null, String.join(" ", texts), object(texts))),
                texts.isEmpty() ? "a change" : texts.getFirst(),
                texts,
                object(texts),
                texts,
                texts,
                now,
                now.plusSeconds(1),
                state.ended() ? now : null);
    }

    private static Step step(Dice dice) {
        StepState state = dice.of(StepState.class);
        Optional<SavedIntent> intent = dice.maybe(() -> intent(dice));
        Instant at = time(dice);
        return new Step(
                planned(dice),
                state,
                1 + (int) (at.getEpochSecond() % 3),
                null,
                null,
                object(List.of("memo")),
                state == StepState.COMPLETED ? object(List.of("done")) : null,
                intent.orElse(null),
                intent.stream().toList(),
                0,
                dice.maybe(() -> AnyJson.text(dice, 3_000)).orElse(null),
                at,
                at,
                state.ended() ? at : null,
                state == StepState.WAITING ? at : null,
                state == StepState.PENDING ? at : null,
                dice.maybe(() -> new UsualTime(Duration.ofSeconds(90), Duration.ofSeconds(200)))
                        .orElse(null));
    }

    private static PlannedStep planned(Dice dice) {
        String name = AnyJson.text(dice, 200);
        int seconds = dice.between(1, 100_000);
        return new PlannedStep(
                name,
                "change_class",
                object(List.of(name)),
                dice.maybe(() -> AnyJson.text(dice, 200)).orElse(null),
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(seconds / 2),
                List.of("ModifyDBInstance a"),
                dice.toss(),
                dice.oneIn(3));
    }

    private static SavedIntent intent(Dice dice) {
        SavedIntent.State state = dice.of(SavedIntent.State.class);
        Instant at = time(dice);
        return new SavedIntent(
                "i1",
                AnyJson.text(dice, 200),
                "a",
                dice.of(SavedIntent.Idempotence.class),
                at,
                "inv",
                object(List.of()),
                state,
                state == SavedIntent.State.OPEN ? null : at,
                null);
    }

    private static Question question(Dice dice) {
        return new Question(
                "op-1-q2",
                dice.maybe(() -> "member-status").orElse(null),
                dice.of(Question.Kind.class),
                dice.between(1, 400),
                AnyJson.text(dice, 1_000),
                AnyJson.text(dice, 6_000),
                AnyJson.text(dice, 6_000),
                dice.list(1, 6, () -> option(dice)),
                Math.floorMod(dice.number(), 400_000_000L),
                dice.list(0, 8, () -> AnyJson.text(dice, 300)),
                Instant.parse("2026-03-04T10:00:00Z"),
                dice.maybe(() -> AnyJson.text(dice, 500)).orElse(null),
                dice.maybe(() -> Instant.parse("2026-03-04T06:00:00Z")).orElse(null));
    }

    private static Question.Option option(Dice dice) {
        return new Question.Option(
                dice.of(Question.Action.class),
                dice.maybe(() -> dice.of("replan", "accept", "reboot", "now")).orElse(null),
                AnyJson.text(dice, 2_500),
                dice.toss());
    }

    private static Answer answer(Dice dice) {
        String text = dice.maybe(() -> AnyJson.text(dice, 200)).orElse(null);
        return new Answer("op-1-q1", dice.of(Question.Action.class), text, text, "dana", time(dice));
    }

    private static Options options(Dice dice) {
        return new Options(
                dice.maybe(() -> dice.between(60L, 1_000_000L)).orElse(null),
                new Schedule(
                        dice.maybe(() -> time(dice)).orElse(null),
                        dice.maybe(() -> dice.of("sun:02:00-sun:04:00", "23:30-01:15"))
                                .flatMap(Window::parse)
                                .orElse(null),
                        dice.of(Schedule.Outside.class)),
                List.of("an alarm"),
                15);
    }

    private static Instant time(Dice dice) {
        return Instant.ofEpochSecond(dice.between(1_700_000_000L, 1_900_000_000L), dice.between(0, 999_999_999));
    }

    private static ObjectNode object(List<String> texts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        texts.forEach(object.putArray("texts")::add);
        return object;
    }
}
