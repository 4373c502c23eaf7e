package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.store.OperationJson;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is typed with an answer is cut, never refused, and what is kept of it does not add up. */
class TypedAnswersTest {
    private static final String LONG = "a pasted log ⚡ ".repeat(12_000);

    private final Bench bench = Bench.planning("one", "two");
    private String id = "";

    @BeforeEach
    void anOperationThatAsks() {
        id = bench.started();
        bench.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        bench.step(id);
    }

    private ObjectNode answer() {
        return Bench.object().put("action", "continue").put("comment", LONG).put("by", LONG);
    }

    @Test
    void anAnswerWithLongTextsCountsAndItsTextsAreCutWithANote() {
        bench.resume(id, Bench.FIRST, bench.question(id).id(), answer());

        Answer last = Objects.requireNonNull(bench.operation(id).lastAnswer());
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.RUNNING);
        assertThat(last.comment())
                .hasSizeLessThanOrEqualTo(2_000)
                .endsWith("… (cut, of " + LONG.length() + " characters)");
        assertThat(last.by()).hasSizeLessThanOrEqualTo(2_000);
        assertThat(bench.store.events(id))
                .filteredOn(e -> e.type() == Event.Type.INTERVENTION_ANSWERED)
                .singleElement()
                .satisfies(e -> assertThat(e.cause()).isEqualTo(last.comment()));
    }

    @Test
    void manyLongAnswersDoNotFillTheDocument() {
        IntStream.range(0, 40).forEach(_ -> {
            bench.resume(id, Bench.FIRST, bench.question(id).id(), answer());
            bench.step(id);
        });

        assertThat(new OperationJson().write(bench.operation(id)).length()).isLessThan(40_000);
    }

    @Test
    void whatIsNoAnswerIsNotedShortly() {
        bench.resume(id, Bench.FIRST, bench.question(id).id(), Bench.object().put("action", LONG));
        assertThat(bench.question(id).note()).hasSizeLessThan(500);

        bench.resume(id, Bench.FIRST, bench.question(id).id(), answer().put("choice", LONG));
        assertThat(bench.question(id).note()).hasSizeLessThan(600).contains("is not among the options");

        bench.resume(
                id,
                Bench.FIRST,
                bench.question(id).id(),
                Bench.object().put("Error", LONG).put("Cause", LONG));
        assertThat(bench.question(id).note()).hasSizeLessThan(4_200).contains("no answer came");
    }

    @Test
    void aPersonsLongAnswerIsRelayedCut() {
        Verdict verdict = bench.engine.resume(
                bench.invocation(),
                new ResumeRequest(id, null, bench.question(id).id(), answer().put("attachment", LONG), null));

        assertThat(verdict.next()).isEqualTo(new Next.Ask());
        assertThat(bench.relayed)
                .singleElement()
                .satisfies(sent -> assertThat(sent)
                        .hasSizeLessThan(4_500)
                        .contains("\"action\":\"continue\"", "(cut, of ")
                        .doesNotContain("attachment", "null"));
    }

    @Test
    void nothingIsCutInTheMiddleOfACharacter() {
        String cut = Typed.cut("\uD83D\uDE00".repeat(5_000));

        assertThat(cut).hasSizeLessThanOrEqualTo(2_000);
        assertThat(cut.codePoints().filter(p -> p >= 0xD800 && p <= 0xDFFF)).isEmpty();
        assertThat(Typed.cut("short")).isEqualTo("short");
    }
}
