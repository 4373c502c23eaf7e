package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.lambda.DeployedFunction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
 * offers leads where it says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisturbedOperationTest {
    /** Choices to go on with the world as it is. */
    private static final Set<String> AS_IT_IS = Set.of("accept", "replan", "reboot", "wait", "now");

    private final Deployed deployed = new Deployed(new DeployedFunction());
    private final Outside outside = new Outside(deployed);

    @AfterAll
    void close() {
        deployed.close();
    }

    private static List<List<Disturbance>> disturbances() {
        return List.of(
                Disturbances.drift(),
                FailureDisturbances.unfit(),
                FailureDisturbances.failures(),
                UpgradeDisturbances.before(),
                UpgradeDisturbances.after(),
                GuardDisturbances.guards(),
                GuardDisturbances.plans(),
                SideDisturbances.sides());
    }

    /**
     * Where rollback, abort and mark_complete lead depends on the operation's steps, and not on what was asked: of the
     * questions of a table that the same step asks, the first is answered with them.
     */
    @TestFactory
    Stream<DynamicTest> itAsksAndEachOptionLeadsWhereItSays() {
        List<DynamicTest> tests = new ArrayList<>();
        for (List<Disturbance> table : disturbances()) {
            Set<String> ended = new HashSet<>();
            for (Disturbance d : table) {
                for (Kind kind : d.kinds()) {
                    boolean first = ended.add(kind + d.asker());
                    tests.add(DynamicTest.dynamicTest(kind + ": " + d.title(), () -> answered(kind, d, first)));
                }
            }
        }
        return tests.stream();
    }

    private void answered(Kind kind, Disturbance disturbance, boolean ended) {
        List<JsonNode> options = new Answering(disturbance, kind, 0).run();
        assertThat(options).extracting(o -> o.path("action").asText()).contains("continue", "abort", "mark_complete");
        for (int i = 1; i < options.size(); i++) {
            if (ended || options.get(i).path("action").asText().equals("continue")) {
                new Answering(disturbance, kind, i).run();
            }
        }
    }

    /** A run in which the disturbance's question is answered with one of its options. */
    private final class Answering {
        private final Disturbance disturbance;
        private final Kind kind;
        private final int option;
        private final List<JsonNode> options = new ArrayList<>();
        private boolean happened;
        private boolean mended;
        private String end = "";

        Answering(Disturbance disturbance, Kind kind, int option) {
            this.disturbance = disturbance;
            this.kind = kind;
            this.option = option;
        }

        List<JsonNode> run() {
            deployed.bench.events.clear();
            deployed.load(kind.world().and(stage -> stage.alarm(FailureDisturbances.quiet())));
            String gate = "\"pause_before\": [\"" + disturbance.before() + "\"],";
            String execution = deployed.bench.start(kind.input(disturbance.fields() + gate));
            try {
                check(deployed.answering(execution, this::answer));
            } catch (RuntimeException | AssertionError e) {
                deployed.forget(execution);
                throw new AssertionError(title() + ": " + e.getMessage(), e);
            }
            return options;
        }

        private void check(DescribeExecutionResponse ended) {
            assertThat(happened).as("it stood at the gate; " + ended.cause()).isTrue();
            assertThat(options).as("it asked; " + ended.cause()).isNotEmpty();
            String reached = ended.status() == ExecutionStatus.SUCCEEDED ? "SUCCEEDED" : ended.error();
            assertThat(reached).as(() -> chosen() + "; " + ended.cause()).isEqualTo(end);
            assertThat(outside.clusters())
                    .as("marked " + chosen())
                    .noneMatch(c -> c.tags().containsKey("rds-maint-operation"));
            assertThat(outside.instances().filter(i -> i.tags().containsKey("rds-maint-operation-id")))
                    .as("what is left behind is told")
                    .allSatisfy(i -> assertThat(ended.cause() + ended.output()).contains(i.id()));
        }

        private String title() {
            return options.isEmpty() ? "" : Deployed.response(chosen());
        }

        private JsonNode chosen() {
            return options.get(option);
        }

        private String answer(JsonNode question) {
            JsonNode answer = choose(question);
            end = switch (answer.path("action").asText()) {
                case "rollback" -> "OperationRolledBack";
                case "abort" -> "OperationAborted";
                case "continue" -> end.isEmpty() ? "SUCCEEDED" : end;
                default -> "SUCCEEDED";
            };
            return Deployed.response(answer);
        }

        private JsonNode choose(JsonNode question) {
            List<JsonNode> offered =
                    List.copyOf(question.at("/question/options").valueStream().toList());
            if (!happened && question.path("step_action").asText().equals(disturbance.before())) {
                happened = true;
                disturbance.happen().accept(outside, kind);
                return offered.getFirst();
            }
            if (disturbance.lasting() && !options.isEmpty() && !mended) {
                mend();
            }
            boolean about = question.path("pause_reason").asText().contains(disturbance.question());
            if (about && options.isEmpty()) {
                options.addAll(offered);
                if (!AS_IT_IS.contains(chosen().path("choice").asText())) {
                    mend();
                }
                outside.later(5);
                return chosen();
            }
            if (about && plain()) {
                assertThat(disturbance.mend())
                        .as("asked again though mended: " + question.at("/question/observed"))
                        .isEmpty();
                return offered.stream()
                        .filter(o -> List.of("rollback", "abort")
                                .contains(o.path("action").asText()))
                        .findFirst()
                        .orElseThrow();
            }
            Optional<Disturbance.Earlier> earlier = disturbance
                    .earlier()
                    .filter(e -> options.isEmpty()
                            && question.path("pause_reason").asText().contains(e.question()));
            if (earlier.isPresent()) {
                earlier.get().happen().accept(outside, kind);
                return offered.stream()
                        .filter(o -> Set.of(
                                        o.path("action").asText(),
                                        o.path("choice").asText())
                                .contains(earlier.get().answer()))
                        .findFirst()
                        .orElseThrow();
            }
            return offered.stream()
                    .filter(o -> !options.isEmpty()
                            && o.path("choice").equals(chosen().path("choice"))
                            && o.path("action").equals(chosen().path("action")))
                    .findFirst()
                    .orElse(offered.getFirst());
        }

        private void mend() {
            mended = true;
            disturbance.mend().ifPresent(mend -> mend.accept(outside, kind));
        }

        /** True for the option to look again and go on. */
        private boolean plain() {
            return chosen().path("action").asText().equals("continue")
                    && !chosen().path("choice").isTextual();
        }
    }
}
