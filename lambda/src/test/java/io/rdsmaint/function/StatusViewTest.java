package io.rdsmaint.function;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.testkit.engine.EngineRig;
import io.rdsmaint.testkit.engine.Families;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a list says of an operation that is held. */
class StatusViewTest {
    private final EngineRig bench = new EngineRig();

    StatusViewTest() {
        bench.plan.add(EngineRig.step("one", false));
        bench.plan.add(EngineRig.step("two", false));
    }

    private JsonNode listed(String id, Optional<Freeze> freeze) {
        return new StatusView(() -> bench.now, Families.named("t"), "")
                .list(List.of(Listed.of(bench.operation(id))), List.of(), freeze, Optional.empty())
                .path("operations")
                .path(0);
    }

    @Test
    void whatIsHeldStandsThereSinceTheStepBeforeItEndedHoweverOftenItIsLookedAt() {
        String id = bench.started();
        bench.step(id);
        Operation done = bench.operation(id);
        Instant ended = requireNonNull(done.steps().getFirst().completedAt());
        bench.store.freeze(new Freeze("sale", "dana", ended));
        bench.pass(Duration.ofHours(3));
        bench.step(id);
        bench.pass(Duration.ofHours(3));
        bench.step(id);

        assertThat(bench.operation(id).updatedAt()).isAfter(ended);
        assertThat(listed(id, bench.store.freeze()).path("since").asText()).isEqualTo(ended.toString());
    }

    @Test
    void nobodyKnowsTheEndWhileOperationsAreFrozen() {
        String id = bench.started();

        assertThat(listed(id, Optional.empty()).path("estimated_end").isTextual())
                .isTrue();
        assertThat(listed(id, Optional.of(new Freeze("sale", "dana", Instant.EPOCH)))
                        .path("estimated_end")
                        .isNull())
                .isTrue();
    }
}
