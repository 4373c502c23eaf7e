package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.events.RdsEvents.Delivery;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.policy.Policy;
import io.rdsmaint.local.policy.Recorder;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** Waits that events of RDS end, on the generated machine with the real function. */
class WaitsForEventsTest {
    private static final String WAIT = "Wait for AWS or an event";
    private static final Scenario SCENARIO = Scenarios.multiNode().and(stage -> stage.eventLead(0, 30));
    private static final String CHANGE = """
            {"params": {"type": "instance_type_change", "cluster_id": "demo-multi",
                        "params": {"target_instance_type": "db.r6g.xlarge", "warm_up_seconds": 0}}}""";

    private static Bench bench(Store store, Delivery delivery) {
        return Bench.waking(new DeployedFunction(), SCENARIO, store, delivery);
    }

    private static String succeed(Bench bench) {
        String arn = bench.start(CHANGE);
        assertThat(bench.end(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        return arn;
    }

    /** How often each state was entered. */
    private static Map<String, Long> entered(List<HistoryEvent> history) {
        Map<String, Long> entered = new TreeMap<>();
        history.stream()
                .map(HistoryEvent::stateEnteredEventDetails)
                .filter(Objects::nonNull)
                .forEach(details -> entered.merge(details.name(), 1L, Long::sum));
        return entered;
    }

    private static List<String> tokens(List<HistoryEvent> history) {
        return history.stream()
                .map(HistoryEvent::taskScheduledEventDetails)
                .filter(task -> task != null
                        && task.resource().startsWith("put")
                        && task.resourceType().startsWith("aws-sdk"))
                .map(task -> Bench.json(task.parameters()))
                .map(parameters -> parameters
                        .at("/Item/token/S")
                        .asText(parameters.at("/Body/token").asText()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void anEventEndsAWaitAndTheLookThatFollowsIt(Store store) {
        try (Bench bench = bench(store, Delivery.USUAL)) {
            List<HistoryEvent> history = bench.history(succeed(bench));

            Map<String, Long> entered = entered(history);
            assertThat(entered).containsKeys(WAIT, "Let AWS catch up", "Look after an event");
            assertThat(entered.getOrDefault("Let AWS catch up", 0L)).isPositive();
            tokensAreNowhereElse(bench, store, tokens(history));
        }
    }

    /** P7: it lies in its item, and in the history of the execution that waits with it. */
    private static void tokensAreNowhereElse(Bench bench, Store store, List<String> tokens) {
        assertThat(tokens).isNotEmpty().allSatisfy(token -> assertThat(token).isNotEmpty());
        Stream<String> stored = store == Store.S3
                ? bench.local.storage().texts(Local.NAME).entrySet().stream()
                        .filter(object -> !object.getKey().startsWith("wake/"))
                        .map(Map.Entry::getValue)
                : items(bench).stream()
                        .filter(item -> !text(item, "pk").startsWith("WAKE#"))
                        .map(Object::toString);
        Stream<String> published = bench.events.stream().map(event -> Json.write(event.json()));
        List<String> texts = Stream.of(stored, bench.log.stream(), published)
                .flatMap(some -> some)
                .toList();
        assertThat(texts).hasSizeGreaterThan(50);
        tokens.forEach(token -> assertThat(texts).noneMatch(text -> text.contains(token)));
    }

    private static List<Map<String, AttributeValue>> items(Bench bench) {
        try (DynamoDbClient table = DynamoDbClient.builder()
                .endpointOverride(bench.local.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            return table.scan(r -> r.tableName(Local.NAME)).items();
        }
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, AttributeValue.fromS("")).s();
    }

    /** What the function calls for it is allowed, and what is allowed for it is called. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void thePoliciesAllowWhatIsCalledAndNoMore(Store store) {
        Recorder recorder = new Recorder();
        Policy policy = PolicyTest.policy(store == Store.S3 ? "lambda-policy-wake-s3.json" : "lambda-policy.json");
        try (Bench bench = Bench.waking(
                new DeployedFunction(List.of(recorder), List.of("aurora")), SCENARIO, store, Delivery.USUAL)) {
            recorder.watch(bench.local.simulator()::world);
            List<HistoryEvent> history = bench.history(succeed(bench));

            assertThat(recorder.unknown()).isEmpty();
            assertThat(recorder.recorded().keySet())
                    .isNotEmpty()
                    .allSatisfy(asked ->
                            assertThat(policy.allow(asked)).as("denied").isNotEmpty());
            Set<String> used = recorder.recorded().keySet().stream()
                    .flatMap(asked -> policy.allow(asked).stream())
                    .map(Policy.Use::sid)
                    .collect(Collectors.toSet());
            assertThat(used).contains("GiveAnswers");
            if (store == Store.S3) {
                assertThat(used).contains("ReadWaits", "ListWaits");
            }
            JsonNode machine = machineMayWrite(store);
            assertThat(keys(history))
                    .isNotEmpty()
                    .allSatisfy(key -> assertThat(machine.toString())
                            .contains(store == Store.S3 ? "/wake/*" : "WAKE#*")
                            .satisfies(_ -> assertThat(key).startsWith(store == Store.S3 ? "wake/" : "WAKE#")));
        }
    }

    private static JsonNode machineMayWrite(Store store) {
        try {
            String policy = Files.readString(
                    Path.of("../policies/state-machine-policy-wake" + (store == Store.S3 ? "-s3" : "") + ".json"));
            return Bench.json(policy)
                    .path("Statement")
                    .valueStream()
                    .filter(statement -> statement.path("Sid").asText().equals("WriteWaits"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the machine wrote. */
    private static List<String> keys(List<HistoryEvent> history) {
        return history.stream()
                .map(HistoryEvent::taskScheduledEventDetails)
                .filter(task -> task != null && task.resourceType().startsWith("aws-sdk"))
                .map(task -> Bench.json(task.parameters()))
                .map(parameters -> parameters
                        .at("/Item/pk/S")
                        .asText(parameters.path("Key").asText()))
                .toList();
    }

    @Test
    void theItemOfAWaitSaysWhenItMayGo() {
        try (Bench bench = bench(Store.DYNAMODB, Delivery.USUAL)) {
            succeed(bench);

            List<Map<String, AttributeValue>> waits = items(bench).stream()
                    .filter(item -> text(item, "pk").startsWith("WAKE#"))
                    .toList();
            assertThat(waits)
                    .as("one for an operation, which each wait overwrites")
                    .hasSize(1);
            assertThat(waits.getFirst().keySet())
                    .containsExactlyInAnyOrder(
                            "pk", "sk", "list_pk", "list_sk", "token", "execution_arn", "expires_at");
            long expires = Long.parseLong(waits.getFirst()
                    .getOrDefault("expires_at", AttributeValue.fromN("0"))
                    .n());
            assertThat(expires)
                    .isBetween(
                            bench.time.instant().getEpochSecond() - 3_600,
                            bench.time.instant().getEpochSecond() + 3_600);
        }
    }

    @Test
    void whereAllEventsAreLostTheWaitsTimeOutAndTheOperationGoesOnAllTheSame() {
        try (Bench bench = bench(Store.DYNAMODB, Delivery.NONE)) {
            List<HistoryEvent> history = bench.history(succeed(bench));

            assertThat(entered(history)).containsKey(WAIT).doesNotContainKey("Look after an event");
            assertThat(history).anyMatch(event -> event.type() == HistoryEventType.TASK_TIMED_OUT);
        }
    }

    @Test
    void whereTheTokenCannotBeWrittenThePlainWaitServes() {
        String definition = Bench.wakingDefinition(Store.DYNAMODB).replace("${Table}", "no-such-table");
        try (Bench bench = Bench.waking(definition, new DeployedFunction(), SCENARIO, Store.DYNAMODB, Delivery.USUAL)) {
            List<HistoryEvent> history = bench.history(succeed(bench));

            Map<String, Long> entered = entered(history);
            assertThat(entered).containsKey(WAIT).doesNotContainKey("Look after an event");
            assertThat(entered.getOrDefault("Wait for AWS", 0L))
                    .as("each as long as the other would have been")
                    .isGreaterThanOrEqualTo(entered.getOrDefault(WAIT, 0L));
        }
    }

    @Test
    void aForgedEventCausesOneEarlyLookAtMostAndAStormNoMoreThanOneInTenSeconds() {
        try (Bench bench = bench(Store.DYNAMODB, Delivery.NONE)) {
            String arn = bench.start(CHANGE);
            List<String> names = List.of("demo-multi-1", "demo-multi-2", "demo-multi-3");
            while (!bench.ended(arn)) {
                names.forEach(
                        name -> bench.local.bus().publish("aws.rds", "RDS DB Instance Event", List.of(), detail(name)));
                bench.time.advance(Duration.ofSeconds(5));
            }
            List<HistoryEvent> looks = bench.history(arn).stream()
                    .filter(event -> event.stateEnteredEventDetails() != null
                            && event.stateEnteredEventDetails().name().equals("Look after an event"))
                    .toList();
            assertThat(looks).isNotEmpty();
            for (int i = 1; i < looks.size(); i++) {
                assertThat(Duration.between(
                                looks.get(i - 1).timestamp(), looks.get(i).timestamp()))
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
            }
        }
    }

    private static JsonNode detail(String name) {
        return Json.object().put("SourceIdentifier", name).put("EventID", "RDS-EVENT-0014");
    }
}
