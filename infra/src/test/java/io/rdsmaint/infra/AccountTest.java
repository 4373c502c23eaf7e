package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rdsmaint.infra.generate.Synthesized;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an account may demand of a deployment. */
class AccountTest {
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab";
    private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/team/boundary";
    private static final Synthesized USUAL = Deployments.standard();
    private static final Synthesized DEMANDING = Deployments.with(Map.of(
            "encryption-key", KEY,
            "permissions-boundary", BOUNDARY,
            "reserved-concurrency", "20",
            "name-prefix", "staging",
            "tracing", "off",
            "snap-start", "true",
            "tag", "owner=Doe, Jane\u001fteam=Größe 1\u001f"));

    @Test
    void logsOutliveTheStackUnlessChosenOtherwise() {
        assertThat(of(USUAL, "AWS::Logs::LogGroup")).hasSize(2).allSatisfy(group -> {
            assertThat(group.path("DeletionPolicy").asText()).isEqualTo("Retain");
            assertThat(group.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        });
        assertThat(of(Deployments.with(Map.of("removal-policy", "destroy")), "AWS::Logs::LogGroup"))
                .allSatisfy(group ->
                        assertThat(group.path("DeletionPolicy").asText()).isEqualTo("Delete"));
    }

    @Test
    void aSnapshotIsTakenOfPublishedVersionsWhereOneIsAskedFor() {
        assertThat(USUAL.properties("Function").path("SnapStart").isMissingNode())
                .isTrue();
        assertThat(DEMANDING.properties("Function").at("/SnapStart/ApplyOn").asText())
                .isEqualTo("PublishedVersions");
    }

    /** One that was kept would otherwise keep the next stack of that name from being made. */
    @Test
    void aKeptLogIsNotInTheWayOfTheNextStack() {
        assertThat(of(USUAL, "AWS::Logs::LogGroup").map(group -> group.at("/Properties/LogGroupName")))
                .satisfiesExactlyInAnyOrder(
                        name -> assertThat(name.isMissingNode()).isTrue(),
                        name -> assertThat(name.toString())
                                .contains("/aws/vendedlogs/states/rds-maint-machine-", "AWS::StackId"));
    }

    @Test
    void theAccountsKeyEncryptsWhatIsKept() {
        assertThat(DEMANDING
                        .properties("Table")
                        .at("/SSESpecification/KMSMasterKeyId")
                        .asText())
                .isEqualTo(KEY);
        assertThat(DEMANDING.properties("DeadLetters").path("KmsMasterKeyId").asText())
                .isEqualTo(KEY);
        assertThat(of(DEMANDING, "AWS::Logs::LogGroup"))
                .hasSize(2)
                .allSatisfy(group ->
                        assertThat(group.at("/Properties/KmsKeyId").asText()).isEqualTo(KEY));
        JsonNode use = statement(DEMANDING, "UseEncryptionKey");
        assertThat(use.path("Resource").asText()).isEqualTo(KEY);
        assertThat(use.at("/Condition/StringEquals/kms:ViaService")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactly("dynamodb.${AWS::Region}.amazonaws.com", "sqs.${AWS::Region}.amazonaws.com");
        Synthesized bucket = Deployments.with(Map.of("encryption-key", KEY, "store", "s3"));
        assertThat(bucket.properties("Bucket").toString()).contains("aws:kms", KEY, "\"BucketKeyEnabled\":true");
        assertThat(statement(bucket, "UseEncryptionKey").toString()).contains("s3.${AWS::Region}.amazonaws.com");
        assertThat(statement(USUAL, "UseEncryptionKey").isMissingNode()).isTrue();
    }

    @Test
    void everyRoleIsBounded() {
        assertThat(of(DEMANDING, "AWS::IAM::Role"))
                .isNotEmpty()
                .allSatisfy(role -> assertThat(
                                role.at("/Properties/PermissionsBoundary").asText())
                        .isEqualTo(BOUNDARY));
        assertThat(USUAL.template().toString()).doesNotContain("PermissionsBoundary");
    }

    @Test
    void theFunctionHasItsShareAndTracesOnlyIfWanted() {
        assertThat(DEMANDING
                        .properties("Function")
                        .path("ReservedConcurrentExecutions")
                        .asInt())
                .isEqualTo(20);
        assertThat(DEMANDING.properties("Function").at("/TracingConfig/Mode").asText())
                .isNotEqualTo("Active");
        assertThat(DEMANDING
                        .properties("StateMachine")
                        .at("/TracingConfiguration/Enabled")
                        .asBoolean())
                .isFalse();
        assertThat(DEMANDING.template().toString()).doesNotContain("xray:");
        assertThat(USUAL.properties("Function").has("ReservedConcurrentExecutions"))
                .isFalse();
        assertThat(USUAL.template().toString()).contains("xray:");
    }

    /** CloudFormation refuses a second resource of the same name in the account and region. */
    @Test
    void twoDeploymentsShareNoName() {
        List<String> properties = List.of(
                "FunctionName",
                "StateMachineName",
                "AlarmName",
                "DashboardName",
                "RoleName",
                "LogGroupName",
                "Namespace");
        assertThat(names(DEMANDING, properties))
                .isNotEmpty()
                .allMatch(name -> name.contains("staging-rds-maint-machine"));
        assertThat(names(USUAL, properties).noneMatch(name -> name.contains("staging")))
                .isTrue();
        assertThat(DEMANDING.rolePolicy("FunctionRole").toString()).contains("execution:staging-rds-maint-machine:*");
        assertThat(Deployments.environment(DEMANDING).path("DEPLOYMENT").asText())
                .isEqualTo("staging-rds-maint-machine");
    }

    @Test
    void twoDeploymentsOnOneBusWouldTellOfEachOther() {
        assertThatThrownBy(() -> Deployments.options(Map.of("name-prefix", "staging", "notify-email", "a@example.com")))
                .hasMessageContaining("name-prefix with somebody to tell needs a bus of its own");
        assertThat(Deployments.options(Map.of("name-prefix", "staging", "notify-email", "a@example.com", "bus", "b"))
                        .account()
                        .name())
                .isEqualTo("staging-rds-maint-machine");
    }

    @Test
    void aTagsValueMayHaveACommaWhereTheServiceTakesIt() {
        assertThat(DEMANDING.properties("DeadLetters").path("Tags").toString()).contains("Doe, Jane", "Größe 1");
        assertThat(of(DEMANDING, "AWS::IAM::Role").map(JsonNode::toString))
                .allMatch(role -> role.contains("Größe 1") && !role.contains("Doe, Jane"));
    }

    @Test
    void whatIsWrongIsToldByName() {
        assertThatThrownBy(() -> Deployments.options(Map.of(
                        "encryption-key", "alias/x",
                        "permissions-boundary", "boundary",
                        "reserved-concurrency", "1",
                        "name-prefix", "Staging-",
                        "tracing", "yes")))
                .message()
                .contains("encryption-key is 'alias/x'", "permissions-boundary is 'boundary'")
                .contains("reserved-concurrency is '1' but must be from 4 to 1000", "name-prefix is 'Staging-'")
                .contains("tracing is 'yes' but must be on or off");
    }

    private static Stream<JsonNode> of(Synthesized deployment, String type) {
        return deployment
                .template()
                .path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals(type));
    }

    private static Stream<String> names(Synthesized deployment, List<String> properties) {
        return deployment
                .template()
                .path("Resources")
                .valueStream()
                .flatMap(resource -> properties.stream()
                        .map(name -> resource.path("Properties").path(name))
                        .filter(name -> !name.isMissingNode())
                        .map(name -> name.isTextual() ? name.asText() : name.toString())
                        .filter(name -> !name.startsWith("AWS/") && !name.startsWith("{\"Ref\"")));
    }

    private static JsonNode statement(Synthesized deployment, String sid) {
        return deployment
                .rolePolicy("FunctionRole")
                .path("Statement")
                .valueStream()
                .filter(one -> one.path("Sid").asText().equals(sid))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
