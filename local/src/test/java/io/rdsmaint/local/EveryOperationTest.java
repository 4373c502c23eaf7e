package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.CallRecord;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.testkit.aurora.disturbances.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Each type of operation with the real function on the generated machine: its dry run tells what then happens, and
 * what stops it is answered in each way that the question offers: its gates, and a call that AWS refuses. The function's own tests
 * try the other calls.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationTest {
    private static final Pattern STEP = Pattern.compile("\\d+\\. ");
    private static final String CONTINUE = "{\"action\": \"continue\"}";

    private final Deployed deployed = new Deployed(new DeployedFunction());

    @AfterAll
    void close() {
        deployed.close();
    }

    static List<Kind> kinds() {
        return Kind.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theDryRunTellsExactlyWhatThenHappens(Kind kind) {
        deployed.load(kind.world());
        DescribeExecutionResponse dry = deployed.bench.run(kind.input("\"dry_run\": true,"));
        assertThat(dry.cause()).isNull();
        assertThat(deployed.changes()).isEmpty();
        List<String> planned = new ArrayList<>();
        Bench.json(dry.output()).path("plan").forEach(line -> {
            if (STEP.matcher(line.asText()).lookingAt()) {
                planned.add(unmarked(line.asText()));
            }
        });

        int before = deployed.bench.published("StepCompleted").size();
        String execution = deployed.bench.start(kind.input(""));
        DescribeExecutionResponse ended = deployed.answering(execution, question -> CONTINUE);

        assertThat(ended.cause()).isNull();
        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        List<String> done = deployed.bench.published("StepCompleted").stream()
                .skip(before)
                .map(e -> unmarked(e.at("/data/message").asText().replaceFirst(" is done$", "")))
                .toList();
        assertThat(planned).hasSameSizeAs(done).hasSizeGreaterThan(4);
        for (int i = 0; i < done.size(); i++) {
            assertThat(planned.get(i)).startsWith((i + 1) + ". " + done.get(i) + " (");
        }
        assertThat(made()).isNotEmpty().allSatisfy(call -> assertThat(planned).anyMatch(line -> line.contains(call)));
    }

    /** Names of what an operation makes derive from its id, and a dry run has another one. */
    private static String unmarked(String text) {
        return text.replaceAll("[0-9a-f]{8,12}\\b", "#");
    }

    /** What stops an operation, and what its question is answered with. */
    private record Stop(Kind kind, String action, boolean gate, String answer) {
        String title() {
            return kind + (gate ? " at its gates" : ", " + action + " refused") + ": " + answer;
        }
    }

    @TestFactory
    Stream<DynamicTest> whateverStopsItIsAnsweredInEachWay() {
        return kinds().stream()
                .flatMap(kind -> Stream.concat(
                        Stream.of(new Stop(kind, "", true, "")),
                        kind.changes().stream().limit(1).map(action -> new Stop(kind, action, false, ""))))
                .flatMap(stop -> Stream.of("continue", "rollback", "abort", "mark_complete")
                        .map(answer -> new Stop(stop.kind(), stop.action(), stop.gate(), answer)))
                .map(stop -> DynamicTest.dynamicTest(stop.title(), () -> answered(stop)));
    }

    private void answered(Stop stop) {
        deployed.load(stop.kind().world());
        if (!stop.gate()) {
            deployed.bench.local.simulator().inject(Fault.error(stop.action(), "KMSKeyNotAccessibleFault", 400));
        }
        boolean[] used = new boolean[1];
        Set<String> offered = new TreeSet<>();
        String fields = stop.gate() && stop.kind().type().equals("storage_type_change")
                ? "\"pause_before\": [\"change_storage\"],"
                : "";
        DescribeExecutionResponse ended =
                deployed.answering(deployed.bench.start(stop.kind().input(fields)), question -> {
                    boolean gate = question.at("/question/kind").asText().equals("gate");
                    boolean about = gate == stop.gate()
                            && (gate
                                    || question.at("/question/observed")
                                            .asText()
                                            .contains("KMSKeyNotAccessible")
                                    || question.path("pause_reason").asText().contains("KMSKeyNotAccessible"));
                    if (!about || used[0]) {
                        return CONTINUE;
                    }
                    question.at("/question/options")
                            .forEach(o -> offered.add(o.path("action").asText()));
                    used[0] = offered.contains(stop.answer()) && !stop.answer().equals("continue");
                    return offered.contains(stop.answer()) ? "{\"action\": \"" + stop.answer() + "\"}" : CONTINUE;
                });

        assertThat(offered).as("it asked").isNotEmpty();
        String end = ended.status() == ExecutionStatus.SUCCEEDED ? "SUCCEEDED" : ended.error();
        boolean possible = offered.contains(stop.answer());
        assertThat(end)
                .as(() -> "offered " + offered + "; " + ended.cause())
                .isEqualTo(
                        switch (possible ? stop.answer() : "continue") {
                            case "rollback" -> "OperationRolledBack";
                            case "abort" -> "OperationAborted";
                            default -> "SUCCEEDED";
                        });
        assertThat(deployed.bench.local.simulator().world().sites().stream()
                        .flatMap(site -> site.clusters().stream())
                        .filter(cluster -> cluster.tags().containsKey("rds-maint-operation")))
                .as("no mark is left")
                .isEmpty();
    }

    private Set<String> made() {
        Set<String> made = new TreeSet<>();
        deployed.changes().stream()
                .filter(c -> c.outcome().equals(CallRecord.OK))
                .forEach(c -> made.add(c.action()));
        return made;
    }
}
