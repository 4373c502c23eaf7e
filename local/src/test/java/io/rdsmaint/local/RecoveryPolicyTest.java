package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.policy.Authorization;
import io.rdsmaint.local.policy.Policy;
import io.rdsmaint.local.policy.Recorder;
import io.rdsmaint.local.policy.RecoveryCalls;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.RecoveryService;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.ScenarioBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What recoveries may do and what they call are the same, in the deployment's account and by the role of another one. */
class RecoveryPolicyTest {
    private static final String MEMBER = "210987654321";
    private static final String ROLE = "arn:aws:iam::" + MEMBER + ":role/rds-maint-machine-recovery-member";
    private static final String TEMPLATE = "../infra/template/rds-maint-machine-recovery-member-role.template.json";

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T10:00:00Z"));
    private final Recorder recorder = new Recorder();
    private final Ends ends = new Ends();

    private Local local(Scenario scenario) {
        return Local.builder()
                .clock(time)
                .random(new Random(7))
                .scenario(scenario)
                .definition(Path.of("../statemachine/rds-maint-machine.asl.json"))
                .function(new DeployedFunction(List.of(recorder)))
                .environment(Map.of("ALLOWED_ROLE_ARNS", ROLE))
                .listener(ends)
                .start();
    }

    private static void servers(ScenarioBuilder stage) {
        stage.sourceServers("db", 2, _ -> {});
    }

    /** Everything that a plan can ask for. */
    private static String plan(String whose) {
        return """
            {"params": {"type": "drs_recovery", "plan_id": "shop", %s "params": {
              "mode": "drill", "drill": {"ttl_hours": 0}, "snapshot": {"before": "2026-03-01T04:00:00Z"},
              "waves": [{"name": "db", "tags": {"tier": "db"}, "health": {"ssm_online": true},
                         "pre_hook": {"document": "rds-maint-freeze-dns"}}]}}}""".formatted(whose);
    }

    /** Runs a plan to its end, and gives all that IAM was asked of its servers. */
    private Set<Authorization> asked(Local local, String account, String whose) {
        recorder.watch(local.simulator()::world, account);
        try (SfnClient machine = SfnClient.builder()
                .endpointOverride(local.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            String arn = machine.startExecution(
                            r -> r.stateMachineArn(Local.MACHINE_ARN).input(plan(whose)))
                    .executionArn();
            assertThat(time.advanceUntil(() -> ends.has(arn), Duration.ofDays(10)))
                    .isTrue();
            DescribeExecutionResponse ended = machine.describeExecution(r -> r.executionArn(arn));
            assertThat(ended.status()).as(ended.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        }
        assertThat(recorder.unknown()).isEmpty();
        AccountRegion site = local.simulator().world().site(account, World.REGION);
        Set<Authorization> asked = recorder.recorded().keySet().stream()
                .filter(each -> each.action().startsWith("drs:"))
                .collect(Collectors.toSet());
        local.simulator().calls().stream()
                .filter(call -> Set.of("ec2", "ssm").contains(call.service()))
                .map(call -> RecoveryCalls.signed(
                        call.service(),
                        call.action(),
                        call.input().path("DocumentName").asText(""),
                        site))
                .forEach(asked::add);
        return asked;
    }

    private static void theSame(Policy policy, Set<Authorization> asked, AccountRegion site) {
        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(policy.allow(each)).as("denied").isNotEmpty());
        List<Policy.Use> unused = policy.parts().stream()
                .filter(part -> !part.sid().startsWith("Platform"))
                .collect(Collectors.toCollection(ArrayList::new));
        assertThat(unused).isNotEmpty();
        asked.forEach(each -> unused.removeAll(policy.allow(each)));
        assertThat(unused).as("granted and never asked for").isEmpty();
        assertThat(RecoveryService.OF_THE_CALLER).hasSizeGreaterThan(2).allSatisfy(action -> {
            assertThat(policy.allow(RecoveryCalls.ofTheCaller(action, site)))
                    .as("what the service does in the caller's name: " + action)
                    .isNotEmpty();
        });
    }

    @Test
    void nothingThatARecoveryCallsIsDeniedAndNothingIsTooMuch() {
        try (Local local = local(Scenario.of("own", RecoveryPolicyTest::servers))) {
            theSame(
                    PolicyTest.policy("lambda-recovery-policy.json"),
                    asked(local, World.ACCOUNT, ""),
                    local.simulator().world().site(World.ACCOUNT, World.REGION));
        }
    }

    @Test
    void theSameHoldsOfTheRoleInAnotherAccountAndNothingIsCalledInTheOwn() throws IOException {
        Scenario elsewhere = Scenario.of(
                "elsewhere",
                stage -> servers(stage.externalId(ROLE, "its-long-secret").elsewhere(MEMBER, World.REGION)));
        try (Local local = local(elsewhere)) {
            AccountRegion site = local.simulator().world().site(MEMBER, World.REGION);

            theSame(
                    member(),
                    asked(local, MEMBER, "\"role_arn\": \"" + ROLE + "\", \"external_id\": \"its-long-secret\","),
                    site);

            assertThat(site.recovery().jobs()).hasSize(2);
            assertThat(local.simulator().calls())
                    .filteredOn(call -> Set.of("drs", "ec2", "ssm").contains(call.service()))
                    .isNotEmpty()
                    .allSatisfy(call -> assertThat(call.accessKey()).startsWith("ASIA" + MEMBER));
        }
    }

    /** The role's policy, as CloudFormation makes it in the account. */
    private static Policy member() throws IOException {
        JsonNode template = Bench.json(Files.readString(Path.of(TEMPLATE)));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode statements = document.putArray("Statement");
        template.path("Resources")
                .valueStream()
                .filter(one -> one.path("Type").asText().equals("AWS::IAM::ManagedPolicy"))
                .forEach(one -> one.at("/Properties/PolicyDocument/Statement")
                        .forEach(statement -> statements.add(resolved(statement))));
        return Policy.read(document);
    }

    private static JsonNode resolved(JsonNode node) {
        if (node.has("Ref")) {
            return JsonNodeFactory.instance.textNode(
                    switch (node.path("Ref").asText()) {
                        case "AWS::AccountId" -> MEMBER;
                        case "AWS::Partition" -> "aws";
                        case "Regions" -> World.REGION;
                        default -> throw new IllegalStateException("what is " + node);
                    });
        }
        if (node.has("Fn::Join")) {
            return JsonNodeFactory.instance.textNode(node.at("/Fn::Join/1")
                    .valueStream()
                    .map(part -> resolved(part).asText())
                    .collect(Collectors.joining(node.at("/Fn::Join/0").asText())));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), resolved(field.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(resolved(item)));
            return copy;
        }
        return node;
    }
}
