package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.testkit.aurora.disturbances.Asked;
import io.rdsmaint.testkit.aurora.disturbances.Disturbance;
import io.rdsmaint.testkit.aurora.disturbances.Disturbances;
import io.rdsmaint.testkit.aurora.disturbances.DisturbedRun;
import io.rdsmaint.testkit.aurora.disturbances.Kind;
import io.rdsmaint.testkit.aurora.disturbances.Outside;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Something goes wrong while an operation runs on the generated machine: it asks, and each option that the question
 * offers leads where it says. The function's own tests try all disturbances; these are some, of each table and each type.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisturbedOperationTest {
    private final Deployed deployed = new Deployed(new DeployedFunction());
    private final Outside outside = new OnTheMachine();

    @AfterAll
    void close() {
        deployed.close();
    }

    /** The first disturbance of each table and of each type; the first of each type is answered with every option. */
    @TestFactory
    Stream<DynamicTest> itAsksAndTheOptionsLeadWhereTheySay() {
        List<DynamicTest> tests = new ArrayList<>();
        Set<Kind> types = new HashSet<>();
        for (List<Disturbance> table : Disturbances.all()) {
            boolean first = true;
            for (Disturbance d : table) {
                Kind kind = d.kinds().getFirst();
                boolean newType = Kind.all().contains(kind) && types.add(kind);
                if (first || newType) {
                    tests.add(DynamicTest.dynamicTest(kind + ": " + d.title(), () -> answered(kind, d, newType)));
                }
                first = false;
            }
        }
        assertThat(types).hasSameSizeAs(Kind.all());
        return tests.stream();
    }

    private void answered(Kind kind, Disturbance disturbance, boolean everyOption) {
        List<Asked.Option> options = run(disturbance, kind, 0);
        for (int i = 1; everyOption && i < options.size(); i++) {
            run(disturbance, kind, i);
        }
    }

    private List<Asked.Option> run(Disturbance disturbance, Kind kind, int option) {
        deployed.bench.events.clear();
        deployed.load(DisturbedRun.world(kind));
        DisturbedRun run = new DisturbedRun(disturbance, kind, option, outside);
        String execution = deployed.bench.start(run.input());
        try {
            DescribeExecutionResponse ended = deployed.answering(
                    execution, question -> run.answer(asked(question)).response());
            boolean succeeded = ended.status() == ExecutionStatus.SUCCEEDED;
            run.check(succeeded ? "SUCCEEDED" : ended.error(), ended.cause() + ended.output());
        } catch (RuntimeException | AssertionError e) {
            deployed.forget(execution);
            throw new AssertionError(run + ": " + e.getMessage(), e);
        }
        return run.options();
    }

    private static Asked asked(JsonNode question) {
        return new Asked(
                question.path("operation_id").asText(),
                question.path("step_name").asText(),
                question.path("step_action").asText(),
                question.path("pause_reason").asText(),
                question.at("/question/observed").asText(),
                question.at("/question/options")
                        .valueStream()
                        .map(o -> new Asked.Option(
                                o.path("action").asText(), o.path("choice").asText("")))
                        .toList());
    }

    private final class OnTheMachine extends Outside {
        @Override
        protected Simulator simulator() {
            return deployed.bench.local.simulator();
        }

        @Override
        protected void pass(Duration time) {
            deployed.bench.time.advance(time);
        }

        @Override
        protected void resume(ObjectNode event) {
            deployed.invoke("people", event.toString());
        }

        @Override
        public Instant now() {
            return deployed.bench.time.instant();
        }
    }
}
