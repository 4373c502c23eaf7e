package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.policy.Authorization;
import io.rdsmaint.local.policy.Policy;
import io.rdsmaint.local.policy.Recorder;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The deployment with its operations in S3, through two changes of a cluster, one after the other, of which the first changes hands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3StoreTest {
    private static final String BUCKET = Local.NAME;

    private final Recorder recorder = new Recorder();
    private final Policy policy = PolicyTest.policy("lambda-policy-s3.json");
    private final List<String> busy = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();
    private final List<String> frozen = new ArrayList<>();
    private Map<String, String> objects = Map.of();
    private Map<String, String> tags = Map.of();
    private List<String> seen = List.of();
    private String first = "";

    @BeforeAll
    void run() {
        try (Bench bench = Bench.deployed(
                Path.of("../statemachine/rds-maint-machine.asl.json"),
                new DeployedFunction(List.of(recorder), List.of("aurora")),
                QuickScenarios.of(Scenarios.multiNode()),
                Store.S3)) {
            recorder.watch(bench.local.simulator()::world);
            String stopped = bench.start(
                    change("db.r6g.xlarge", "\"label\": \"larger #1\", \"pause_before\": [\"preflight\"],"));
            first = bench.question(1).path("operation_id").asText();
            busy.add(bench.run(change("db.r6g.2xlarge", "")).error());
            bench.sfn.stopExecution(r -> r.executionArn(stopped));
            String taker = bench.start("{\"operation_id\": \"" + first + "\"}");
            JsonNode question = bench.question(2);
            for (int i = 3; i < 45; i++) {
                bench.answer(question, "{\"action\": \"dance\"}");
                question = bench.question(i);
            }
            bench.answer(question, "{\"action\": \"continue\"}");
            succeed(bench, taker);
            succeed(bench, bench.start(change("db.r6g.2xlarge", "")));
            bench.time.advanceUntil(() -> false, Duration.ofHours(2));
            statuses.add(status(bench, ""));
            statuses.add(status(bench, ", \"recent\": 5"));
            statuses.add(status(bench, ", \"cluster_id\": \"demo-multi\", \"recent\": 1"));
            for (String freeze : List.of("{\"reason\": \"storm\"}", "null", "{\"reason\": \"audit\"}", "null")) {
                frozen.add(PolicyTest.ask(bench, "{\"action\": \"resume\", \"edit\": {\"freeze\": " + freeze + "}}")
                        .path("summary")
                        .asText());
            }
            statuses.add(status(bench, ", \"label\": \"larger #1\""));
            statuses.add(status(bench, ", \"operation_id\": \"" + first + "\""));
            objects = bench.local.storage().texts(BUCKET);
            seen = listed(bench);
            tags = objects.keySet().stream()
                    .collect(Collectors.toMap(
                            key -> key,
                            key -> bench.local.storage().tags(BUCKET, key).toString()));
        }
    }

    @Test
    void oneChangeAtATimeHoldsTheCluster() {
        assertThat(busy).containsExactly("ClusterBusy");
    }

    @Test
    void bothChangesEndedAndNoneIsListedAnyMore() {
        assertThat(documents()).hasSize(2).allSatisfy((key, text) -> {
            assertThat(Bench.json(text).path("state").asText()).isEqualTo("completed");
            assertThat(tags.get(key)).isEqualTo("{state=ended}");
        });
        assertThat(keys("live/")).isEmpty();
        assertThat(keys("locks/")).hasSize(1);
        assertThat(Bench.json(statuses.getFirst()).path("operations")).isEmpty();
    }

    @Test
    void aLongLogIsWholeAndMostlyOutsideTheDocument() {
        List<Long> numbers = Bench.json(statuses.getLast())
                .path("events")
                .valueStream()
                .map(event -> event.path("number").asLong())
                .toList();

        assertThat(numbers)
                .hasSizeGreaterThan(64)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, numbers.size()).boxed().toList());
        assertThat(keys("events/" + first)).isNotEmpty();
        assertThat(documents().get("operations/" + first)).hasSizeLessThan(64 * 1024);
    }

    @Test
    void whatEndedIsFoundNewestFirstAndByCluster() {
        List<JsonNode> recent =
                Bench.json(statuses.get(1)).path("recent").valueStream().toList();

        assertThat(recent).hasSize(2);
        assertThat(recent.getLast().path("operation_id").asText()).isEqualTo(first);
        assertThat(Bench.json(statuses.get(2)).path("recent")).containsExactly(recent.getFirst());
        assertThat(keys("history/")).hasSize(4);
        assertThat(Bench.json(statuses.get(3)).path("recent"))
                .singleElement()
                .satisfies(op -> assertThat(op.path("operation_id").asText()).isEqualTo(first));
        assertThat(Bench.json(statuses.get(3)).path("operations")).isEmpty();
    }

    @Test
    void oneFreezeAfterAnotherIsLifted() {
        assertThat(frozen)
                .satisfiesExactly(
                        s -> assertThat(s).contains("Frozen", "storm"),
                        s -> assertThat(s).contains("over", "storm"),
                        s -> assertThat(s).contains("Frozen", "audit"),
                        s -> assertThat(s).contains("over", "audit"));
        assertThat(keys("control/")).hasSize(1);
        assertThat(Bench.json(statuses.getLast()).path("freeze").isNull()).isTrue();
    }

    @Test
    void anyClientSeesTheBucketAtTheEndpoint() {
        assertThat(seen).containsExactlyElementsOf(objects.keySet());
    }

    @Test
    void everyCallIsAllowedByThePolicyOfThisStore() {
        assertThat(recorder.unknown()).isEmpty();
        assertThat(recorder.recorded().keySet())
                .allSatisfy(
                        asked -> assertThat(policy.allow(asked)).as("denied").isNotEmpty())
                .extracting(Authorization::action)
                .contains("s3:PutObject", "s3:GetObject", "s3:ListBucket", "s3:DeleteObject", "s3:PutObjectTagging")
                .noneMatch(action -> action.startsWith("dynamodb:"));
    }

    @Test
    void everythingThisStoreIsAllowedIsCalled() {
        List<Policy.Use> unused = policy.parts().stream()
                .filter(part -> part.action().startsWith("s3:"))
                .collect(Collectors.toCollection(ArrayList::new));
        assertThat(unused).isNotEmpty();
        recorder.recorded().keySet().forEach(asked -> unused.removeAll(policy.allow(asked)));

        assertThat(unused).isEmpty();
    }

    @Test
    void withoutAConditionNoDocumentAndNoLockIsWritten() {
        List<Authorization> conditional = recorder.recorded().keySet().stream()
                .filter(asked -> asked.action().equals("s3:PutObject"))
                .filter(asked -> asked.resource().matches(".*/(locks|operations|events|control)/.*"))
                .toList();

        assertThat(conditional).hasSizeGreaterThan(10).allSatisfy(asked -> {
            Map<String, List<String>> context = new TreeMap<>(asked.context());
            context.keySet().removeIf(key -> key.startsWith("s3:if-"));
            assertThat(policy.allow(new Authorization(asked.action(), asked.resource(), context)))
                    .isEmpty();
        });
    }

    private Map<String, String> documents() {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("operations/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<String> keys(String prefix) {
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    private static List<String> listed(Bench bench) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(bench.local.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            return client.listObjectsV2Paginator(r -> r.bucket(BUCKET).maxKeys(3)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    private static String change(String instanceType, String more) {
        return """
                {"params": {"type": "instance_type_change", "cluster_id": "demo-multi", %s
                            "params": {"target_instance_type": "%s"}}}
                """.formatted(more, instanceType);
    }

    private static void succeed(Bench bench, String execution) {
        assertThat(bench.end(execution).cause()).isNull();
        assertThat(bench.describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private static String status(Bench bench, String more) {
        return PolicyTest.ask(bench, "{\"action\": \"status\"" + more + "}").toString();
    }
}
