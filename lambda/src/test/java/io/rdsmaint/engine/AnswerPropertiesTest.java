package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever comes back as an answer. */
class AnswerPropertiesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private static final Map<String, Function<Dice, ? extends JsonNode>> ANSWER = fields(Map.of(
            "action", AnyJson.word("continue", "abort", "rollback", "mark_complete", "Continue"),
            "choice", AnyJson.word("replan", "accept"),
            "comment", AnyJson.word("fine"),
            "by", AnyJson.word("dana")));
    private static final Map<String, Function<Dice, ? extends JsonNode>> FAILURE = fields(
            Map.of("Error", AnyJson.word("States.Timeout", "EventBridge.FailedEntry"), "Cause", AnyJson.word("why")));

    /** In an order that is always the same. */
    private static Map<String, Function<Dice, ? extends JsonNode>> fields(
            Map<String, Function<Dice, JsonNode>> fields) {
        return new TreeMap<>(fields);
    }

    private static JsonNode response(Dice dice) {
        return switch (dice.of(1, 2, 3)) {
            case 1 -> AnyJson.any(dice);
            case 2 -> AnyJson.nearly(dice, ANSWER);
            default -> AnyJson.nearly(dice, FAILURE);
        };
    }

    @Test
    void onlyAnObjectWithOneOfTheFourWordsIsAnAnswer() {
        Cases.each(2_000, AnswerPropertiesTest::response, response -> {
            Answering read = Answering.read(response, "q1", NOW);

            JsonNode action = response.path("action");
            boolean word = action.isTextual()
                    && Arrays.stream(Question.Action.values())
                            .anyMatch(a -> a.word().equals(action.textValue()));
            assertThat(read instanceof Answering.Given).isEqualTo(response.isObject() && word);
            if (read instanceof Answering.Given given) {
                assertThat(given.answer().action().word()).isEqualTo(action.textValue());
                assertThat(given.answer().choice())
                        .isEqualTo(response.path("choice").textValue());
                assertThat(given.answer().by()).isEqualTo(response.path("by").textValue());
            }
        });
    }

    @Test
    void anOperationMovesOnOnlyByOneOfItsOptions() {
        Cases.each(200, AnswerPropertiesTest::response, response -> {
            EngineRig bench = EngineRig.planning("one");
            bench.script.put(
                    "one",
                    run -> new Outcome.Asking(QuestionDraft.of(
                                    EngineQuestion.STEP_FAILED, Question.Kind.FAILURE, "it broke", "seen", "try again")
                            .withChoice("accept", "go on", true)));
            String id = bench.started();
            bench.run(id);
            Question open = bench.question(id);

            EngineResult verdict = bench.resume(id, EngineRig.FIRST, open.id(), response);

            boolean offered = Answering.read(response, open.id(), NOW) instanceof Answering.Given given
                    && open.offers(given.answer());
            Operation after = bench.operation(id);
            assertThat(after.state() != OperationState.PAUSED).isEqualTo(offered);
            if (!offered) {
                Question again = Objects.requireNonNull(after.question());
                assertThat(again.id()).isEqualTo(open.id());
                assertThat(again.attempt()).isEqualTo(2);
                assertThat(again.note()).isNotBlank();
                assertThat(verdict.next()).isInstanceOfAny(NextAction.Ask.class, NextAction.Wait.class);
            }
        });
    }

    @Test
    void aPersonsAnswerThatIsNoneIsRefusedAndChangesNothing() {
        Cases.each(200, AnswerPropertiesTest::response, response -> {
            EngineRig bench = EngineRig.planning("one");
            bench.script.put(
                    "one",
                    run -> new Outcome.Asking(QuestionDraft.of(
                            EngineQuestion.STEP_FAILED, Question.Kind.FAILURE, "it broke", "seen", "try again")));
            String id = bench.started();
            bench.run(id);
            Operation before = bench.operation(id);
            String question = bench.question(id).id();

            EngineResult verdict = bench.resume(id, null, question, response);

            boolean offered = response instanceof ObjectNode
                    && Answering.read(response, question, NOW) instanceof Answering.Given given
                    && bench.question(id).offers(given.answer());
            assertThat(bench.relayed).hasSize(offered ? 1 : 0);
            assertThat(bench.operation(id)).isEqualTo(before);
            assertThat(verdict.next() instanceof NextAction.Fail).isEqualTo(!offered);
        });
    }
}
