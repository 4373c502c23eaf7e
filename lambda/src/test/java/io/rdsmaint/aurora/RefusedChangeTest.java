package io.rdsmaint.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import io.rdsmaint.testkit.aurora.disturbances.Kind;
import io.rdsmaint.testkit.machine.Execution;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * AWS refuses one of the calls that an operation is made of: whatever the question then offers ends the operation as it says. The
 * generated machine answers the first of each type on the local endpoint.
 */
class RefusedChangeTest {
    private static final String CODE = "KMSKeyNotAccessible";

    @TestFactory
    Stream<DynamicTest> whateverIsRefusedIsAnsweredInEachWay() {
        return Kind.all().stream()
                .flatMap(kind -> kind.changes().stream()
                        .flatMap(action -> Stream.of("continue", "rollback", "abort", "mark_complete")
                                .map(answer -> DynamicTest.dynamicTest(
                                        kind + ", " + action + " refused: " + answer,
                                        () -> answered(kind, action, answer)))));
    }

    private static void answered(Kind kind, String action, String answer) {
        AuroraTestRunner runner = new AuroraTestRunner(kind.world(), kind.type(), kind.cluster());
        runner.params.setAll((ObjectNode) JsonTrees.read(kind.input("")).path("params"));
        runner.simulator.inject(Fault.error(action, CODE + "Fault", 400));
        Set<String> offered = new TreeSet<>();
        boolean[] used = new boolean[1];
        runner.answering(question -> {
            boolean about =
                    question.kind() != Question.Kind.GATE && (question.reason() + question.observed()).contains(CODE);
            if (!about || used[0]) {
                return "continue";
            }
            question.options().forEach(o -> offered.add(o.action().word()));
            used[0] = offered.contains(answer) && !answer.equals("continue");
            return offered.contains(answer) ? answer : "continue";
        });

        runner.run();

        assertThat(offered).as("it asked").isNotEmpty();
        Execution ended = runner.execution();
        assertThat(ended.status() == Execution.Status.SUCCEEDED ? "SUCCEEDED" : ended.error())
                .as(() -> "offered " + offered + "; " + ended.cause())
                .isEqualTo(
                        switch (offered.contains(answer) ? answer : "continue") {
                            case "rollback" -> "OperationRolledBack";
                            case "abort" -> "OperationAborted";
                            default -> "SUCCEEDED";
                        });
        assertThat(runner.simulator.world().sites().stream()
                        .flatMap(site -> site.clusters().stream())
                        .filter(cluster -> cluster.tags().containsKey("rds-maint-operation")))
                .as("no mark is left")
                .isEmpty();
    }
}
