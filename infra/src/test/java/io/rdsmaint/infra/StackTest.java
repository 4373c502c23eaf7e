package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.infra.generate.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackTest {
    private static final Synthesized DEPLOYED = Deployments.standard();

    @Test
    void eventsOfRdsReachTheFunctionOnlyWhereTheyMayEndWaits() throws java.io.IOException {
        assertThat(Deployments.standard().template().toString()).doesNotContain("aws.rds");
        for (String store : List.of("dynamodb", "s3")) {
            JsonNode rule = Deployments.with(Map.of("wake", "true", "store", store))
                    .template()
                    .path("Resources")
                    .valueStream()
                    .filter(one ->
                            one.at("/Properties/EventPattern/source/0").asText().equals("aws.rds"))
                    .findFirst()
                    .orElseThrow()
                    .path("Properties");
            List<String> ids = rule.at("/EventPattern/detail/EventID")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList();
            String known = java.nio.file.Files.readString(
                    java.nio.file.Path.of("../lambda/src/main/java/io/rdsmaint/gateway/rds/EndingEvents.java"));
            assertThat(ids)
                    .as("the function knows the same")
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(java.util.regex.Pattern.compile("RDS-EVENT-\\d{4}")
                            .matcher(known)
                            .results()
                            .map(java.util.regex.MatchResult::group)
                            .distinct()
                            .toList());
            assertThat(rule.at("/EventPattern/account/0/Ref").asText()).isEqualTo("AWS::AccountId");
            assertThat(rule.path("Targets")).hasSize(1);
        }
        assertThat(Deployments.environment(Deployments.with(Map.of("wake", "true")))
                        .path("WAKE")
                        .asText())
                .isEqualTo("true");
    }

    @Test
    void theTableOutlivesTheStackAndAccidents() {
        JsonNode table = DEPLOYED.properties("Table");
        assertThat(DEPLOYED.template().at("/Resources/Table/DeletionPolicy").asText())
                .isEqualTo("Retain");
        assertThat(table.path("DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(table.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expires_at");
        assertThat(table.path("KeySchema").toString()).contains("\"pk\"", "\"sk\"");
        assertThat(table.at("/GlobalSecondaryIndexes/0/IndexName").asText()).isEqualTo("by-state");
        assertThat(table.at("/GlobalSecondaryIndexes/0/KeySchema").toString()).contains("\"list_pk\"", "\"list_sk\"");
        assertThat(table.at("/GlobalSecondaryIndexes/1/IndexName").asText()).isEqualTo("listing");
        assertThat(table.at("/GlobalSecondaryIndexes/1/KeySchema"))
                .as("what earlier releases wrote is in it, too")
                .isEqualTo(table.at("/GlobalSecondaryIndexes/0/KeySchema"));
        assertThat(table.at("/GlobalSecondaryIndexes/1/Projection/NonKeyAttributes")
                        .toString())
                .isEqualTo("[\"listed\"]");
    }

    @Test
    void theMachineLogsErrorsWithoutDataBecauseDataHoldsTokens() {
        JsonNode logging = DEPLOYED.properties("StateMachine").path("LoggingConfiguration");
        assertThat(logging.path("Level").asText()).isEqualTo("ERROR");
        assertThat(logging.path("IncludeExecutionData").isBoolean()).isTrue();
        assertThat(logging.path("IncludeExecutionData").booleanValue()).isFalse();
    }

    @Test
    void theMachineIsAStandardOneWithItsLiteralName() {
        JsonNode machine = DEPLOYED.properties("StateMachine");
        assertThat(machine.path("StateMachineName").asText()).isEqualTo("rds-maint-machine");
        assertThat(machine.path("StateMachineType").asText()).isEqualTo("STANDARD");
        assertThat(machine.at("/TracingConfiguration/Enabled").asBoolean()).isTrue();
    }

    @Test
    void theFunctionEndsBeforeItsTaskTimesOut() {
        JsonNode function = DEPLOYED.properties("Function");
        int task =
                DEPLOYED.definition().at("/States/Execute step/TimeoutSeconds").asInt();
        assertThat(function.path("Timeout").asInt()).isEqualTo(90).isLessThan(task);
        assertThat(function.path("Runtime").asText()).isEqualTo("java25");
        assertThat(function.path("Handler").asText())
                .isEqualTo("io.rdsmaint.function.start.LambdaFunction::handleRequest");
        assertThat(function.at("/TracingConfig/Mode").asText()).isEqualTo("Active");
    }

    @Test
    void theFunctionIsToldWhatTheDeploymentFixedAndNeverTheMachine() {
        JsonNode environment = Deployments.environment(DEPLOYED);
        assertThat(environment.propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "STATE_STORE",
                        "TABLE_NAME",
                        "EVENT_BUS_NAME",
                        "DEPLOYMENT",
                        "FAMILIES",
                        "ALLOWED_TAG",
                        "ALLOWED_CLUSTERS",
                        "ALLOWED_INSTANCES",
                        "ALLOWED_REGIONS",
                        "ALLOWED_ROLE_ARNS");
        assertThat(environment.path("ALLOWED_TAG").asText()).isEqualTo("rds-maint-machine=allowed");
        assertThat(environment.path("FAMILIES").asText()).isEqualTo("aurora");
        assertThat(environment.path("DEPLOYMENT").asText()).isEqualTo("rds-maint-machine");
        assertThat(environment.path("ALLOWED_REGIONS").path("Ref").asText()).isEqualTo("AWS::Region");
        assertThat(environment.toString()).doesNotContain("stateMachine", "StateMachine");
    }

    @Test
    void theFunctionIsToldWhereTheRunbookCanBeRead() {
        String url = "https://wiki.example.com/rds-maint-machine/runbook";

        assertThat(Deployments.environment(Deployments.with(Map.of("runbook-url", url)))
                        .path("RUNBOOK_URL")
                        .asText())
                .isEqualTo(url);
    }

    @Test
    void bothAliasesPointToOnePublishedVersion() {
        JsonNode machine = DEPLOYED.properties("MachineAlias");
        JsonNode people = DEPLOYED.properties("PeopleAlias");
        assertThat(List.of(machine.path("Name").asText(), people.path("Name").asText()))
                .containsExactly("machine", "people");
        assertThat(machine.at("/FunctionVersion/Fn::GetAtt/1").asText()).isEqualTo("Version");
        assertThat(people.path("FunctionVersion")).isEqualTo(machine.path("FunctionVersion"));
    }

    @Test
    void badEndsOfOurExecutionsReachTheFunctionAndATopic() {
        JsonNode rule = rule("EventPattern");
        JsonNode pattern = rule.path("EventPattern");
        assertThat(pattern.at("/detail/status").valueStream().map(JsonNode::asText))
                .containsExactly("FAILED", "TIMED_OUT", "ABORTED");
        assertThat(pattern.at("/detail/stateMachineArn/0/Ref").asText()).isEqualTo("StateMachine");
        assertThat(rule.path("EventBusName").isMissingNode())
                .as("AWS's own events are on the default bus")
                .isTrue();
        assertThat(rule.path("Targets")
                        .valueStream()
                        .map(target -> target.at("/Arn/Ref").asText()))
                .containsExactly("MachineAlias", "FailedExecutions");
        assertThat(rule.path("Targets").valueStream()).allSatisfy(StackTest::isRetriedAndKept);
        assertThat(DEPLOYED.properties("FailedExecutions").has("KmsMasterKeyId"))
                .isTrue();
    }

    @Test
    void aSweepEveryTenMinutesFindsWhatNoEventTold() {
        JsonNode sweep = rule("ScheduleExpression");
        assertThat(sweep.path("ScheduleExpression").asText()).isEqualTo("rate(10 minutes)");
        assertThat(sweep.at("/Targets/0/Arn/Ref").asText()).isEqualTo("MachineAlias");
        isRetriedAndKept(sweep.at("/Targets/0"));
    }

    @Test
    void aNamedBusIsPublishedToByBoth() {
        Synthesized named = Deployments.with(Map.of("bus", "ops"));
        assertThat(Deployments.environment(named).path("EVENT_BUS_NAME").asText())
                .isEqualTo("ops");
        for (String state : List.of("Ask a human", "Report stalled")) {
            assertThat(named.definition()
                            .path("States")
                            .path(state)
                            .at("/Parameters/Entries/0/EventBusName")
                            .asText())
                    .endsWith("event-bus/ops");
        }
        assertThat(named.rolePolicy("StateMachineRole").toString()).contains("event-bus/ops");
        assertThat(named.rolePolicy("FunctionRole").toString()).contains("event-bus/ops");
    }

    private static void isRetriedAndKept(JsonNode target) {
        assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isPositive();
        assertThat(target.at("/DeadLetterConfig/Arn/Fn::GetAtt/0").asText()).isEqualTo("DeadLetters");
    }

    private static JsonNode rule(String kind) {
        return DEPLOYED.template()
                .path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::Events::Rule"))
                .map(resource -> resource.path("Properties"))
                .filter(rule -> rule.has(kind))
                .findFirst()
                .orElseThrow();
    }
}
