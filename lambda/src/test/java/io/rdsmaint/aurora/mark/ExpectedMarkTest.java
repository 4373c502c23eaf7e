package io.rdsmaint.aurora.mark;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.bluegreen.Switchover;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.Replanner;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which cluster must bear the operation's mark, and for how long: only there a missing one is worth a question. */
class ExpectedMarkTest {
    private static final String MARK = "test/op-1";
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private static final String FIRST = requireNonNull(operation().target().resourceId());
    private static final String GREEN = "cluster-GREEN";

    private final Step marked = step(MarkCluster.ACTION, Json.object().put("mark", MARK), NOW);

    private static Step step(String action, @Nullable ObjectNode result, @Nullable Instant startedAt) {
        PlannedStep planned = new PlannedStep(
                action,
                action,
                Json.object(),
                null,
                Duration.ofMinutes(30),
                Duration.ofMinutes(5),
                List.of(),
                false,
                false);
        StepState state =
                result != null ? StepState.COMPLETED : startedAt == null ? StepState.PENDING : StepState.WAITING;
        return new Step(
                planned,
                state,
                1,
                null,
                null,
                Json.object(),
                result,
                null,
                List.of(),
                0,
                null,
                startedAt,
                startedAt,
                null,
                null,
                null,
                null);
    }

    private static Operation operation(Step... steps) {
        return new Samples().having(Json.object(), steps);
    }

    private static Cluster cluster(String resourceId) {
        Cluster seen = new SimulatedWorld(Scenarios.multiNode())
                .world()
                .rds()
                .cluster("demo-multi")
                .orElseThrow();
        return new Cluster(
                seen.id(),
                seen.arn(),
                resourceId,
                seen.status(),
                seen.engine(),
                seen.members(),
                seen.placement(),
                seen.windows(),
                seen.parameterGroup(),
                seen.pending(),
                seen.endpoints(),
                seen.serverless(),
                seen.features(),
                seen.tags());
    }

    private static Step switchedTo(String resourceId) {
        ObjectNode result = Json.object();
        result.withObjectProperty(Replanner.BASELINE).put(ExpectedCluster.CLUSTER_RESOURCE_ID, resourceId);
        return step(Switchover.ACTION, result, NOW);
    }

    private static Optional<String> expected(Operation operation, Cluster seen) {
        return new SimulatedWorld(Scenarios.multiNode())
                .reader()
                .expected(operation)
                .mark(seen);
    }

    @Test
    void theClusterThatWasMarkedBearsItUntilTheStepThatTakesItAwayBegins() {
        Step waits = step(UnmarkCluster.ACTION, null, null);
        Step began = step(UnmarkCluster.ACTION, null, NOW);

        assertThat(expected(operation(step(MarkCluster.ACTION, null, NOW)), cluster(FIRST)))
                .as("not marked yet")
                .isEmpty();
        assertThat(expected(operation(marked, waits), cluster(FIRST))).contains(MARK);
        assertThat(expected(operation(marked, began), cluster(FIRST))).isEmpty();
    }

    @Test
    void anotherClusterOfTheNameIsNotOursToMark() {
        assertThat(expected(operation(marked), cluster("cluster-OTHER"))).isEmpty();
    }

    @Test
    void theNewClusterBearsItOnceTheSwitchoverIsOver() {
        Step underWay = step(Switchover.ACTION, null, NOW);

        assertThat(expected(operation(marked, underWay), cluster(GREEN))).isEmpty();
        assertThat(expected(operation(marked, switchedTo(GREEN)), cluster(GREEN)))
                .contains(MARK);
        assertThat(expected(operation(marked, switchedTo(GREEN)), cluster("cluster-OTHER")))
                .isEmpty();
    }
}
