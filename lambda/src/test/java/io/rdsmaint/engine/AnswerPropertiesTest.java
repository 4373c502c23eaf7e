package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes back as an answer. */
class AnswerPropertiesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    @Provide
    Arbitrary<JsonNode> responses() {
        Map<String, Arbitrary<? extends JsonNode>> fields = new LinkedHashMap<>();
        fields.put("action", AnyJson.word("continue", "abort", "rollback", "mark_complete", "Continue"));
        fields.put("choice", AnyJson.word("replan", "accept"));
        fields.put("comment", AnyJson.word("fine"));
        fields.put("by", AnyJson.word("dana"));
        Map<String, Arbitrary<? extends JsonNode>> failure = new LinkedHashMap<>();
        failure.put("Error", AnyJson.word("States.Timeout", "EventBridge.FailedEntry"));
        failure.put("Cause", AnyJson.word("why"));
        return Arbitraries.oneOf(
                AnyJson.any(),
                AnyJson.nearly(fields).map(o -> o),
                AnyJson.nearly(failure).map(o -> o));
    }

    @Property(seed = AnyJson.SEED)
    void onlyAnObjectWithOneOfTheFourWordsIsAnAnswer(@ForAll("responses") JsonNode response) {
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
    }

    @Property(seed = AnyJson.SEED, tries = 100)
    void anOperationMovesOnOnlyByOneOfItsOptions(@ForAll("responses") JsonNode response) {
        EngineRig bench = EngineRig.planning("one");
        bench.script.put(
                "one",
                run -> new Outcome.Asking(QuestionDraft.of(Question.Kind.FAILURE, "it broke", "seen", "try again")
                        .withChoice("accept", "go on", true)));
        String id = bench.started();
        bench.run(id);
        Question open = bench.question(id);

        Verdict verdict = bench.resume(id, EngineRig.FIRST, open.id(), response);

        boolean offered = Answering.read(response, open.id(), NOW) instanceof Answering.Given given
                && open.offers(given.answer());
        Operation after = bench.operation(id);
        assertThat(after.state() != OperationState.PAUSED).isEqualTo(offered);
        if (!offered) {
            Question again = Objects.requireNonNull(after.question());
            assertThat(again.id()).isEqualTo(open.id());
            assertThat(again.attempt()).isEqualTo(2);
            assertThat(again.note()).isNotBlank();
            assertThat(verdict.next()).isInstanceOfAny(Next.Ask.class, Next.Wait.class);
        }
    }

    @Property(seed = AnyJson.SEED, tries = 100)
    void aPersonsAnswerThatIsNoneIsRefusedAndChangesNothing(@ForAll("responses") JsonNode response) {
        EngineRig bench = EngineRig.planning("one");
        bench.script.put(
                "one",
                run -> new Outcome.Asking(QuestionDraft.of(Question.Kind.FAILURE, "it broke", "seen", "try again")));
        String id = bench.started();
        bench.run(id);
        Operation before = bench.operation(id);
        String question = bench.question(id).id();

        Verdict verdict = bench.resume(id, null, question, response);

        boolean offered = response instanceof ObjectNode
                && Answering.read(response, question, NOW) instanceof Answering.Given given
                && bench.question(id).offers(given.answer());
        assertThat(bench.relayed).hasSize(offered ? 1 : 0);
        assertThat(bench.operation(id)).isEqualTo(before);
        assertThat(verdict.next() instanceof Next.Fail).isEqualTo(!offered);
    }
}
