package io.rdsmaint.aurora.residue;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left behind may have become the writer: whoever is told to remove it is told that first. */
class WritingLeftoverTest {
    private static final String CLUSTER = "demo-multi";
    private static final String TEMPORARY = "demo-multi-maint-12345678";

    private final SimulatedWorld simulated = new SimulatedWorld(Scenarios.multiNode());

    @BeforeEach
    void aTemporaryInstanceOfAnEndedOperation() {
        simulated.simulator().outsider().add(CLUSTER, TEMPORARY, "db.r6g.large", "us-east-1a");
        simulated.pass(Duration.ofMinutes(30));
        String arn = simulated.world().rds().instances(CLUSTER).stream()
                .filter(i -> i.id().equals(TEMPORARY))
                .findFirst()
                .orElseThrow()
                .arn();
        simulated.world().rds().addTags(simulated.intent(), arn, Map.of(Ownership.TAG, "op-earlier"));
    }

    private String advice() {
        List<Leftover> found = new Residue(simulated.gateways(), List.of("us-east-1"), id -> Optional.empty()).find();
        assertThat(found).extracting(Leftover::id).containsExactly(TEMPORARY);
        return found.getFirst().todo();
    }

    @Test
    void aReaderIsRemoved() {
        assertThat(advice()).contains("If nobody uses it, remove it: aws rds delete-db-instance");
    }

    @ParameterizedTest
    @ValueSource(strings = {TEMPORARY, "demo-multi-1," + TEMPORARY})
    void oneThatIsShownAsTheWriterIsOneWhoeverElseIs(String writers) {
        simulated.simulator().inject(Fault.showsWriters(CLUSTER, writers));

        assertThat(advice()).contains("It writes: fail over to another instance first, then remove it");
    }

    @Test
    void whileNobodyIsShownAsTheWriterItMayBeTheOne() {
        simulated.simulator().inject(Fault.showsWriters(CLUSTER, Fault.NO_WRITER));

        assertThat(advice()).contains("shows no writer now, so it may be the one: look again");
    }
}
