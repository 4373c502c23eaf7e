package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.engine.EngineRig;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gate shows of the world. */
class SightTest {
    private final EngineRig rig = EngineRig.planning("one", "two");

    @BeforeEach
    void oneAsksFirst() {
        rig.plan.set(0, rig.plan.getFirst().gated("pause_before_one"));
    }

    private Question asked() {
        String id = rig.started();
        rig.step(id);
        return Objects.requireNonNull(rig.operation(id).question());
    }

    @Test
    void aGateBeginsWithWhatALookShows() {
        AtomicInteger looks = new AtomicInteger();
        rig.sights.put("one", run -> {
            looks.incrementAndGet();
            return new Sight(List.of("green is there", "lag 3 s"), List.of("aws rds describe-db-clusters"));
        });

        Question gate = asked();

        assertThat(gate.kind()).isEqualTo(Question.Kind.GATE);
        assertThat(gate.observed()).startsWith("green is there; lag 3 s; ");
        assertThat(gate.commands()).startsWith("aws rds describe-db-clusters");
        assertThat(looks).hasValue(1);
    }

    @Test
    void aLookThatFailsKeepsNobodyFromBeingAsked() {
        rig.sights.put("one", run -> {
            throw new TransientFailure("the API is down", new IllegalStateException("down"));
        });

        Question gate = asked();

        assertThat(gate.kind()).isEqualTo(Question.Kind.GATE);
        assertThat(gate.observed()).startsWith("a look at what there is failed: the API is down; ");
    }

    @Test
    void aKindThatShowsNothingAsksAsEver() {
        assertThat(asked().observed()).isEqualTo("it will call Callone");
    }
}
