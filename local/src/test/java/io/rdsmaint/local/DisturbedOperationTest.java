package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.EveryOperationTest.Kind;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.admin.Outsider;
import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Something happens to the cluster while an operation of each type runs on the generated machine: it asks, and each
 * option that the question offers leads where it says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisturbedOperationTest {
    private static final String MARK = "rds-maint-operation";

    /** Takes no service away, so it is not guarded by alarms. */
    private static final String NOT_DISRUPTIVE = "storage_type_change";

    private final Deployed deployed = new Deployed(new DeployedFunction());

    @AfterAll
    void close() {
        deployed.close();
    }

    /**
     * What happens once the cluster is marked.
     *
     * @param fields of the request
     * @param question words of the question that it leads to
     * @param mend ends it, which is done before an answer that isn't {@code accept}
     */
    private record Disturbance(
            String title, String fields, String question, Consumer<Kind> happen, Consumer<Kind> mend) {}

    private List<Disturbance> disturbances() {
        String[] own = new String[1];
        return List.of(
                new Disturbance(
                        "a guard alarm rings",
                        "\"guard_alarms\": [\"orders\"],",
                        "A guard alarm is in state ALARM",
                        kind -> outsider().alarm("orders", "ALARM"),
                        kind -> outsider().alarm("orders", "OK")),
                new Disturbance(
                        "its guard alarm is deleted",
                        "\"guard_alarms\": [\"orders\"],",
                        "A guard alarm no longer exists",
                        kind -> change(
                                world -> world.sites().forEach(s -> s.alarms().remove("orders"))),
                        kind -> change(
                                world -> world.sites().forEach(s -> s.alarms().put("orders", quiet())))),
                new Disturbance(
                        "the cluster does not become available",
                        "",
                        "its deadline",
                        kind -> outsider().clusterStatus(kind.cluster(), "maintenance"),
                        kind -> outsider().clusterStatus(kind.cluster(), "available")),
                new Disturbance(
                        "another deployment marks the cluster",
                        "",
                        " marked ",
                        kind -> {
                            own[0] = clusters()
                                    .filter(c -> c.id().equals(kind.cluster()))
                                    .map(c -> Objects.requireNonNull(c.tags().get(MARK)))
                                    .findFirst()
                                    .orElseThrow();
                            outsider().tag(kind.cluster(), MARK, "other/op-0123456789abcdef");
                        },
                        kind -> outsider().tag(kind.cluster(), MARK, own[0])));
    }

    @TestFactory
    Stream<DynamicTest> itAsksAndEachOptionLeadsWhereItSays() {
        return EveryOperationTest.kinds().stream()
                .flatMap(kind -> disturbances().stream()
                        .filter(d -> d.fields().isEmpty() || !kind.type().equals(NOT_DISRUPTIVE))
                        .map(d -> DynamicTest.dynamicTest(kind + ": " + d.title(), () -> disturbed(kind, d))));
    }

    private void disturbed(Kind kind, Disturbance disturbance) {
        List<JsonNode> options = new ArrayList<>();
        run(kind, disturbance, offered -> {
            options.addAll(offered);
            return offered.getFirst();
        });
        assertThat(options).hasSizeGreaterThan(2);

        for (JsonNode option : options.subList(1, options.size())) {
            DescribeExecutionResponse ended = run(kind, disturbance, offered -> offered.get(options.indexOf(option)));
            String end = ended.status() == ExecutionStatus.SUCCEEDED ? "SUCCEEDED" : ended.error();
            assertThat(end)
                    .as(() -> option + "; " + ended.cause())
                    .isEqualTo(
                            switch (option.path("action").asText()) {
                                case "rollback" -> "OperationRolledBack";
                                case "abort" -> "OperationAborted";
                                default -> "SUCCEEDED";
                            });
            assertThat(clusters()).noneMatch(cluster -> cluster.tags().containsKey(MARK));
        }
    }

    /** Runs an operation into the disturbance and answers the first question that it leads to as chosen. */
    private DescribeExecutionResponse run(
            Kind kind, Disturbance disturbance, Function<List<JsonNode>, JsonNode> choose) {
        deployed.load(kind.world().and(stage -> stage.alarm(quiet())));
        String execution = deployed.bench.start(kind.input(disturbance.fields()));
        deployed.bench.time.advanceUntil(
                () -> deployed.changes().stream().anyMatch(c -> c.action().equals("AddTagsToResource")),
                Duration.ofDays(1));
        disturbance.happen().accept(kind);
        boolean[] answered = new boolean[1];
        DescribeExecutionResponse ended = deployed.answering(execution, question -> {
            boolean about = question.path("pause_reason").asText().contains(disturbance.question());
            JsonNode option = about && !answered[0]
                    ? choose.apply(List.copyOf(options(question)))
                    : options(question).getFirst();
            answered[0] |= about;
            if (about && !option.path("choice").asText().equals("accept")) {
                disturbance.mend().accept(kind);
            }
            return option.path("choice").isTextual()
                    ? "{\"action\": \"" + option.path("action").asText() + "\", \"choice\": \""
                            + option.path("choice").asText() + "\"}"
                    : "{\"action\": \"" + option.path("action").asText() + "\"}";
        });
        assertThat(answered[0]).as("it asked").isTrue();
        return ended;
    }

    private Stream<Cluster> clusters() {
        return deployed.bench.local.simulator().world().sites().stream().flatMap(site -> site.clusters().stream());
    }

    private void change(Consumer<World> outsider) {
        deployed.bench.local.simulator().change(outsider);
    }

    private static List<JsonNode> options(JsonNode question) {
        List<JsonNode> options = new ArrayList<>();
        question.at("/question/options").forEach(options::add);
        return options;
    }

    private static Alarm quiet() {
        return new Alarm("orders", "CPUUtilization", "none", 90, Alarm.OK);
    }

    private Outsider outsider() {
        return deployed.bench.local.simulator().outsider();
    }
}
