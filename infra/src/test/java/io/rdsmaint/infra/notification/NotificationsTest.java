package io.rdsmaint.infra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.infra.Deployments;
import io.rdsmaint.infra.generate.Synthesized;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NotificationsTest {
    private static final Synthesized EVERYBODY = Deployments.with(Deployments.EVERYBODY_TOLD);
    private static final Synthesized PAGED =
            Deployments.with(Map.of("pagerduty-secret", "duty", "pagerduty-region", "eu", "bus", "ops"));

    @Test
    void nobodyIsToldUnlessChosen() {
        Synthesized standard = Deployments.standard();

        assertThat(resources(standard, "AWS::Events::ApiDestination")).isEmpty();
        assertThat(resources(standard, "AWS::Events::Connection")).isEmpty();
        assertThat(resources(standard, "AWS::SNS::Subscription")).isEmpty();
        assertThat(rules(standard)).isEmpty();
    }

    @Test
    void everyKindOfNewsHasItsRuleWithThoseWhomItConcerns() {
        assertThat(rules(EVERYBODY).map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "NotifyAsked",
                        "NotifyAnswered",
                        "NotifyEnded",
                        "NotifyStalled",
                        "NotifyGaveUp",
                        "NotifyNeverBegan",
                        "NotifyNotStarted");
        assertThat(receivers("NotifyAsked"))
                .containsExactly("SlackDestination", "PagerDutyDestination", "WebhookDestination", "MailMachine");
        assertThat(receivers("NotifyAnswered"))
                .containsExactly("SlackDestination", "PagerDutyDestination", "WebhookDestination");
    }

    @Test
    void everyTargetIsRetriedForAsLongAsAQuestionWaitsAndThenKept() {
        assertThat(rules(EVERYBODY)
                        .flatMap(rule -> rule.getValue().path("Targets").valueStream()))
                .hasSize(25)
                .allSatisfy(target -> {
                    assertThat(target.at("/RetryPolicy/MaximumEventAgeInSeconds")
                                    .asInt())
                            .isEqualTo(14_400);
                    assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt())
                            .isPositive();
                    assertThat(target.at("/DeadLetterConfig/Arn/Fn::GetAtt/0").asText())
                            .isEqualTo("DeadLetters");
                });
    }

    @Test
    void aRuleMayCallItsReceiverAndNothingElse() {
        for (String name : List.of("Slack", "PagerDuty", "Webhook")) {
            JsonNode role = EVERYBODY.properties(name + "Role");
            assertThat(role.at("/Policies/0/PolicyDocument/Statement")).hasSize(1);
            JsonNode may = role.at("/Policies/0/PolicyDocument/Statement/0");
            assertThat(may.path("Action").asText()).isEqualTo("events:InvokeApiDestination");
            assertThat(may.at("/Resource/Fn::GetAtt/0").asText()).isEqualTo(name + "Destination");
            assertThat(role.at("/AssumeRolePolicyDocument/Statement/0/Condition")
                            .toString())
                    .contains("aws:SourceAccount");
        }
        assertThat(EVERYBODY.rolePolicy("MailRole").toString())
                .contains("states:StartExecution", "MailMachine")
                .doesNotContain("*");
        assertThat(EVERYBODY.rolePolicy("MailMachineRole").toString()).doesNotContain("*");
        assertThat(resources(EVERYBODY, "AWS::IAM::Policy"))
                .as("policies that CDK would add by itself")
                .isEmpty();
    }

    @Test
    void secretsAreReferredToAndNeverInTheTemplate() {
        assertThat(resources(EVERYBODY, "AWS::Events::Connection")
                        .map(connection -> connection
                                .at("/AuthParameters/ApiKeyAuthParameters")
                                .toString()))
                .containsExactlyInAnyOrder(
                        "{\"ApiKeyName\":\"Authorization\",\"ApiKeyValue\":\"Bearer"
                                + " {{resolve:secretsmanager:slack:SecretString:::}}\"}",
                        "{\"ApiKeyName\":\"X-Routing-Key\",\"ApiKeyValue\":"
                                + "\"{{resolve:secretsmanager:duty:SecretString:::}}\"}",
                        "{\"ApiKeyName\":\"X-Api-Key\",\"ApiKeyValue\":"
                                + "\"{{resolve:secretsmanager:hook:SecretString:::}}\"}");
        assertThat(resources(PAGED, "AWS::Events::Connection")
                        .map(one -> one.at("/AuthParameters/InvocationHttpParameters/BodyParameters/0")
                                .toString()))
                .singleElement()
                .asString()
                .contains("\"Key\":\"routing_key\"", "\"IsValueSecret\":true");
    }

    @Test
    void receiversAreCalledNoFasterThanTheyTake() {
        assertThat(EVERYBODY
                        .properties("SlackDestination")
                        .path("InvocationRateLimitPerSecond")
                        .asInt())
                .isEqualTo(1);
        assertThat(PAGED.properties("PagerDutyDestination")
                        .path("InvocationEndpoint")
                        .asText())
                .isEqualTo("https://events.eu.pagerduty.com/v2/enqueue");
    }

    @Test
    void rulesListenOnTheBusThatIsPublishedTo() {
        assertThat(rules(PAGED))
                .isNotEmpty()
                .allSatisfy(
                        rule -> assertThat(rule.getValue().path("EventBusName").asText())
                                .isEqualTo("ops"));
    }

    @Test
    void aTokenReachesNobody() {
        assertThat(rules(EVERYBODY))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.toString()).doesNotContain("token", "\"$.detail\""));
    }

    @Test
    void aMailThatCannotBeSentIsKept() {
        String machine =
                EVERYBODY.properties("MailMachine").path("DefinitionString").toString();

        assertThat(machine).contains("sns:publish", "Subject.$", "$.message.text", "sqs:sendMessage");
        assertThat(resources(EVERYBODY, "AWS::SNS::Subscription")
                        .map(one -> one.path("Endpoint").asText()))
                .containsExactly("ann@example.com", "bob@example.com");
    }

    private static List<String> receivers(String rule) {
        return EVERYBODY
                .properties(rule)
                .path("Targets")
                .valueStream()
                .map(target -> target.path("Arn"))
                .map(arn -> arn.has("Ref")
                        ? arn.path("Ref").asText()
                        : arn.at("/Fn::GetAtt/0").asText())
                .toList();
    }

    private static Stream<Map.Entry<String, JsonNode>> rules(Synthesized deployment) {
        return deployment
                .template()
                .path("Resources")
                .propertyStream()
                .filter(resource -> resource.getKey().startsWith("Notify"))
                .map(resource ->
                        Map.entry(resource.getKey(), resource.getValue().path("Properties")));
    }

    private static Stream<JsonNode> resources(Synthesized deployment, String type) {
        return deployment
                .template()
                .path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"));
    }
}
