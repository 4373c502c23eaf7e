package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.endpoint.Account;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.lambda.Result;
import io.rdsmaint.local.policy.Authorization;
import io.rdsmaint.local.policy.Policy;
import io.rdsmaint.local.policy.Recorder;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The function's policy and the calls that the function makes are the same: nothing is denied, nothing is too much. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyTest {
    private static final Scenario EVERYTHING = Scenarios.multiNode()
            .and(Scenarios.singleNode().design())
            .and(Scenarios.autoscaled().design())
            .and(Scenarios.customEndpoints().design())
            .and(Scenarios.proxy().design())
            .and(Scenarios.find("global-database").orElseThrow().design())
            .and(Scenarios.find("pending-reboot").orElseThrow().design())
            .and(Scenarios.find("storage").orElseThrow().design())
            .and(Scenarios.find("upgrade-custom-endpoints").orElseThrow().design())
            .and(stage -> stage.alter("demo-upgrade", c -> c.attribute("DeletionProtection", BooleanNode.TRUE)))
            .and(stage -> stage.durations(QuickScenarios.durations()));

    /** What AWS does in the function's name at a blue/green deployment is allowed under any name, as AWS asks for. */
    private static final Set<String> BY_AWS = Set.of("rds:AddTagsToResource", "rds:CreateDBInstance");

    private final Policy base = policy("lambda-policy.json");
    private final Recorder recorder = new Recorder();
    private final Policy policy = policy();

    private static final String ONLY_WHILE_THE_OTHER_IS_MADE = "/index/by-state";

    @BeforeAll
    void run() {
        try (Bench bench = Bench.deployed(
                Path.of("../statemachine/rds-maint-machine.asl.json"),
                new DeployedFunction(List.of(recorder), List.of("aurora")),
                EVERYTHING)) {
            recorder.watch(bench.local.simulator()::world);
            String paused = bench.start(
                    change("demo-multi", "\"temporary_instance\": \"always\", \"pause_before_failover\": true"));
            List<String> others = List.of(
                    bench.start(change("demo-single", "\"warm_up_seconds\": 0")),
                    bench.start(change("demo-autoscaled", "\"temporary_instance\": \"always\"")),
                    bench.start(change("demo-endpoints", "\"temporary_instance\": \"always\"")),
                    bench.start(change("demo-proxied", "\"failback\": true")),
                    bench.start(change("demo-global", "\"temporary_instance\": \"never\"")),
                    bench.start("""
                            {"params": {"type": "instance_cycle", "cluster_id": "demo-restart",
                             "params": {}}}"""),
                    bench.start("""
                            {"params": {"type": "storage_type_change", "cluster_id": "demo-storage",
                             "params": {"target_storage_type": "aurora-iopt1"}}}"""));
            String broughtBack = bench.start(upgrade("true"));
            JsonNode question = question(bench, 1);
            String operation = question.path("operation_id").asText();
            ask(bench, "{\"action\": \"status\"}");
            ask(bench, "{\"action\": \"status\", \"operation_id\": \"%s\"}".formatted(operation));
            ask(bench, "{\"action\": \"status\", \"residue\": true}");
            ask(bench, "{\"action\": \"status\", \"cluster_id\": \"demo-multi\"}");
            ask(bench, "{\"action\": \"resume\", \"edit\": {\"freeze\": {\"reason\": \"a look\"}}}");
            ask(bench, "{\"action\": \"resume\", \"edit\": {\"freeze\": null}}");
            bench.sfn.stopExecution(r -> r.executionArn(paused));
            String taken = bench.start("{\"operation_id\": \"%s\"}".formatted(operation));
            ask(bench, """
                    {"action": "resume", "operation_id": "%s", "question_id": "%s", "response": {"action": "continue"}}
                    """.formatted(
                            operation, question(bench, 2).at("/question/id").asText()));
            succeed(bench, taken);
            others.forEach(arn -> succeed(bench, arn));
            ask(bench, "{\"action\": \"status\", \"cluster_id\": \"demo-storage\"}");
            answerAll(bench, broughtBack, "rollback");
            assertThat(bench.describe(broughtBack).error()).isEqualTo("OperationRolledBack");
            String upgraded = bench.start(upgrade("false"));
            answerAll(bench, upgraded, "continue");
            succeed(bench, upgraded);
        }
    }

    /** Accepts what preflight asks, and answers gates. */
    private static void answerAll(Bench bench, String execution, String atGates) {
        int answered = 0;
        while (!bench.ended(execution)) {
            int before = answered;
            Supplier<List<JsonNode>> asked = () -> bench.published("InterventionRequired").stream()
                    .filter(question -> question.path("execution_arn").asText().equals(execution))
                    .toList();
            until(bench, () -> asked.get().size() > before || bench.ended(execution), execution + " asks or ends");
            if (asked.get().size() > before) {
                JsonNode question = asked.get().get(before);
                boolean gate = question.at("/question/kind").asText().equals("gate");
                if (gate && atGates.equals("continue")) {
                    keepGreensTag(bench, question.path("operation_id").asText());
                }
                bench.answer(question, "{\"action\": \"" + (gate ? atGates : "continue") + "\"}");
                answered++;
            }
        }
    }

    /** AWS gives what was green blue's tags at a switchover; should it leave ours there, the function takes it off. */
    private static void keepGreensTag(Bench bench, String operation) {
        bench.local
                .simulator()
                .change(world -> world.site(World.ACCOUNT, World.REGION)
                        .cluster("demo-upgrade")
                        .orElseThrow()
                        .tags()
                        .put("rds-maint-operation-id", operation));
    }

    private static String upgrade(String pause) {
        return """
                {"params": {"type": "engine_upgrade", "cluster_id": "demo-upgrade",
                            "params": {"target_engine_version": "16.6", "pause_before_switchover": %s}}}
                """.formatted(pause);
    }

    private static JsonNode question(Bench bench, int number) {
        Supplier<List<JsonNode>> asked = () -> bench.published("InterventionRequired").stream()
                .filter(question -> question.path("cluster_id").asText().equals("demo-multi"))
                .toList();
        until(bench, () -> asked.get().size() >= number, "question " + number + " is asked");
        return asked.get().get(number - 1);
    }

    private static void succeed(Bench bench, String execution) {
        until(bench, () -> bench.ended(execution), execution + " ends");
        assertThat(bench.describe(execution).cause()).isNull();
        assertThat(bench.describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private static void until(Bench bench, BooleanSupplier condition, String what) {
        assertThat(bench.time.advanceUntil(condition, Duration.ofHours(12)))
                .as(() -> what + "; asked were " + bench.published("InterventionRequired"))
                .isTrue();
    }

    @Test
    void everyCallIsAllowed() {
        assertThat(recorder.unknown()).isEmpty();
        assertThat(recorder.recorded().keySet())
                .isNotEmpty()
                .allSatisfy(
                        asked -> assertThat(policy.allow(asked)).as("denied").isNotEmpty());
    }

    @Test
    void everythingAllowedIsCalled() {
        List<Policy.Use> unused = policy.parts().stream()
                .filter(part -> !part.sid().startsWith("Platform"))
                .filter(part -> !part.resource().endsWith(ONLY_WHILE_THE_OTHER_IS_MADE))
                .collect(Collectors.toCollection(ArrayList::new));
        assertThat(unused).isNotEmpty();
        recorder.recorded().keySet().forEach(asked -> unused.removeAll(policy.allow(asked)));

        assertThat(unused).isEmpty();
    }

    @Test
    void withoutTheAllowTagNothingThatExistedBeforeIsChanged() {
        List<Authorization> byTag = recorder.recorded().keySet().stream()
                .filter(asked -> asked.context().containsKey("aws:ResourceTag/rds-maint-machine"))
                .filter(asked -> !asked.context().containsKey("aws:ResourceTag/rds-maint-operation-id"))
                .filter(asked -> !asked.resource().contains("-green-"))
                .filter(asked -> !asked.action().startsWith("rds:Describe")
                        && !asked.action().startsWith("rds:List"))
                .toList();

        assertThat(byTag)
                .extracting(Authorization::action)
                .contains(
                        "rds:ModifyDBInstance",
                        "rds:ModifyDBClusterEndpoint",
                        "rds:CreateDBInstance",
                        "rds:ModifyDBCluster",
                        "rds:DeleteDBCluster",
                        "rds:CreateBlueGreenDeployment");
        assertThat(byTag)
                .allSatisfy(asked -> assertThat((BY_AWS.contains(asked.action()) ? base : policy).allow(without(asked)))
                        .isEmpty());
    }

    private static Authorization without(Authorization asked) {
        Map<String, List<String>> context = new TreeMap<>(asked.context());
        context.remove("aws:ResourceTag/rds-maint-machine");
        return new Authorization(asked.action(), asked.resource(), context);
    }

    private static String change(String cluster, String more) {
        return """
                {"params": {"type": "instance_type_change", "cluster_id": "%s",
                            "params": {"target_instance_type": "db.r6g.xlarge", %s}}}
                """.formatted(cluster, more);
    }

    /** What a person asks through the alias for people. */
    static JsonNode ask(Bench bench, String request) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        bench.local.function().invoke("people", Bench.json(request), result::complete);
        until(bench, result::isDone, "the function answers");
        return switch (result.join()) {
            case Result.Returned(var payload) -> Bench.json(payload.text());
            case Result.Failed failed -> throw new AssertionError(failed.payload());
            case Result.Refused refused -> throw new AssertionError(refused.message());
        };
    }

    private static Policy policy() {
        return policy(
                "lambda-policy.json",
                "lambda-upgrade-building-policy.json",
                "lambda-upgrade-finishing-policy.json",
                "lambda-suspend-scaling-policy.json");
    }

    /** Checked-in policies of one role as this deployment has them. */
    static Policy policy(String... files) {
        return policy(List.of(Account.REGION), files);
    }

    /** The same of a deployment for several regions. */
    static Policy policy(List<String> regions, String... files) {
        ObjectNode together = JsonNodeFactory.instance.objectNode();
        ArrayNode statements = together.putArray("Statement");
        for (String region : regions) {
            for (String file : files) {
                statements.addAll((ArrayNode) Bench.json(filled(file, region)).path("Statement"));
            }
        }
        return Policy.read(together);
    }

    private static String filled(String file, String region) {
        try {
            return Placeholders.fill(
                    Files.readString(Path.of("../policies", file)),
                    Map.of(
                            "AWS::Region",
                            region,
                            "AWS::AccountId",
                            Account.ID,
                            "Table.Arn",
                            Account.arn("dynamodb", "table/" + Local.NAME),
                            "Bucket.Arn",
                            "arn:aws:s3:::" + Local.NAME,
                            "PeopleAlias",
                            Account.arn("lambda", "function:" + Local.NAME + ":people"),
                            "FunctionLog.Arn",
                            Account.arn("logs", "log-group:/aws/lambda/" + Local.NAME + ":*"),
                            "DeadLetters.Arn",
                            Account.arn("sqs", "dead-letters")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
