package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Operations in any state with any texts, and what the engine may answer about them. */
public final class AnyOperation {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:";

    private AnyOperation() {}

    /** A verdict: of an operation as it stands, of one that waits or hands over, of a refusal, of a dry run. */
    public static Arbitrary<Verdict> verdicts() {
        Arbitrary<String> summary = AnyJson.text(5_000).map(text -> "why: " + text);
        Arbitrary<Verdict> asItStands = operations().map(Verdict::of);
        Arbitrary<Verdict> underWay = Combinators.combine(operations(), Arbitraries.longs())
                .as((op, seconds) -> Verdict.of(op, new Next.Wait(seconds)));
        Arbitrary<Verdict> handingOver = operations()
                .map(op -> Verdict.of(
                        op, new Next.HandOver(op.id() + "-" + (op.owner().number() + 1))));
        Arbitrary<Verdict> handedOver =
                operations().map(op -> Verdict.of(op, new Next.HandedOver(op.id() + "-2-1550")));
        Arbitrary<Verdict> without = Combinators.combine(
                        Arbitraries.of(Next.Code.class),
                        summary,
                        AnyJson.text(400).list().ofMaxSize(40))
                .as((code, text, plan) -> new Verdict(Optional.empty(), new Next.Fail(code, text), text, plan));
        Arbitrary<Verdict> dryRun = Combinators.combine(
                        summary, AnyJson.text(400).list().ofMaxSize(40))
                .as((text, plan) -> new Verdict(Optional.empty(), new Next.Succeed(), text, plan));
        return Arbitraries.frequencyOf(
                Tuple.of(4, asItStands),
                Tuple.of(2, underWay),
                Tuple.of(1, handingOver),
                Tuple.of(1, handedOver),
                Tuple.of(1, without),
                Tuple.of(1, dryRun));
    }

    /** An operation. */
    public static Arbitrary<Operation> operations() {
        return Combinators.combine(
                        steps().list().ofMinSize(1).ofMaxSize(12),
                        Arbitraries.of(OperationState.class),
                        Arbitraries.of(Operation.Ending.class),
                        questions(),
                        answers().optional(),
                        options(),
                        AnyJson.text(3_000).list().ofMaxSize(3),
                        times())
                .as(AnyOperation::operation);
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
                new Target("123456789012", "us-east-1", "demo", "cluster-ABC", null, null),
                object(texts),
                new Operation.Origin(texts.isEmpty() ? null : texts.getFirst(), null),
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
                List.of(new Event(
                        9, now, Event.Type.STEP_COMPLETED, "dana", null, String.join(" ", texts), object(texts))),
                texts.isEmpty() ? "a change" : texts.getFirst(),
                texts,
                object(texts),
                texts,
                texts,
                now,
                now.plusSeconds(1),
                state.ended() ? now : null);
    }

    private static Arbitrary<Step> steps() {
        Arbitrary<PlannedStep> planned = Combinators.combine(
                        AnyJson.text(200),
                        AnyJson.text(200).optional(),
                        Arbitraries.integers().between(1, 100_000))
                .as((name, gate, seconds) -> new PlannedStep(
                        name,
                        "change_class",
                        object(List.of(name)),
                        gate.orElse(null),
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(seconds / 2),
                        List.of("ModifyDBInstance a"),
                        seconds % 2 == 0,
                        seconds % 3 == 0));
        return Combinators.combine(
                        planned,
                        Arbitraries.of(StepState.class),
                        intents().optional(),
                        AnyJson.text(3_000).optional(),
                        times())
                .as((plan, state, intent, waiting, at) -> new Step(
                        plan,
                        state,
                        1 + (int) (at.getEpochSecond() % 3),
                        null,
                        null,
                        object(List.of("memo")),
                        state == StepState.COMPLETED ? object(List.of("done")) : null,
                        intent.orElse(null),
                        intent.stream().toList(),
                        0,
                        waiting.orElse(null),
                        at,
                        at,
                        state.ended() ? at : null,
                        state == StepState.WAITING ? at : null,
                        state == StepState.PENDING ? at : null));
    }

    private static Arbitrary<SavedIntent> intents() {
        return Combinators.combine(
                        AnyJson.text(200),
                        Arbitraries.of(SavedIntent.Repeat.class),
                        Arbitraries.of(SavedIntent.State.class),
                        times())
                .as((call, repeat, state, at) -> new SavedIntent(
                        "i1",
                        call,
                        "a",
                        repeat,
                        at,
                        "inv",
                        object(List.of()),
                        state,
                        state == SavedIntent.State.OPEN ? null : at,
                        null));
    }

    private static Arbitrary<Question> questions() {
        Arbitrary<Question.Option> option = Combinators.combine(
                        Arbitraries.of(Question.Action.class),
                        Arbitraries.of("replan", "accept", "reboot", "now").optional(),
                        AnyJson.text(2_500),
                        Arbitraries.of(true, false))
                .as((action, choice, consequence, destructive) ->
                        new Question.Option(action, choice.orElse(null), consequence, destructive));
        return Combinators.combine(
                        Arbitraries.of(Question.Kind.class),
                        Arbitraries.integers().between(1, 400),
                        AnyJson.text(6_000),
                        AnyJson.text(6_000),
                        option.list().ofMinSize(1).ofMaxSize(6),
                        Arbitraries.longs(),
                        AnyJson.text(300).list().ofMaxSize(8),
                        AnyJson.text(500).optional())
                .as((kind, attempt, reason, observed, options, deadline, commands, note) -> new Question(
                        "op-1-q2",
                        kind,
                        attempt,
                        reason,
                        observed,
                        options,
                        Math.floorMod(deadline, 400_000_000L),
                        commands,
                        Instant.parse("2026-03-04T10:00:00Z"),
                        note.orElse(null)));
    }

    private static Arbitrary<Answer> answers() {
        return Combinators.combine(
                        Arbitraries.of(Question.Action.class), AnyJson.text(200).optional(), times())
                .as((action, text, at) ->
                        new Answer("op-1-q1", action, text.orElse(null), text.orElse(null), "dana", at));
    }

    private static Arbitrary<Options> options() {
        return Combinators.combine(
                        Arbitraries.longs().between(60, 1_000_000).optional(),
                        Arbitraries.of("sun:02:00-sun:04:00", "23:30-01:15").optional(),
                        Arbitraries.of(Schedule.Outside.class),
                        times().optional())
                .as((wait, window, outside, notBefore) -> new Options(
                        wait.orElse(null),
                        new Schedule(
                                notBefore.orElse(null),
                                window.flatMap(Window::parse).orElse(null),
                                outside),
                        List.of("an alarm"),
                        15));
    }

    private static Arbitrary<Instant> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(1_700_000_000L, 1_900_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static ObjectNode object(List<String> texts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        texts.forEach(object.putArray("texts")::add);
        return object;
    }
}
