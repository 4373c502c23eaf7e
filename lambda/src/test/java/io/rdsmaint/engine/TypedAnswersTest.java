package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed with an answer is cut, never refused, and what is kept of it does not add up. */
class TypedAnswersTest {
    private static final String LONG = "a pasted log ⚡ ".repeat(12_000);

    private final EngineRig rig = EngineRig.planning("one", "two");
    private String id = "";

    @BeforeEach
    void anOperationThatAsks() {
        id = rig.started();
        rig.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        rig.step(id);
    }

    private ObjectNode answer() {
        return JsonTrees.object().put("action", "continue").put("comment", LONG).put("by", LONG);
    }

    @Test
    void anAnswerWithLongTextsCountsAndItsTextsAreCutWithANote() {
        rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer());

        Answer last = Objects.requireNonNull(rig.operation(id).lastAnswer());
        assertThat(rig.operation(id).state()).isEqualTo(OperationState.RUNNING);
        assertThat(last.comment())
                .hasSizeLessThanOrEqualTo(2_000)
                .endsWith("… (cut, of " + LONG.length() + " characters)");
        assertThat(last.by()).hasSizeLessThanOrEqualTo(2_000);
        assertThat(rig.store.events(id))
                .filteredOn(e -> e.type() == LogEntry.Type.INTERVENTION_ANSWERED)
                .singleElement()
                .satisfies(e -> assertThat(e.cause()).isEqualTo(last.comment()));
    }

    @Test
    void manyLongAnswersDoNotFillTheDocument() {
        IntStream.range(0, 40).forEach(_ -> {
            rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer());
            rig.step(id);
        });

        assertThat(new OperationJson().write(rig.operation(id)).length()).isLessThan(40_000);
    }

    /** A plan has many steps, each asked about and approved, and the log has the texts whole. */
    @Test
    void aStepRemembersOnlyHowAnAnswersTextsBegan() {
        rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer());

        Step step = rig.operation(id).steps().getFirst();
        Answer remembered = Objects.requireNonNull(step.answer());
        Answer last = Objects.requireNonNull(rig.operation(id).lastAnswer());
        assertThat(remembered.sameAs(last)).isTrue();
        assertThat(remembered.comment()).hasSizeLessThanOrEqualTo(100);
        assertThat(remembered.by()).hasSizeLessThanOrEqualTo(100);
        Answer approved = Objects.requireNonNull(step.approvedBy(last).approved());
        assertThat(approved.comment()).hasSizeLessThanOrEqualTo(100);
        assertThat(approved.by()).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void whatIsNoAnswerIsNotedShortly() {
        rig.resume(
                id, EngineRig.FIRST, rig.question(id).id(), JsonTrees.object().put("action", LONG));
        assertThat(rig.question(id).note()).hasSizeLessThan(500);

        rig.resume(id, EngineRig.FIRST, rig.question(id).id(), answer().put("choice", LONG));
        assertThat(rig.question(id).note()).hasSizeLessThan(600).contains("is not among the options");

        rig.resume(
                id,
                EngineRig.FIRST,
                rig.question(id).id(),
                JsonTrees.object().put("Error", LONG).put("Cause", LONG));
        assertThat(rig.question(id).note()).hasSizeLessThan(4_200).contains("no answer came");
    }

    @Test
    void aPersonsLongAnswerIsRelayedCut() {
        EngineResult verdict = rig.engine.resume(
                rig.invocation(),
                new ResumeRequest.Relay(id, rig.question(id).id(), answer().put("attachment", LONG), null));

        assertThat(verdict.next()).isEqualTo(new NextAction.Ask());
        assertThat(rig.relayed)
                .singleElement()
                .satisfies(sent -> assertThat(sent)
                        .hasSizeLessThan(4_500)
                        .contains("\"action\":\"continue\"", "(cut, of ")
                        .doesNotContain("attachment", "null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x"})
    void nothingIsCutInTheMiddleOfACharacter(String before) {
        String cut = Typed.cut(before + "\uD83D\uDE00".repeat(5_000));

        assertThat(cut).hasSizeLessThanOrEqualTo(2_000);
        assertThat(cut.codePoints().filter(p -> p >= 0xD800 && p <= 0xDFFF)).isEmpty();
        assertThat(Typed.cut("short")).isEqualTo("short");
    }
}
