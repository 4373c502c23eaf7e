package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rdsmaint.testkit.engine.EngineRig;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People whose identity is known decide on what they saw, and the log says who it was. */
class VerifiedAnswersTest {
    private final EngineRig bench = EngineRig.planning("one", "two");
    private String id = "";

    @BeforeEach
    void anOperationThatAsks() {
        id = bench.started();
        bench.script.put("one", run -> {
            throw new LastingFailure("broken");
        });
        bench.run(id);
        assertThat(bench.operation(id).state()).isEqualTo(OperationState.PAUSED);
    }

    private Operation answer(String action, Verified person) {
        String question = Objects.requireNonNull(bench.operation(id).question()).id();
        return bench.engine.resume(
                bench.invocation(),
                new ResumeRequest.Relay(
                        id,
                        question,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("action", action)
                                .put("by", "night shift"),
                        null),
                person);
    }

    @Test
    void whoAnswersIsInTheLogBesideTheNameThatTheyGive() {
        Operation answered = answer(
                "abort", new Verified("ann@example.com", bench.operation(id).version()));

        LogEntry entry = bench.store.events(id).getLast();
        assertThat(entry.actor()).isEqualTo("ann@example.com");
        assertThat(entry.data().path("by_verified").asText()).isEqualTo("ann@example.com");
        assertThat(entry.data().path("by_declared").asText()).isEqualTo("night shift");
        assertThat(bench.relayed).singleElement().asString().contains("abort").contains("night shift");
        assertThat(answered.version()).isEqualTo(bench.operation(id).version());
    }

    @Test
    void whoeverSawAnEarlierVersionChangesNothing() {
        Operation before = bench.operation(id);

        assertThatThrownBy(() -> answer("abort", new Verified("bob", before.version() - 1)))
                .isInstanceOf(Verified.Stale.class)
                .hasMessageContaining("Nothing was changed");
        assertThat(bench.operation(id)).isEqualTo(before);
        assertThat(bench.relayed).isEmpty();
    }

    @Test
    void ofTwoOnTheSameVersionTheSecondIsTold() {
        long seen = bench.operation(id).version();
        answer("abort", new Verified("ann", seen));

        assertThatThrownBy(() -> answer("continue", new Verified("bob", seen))).isInstanceOf(Verified.Stale.class);
        assertThat(bench.relayed).hasSize(1);
    }

    @Test
    void whatIsNoOptionIsRefusedBeforeAnythingIsWritten() {
        Operation before = bench.operation(id);

        assertThatThrownBy(() -> answer("nonsense", new Verified("ann", before.version())))
                .isInstanceOf(InvalidRequest.class);
        assertThat(bench.operation(id)).isEqualTo(before);
    }

    @Test
    void editsAreTheirsToo() {
        Operation edited = bench.engine.resume(
                bench.invocation(),
                new ResumeRequest.Edit(id, new ResumeRequest.Changes(List.of("two"), null, null, null, false, null)),
                new Verified("ann", bench.operation(id).version()));

        assertThat(edited.steps().get(1).planned().asksByName()).isTrue();
        assertThat(bench.store.events(id).getLast().actor()).isEqualTo("ann");
    }
}
