package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.infra.generate.Synthesized;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A deployment that keeps its operations in S3. */
class BucketStorageTest {
    private static final Synthesized DEPLOYED = Deployments.with(Map.of("store", "s3"));
    private static final JsonNode BUCKET = DEPLOYED.properties("Bucket");

    @Test
    void thereIsABucketAndNoTable() {
        assertThat(types(DEPLOYED)).contains("AWS::S3::Bucket").doesNotContain("AWS::DynamoDB::Table");
        assertThat(types(Deployments.standard()))
                .contains("AWS::DynamoDB::Table")
                .doesNotContain("AWS::S3::Bucket");
        assertThat(DEPLOYED.template().at("/Outputs/BucketName/Value/Ref").asText())
                .isEqualTo("Bucket");
    }

    @Test
    void theFunctionIsToldTheBucketAndNoTable() {
        JsonNode environment = Deployments.environment(DEPLOYED);
        assertThat(environment.path("STATE_STORE").asText()).isEqualTo("s3");
        assertThat(environment.path("BUCKET_NAME").path("Ref").asText()).isEqualTo("Bucket");
        assertThat(environment.has("TABLE_NAME")).isFalse();
    }

    @Test
    void theBucketOutlivesTheStackAndMistakes() {
        assertThat(DEPLOYED.template().at("/Resources/Bucket/DeletionPolicy").asText())
                .isEqualTo("Retain");
        assertThat(BUCKET.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
        assertThat(BUCKET.at("/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault"
                                + "/SSEAlgorithm")
                        .asText())
                .isEqualTo("AES256");
    }

    @Test
    void nobodyReachesItFromOutsideOrWithoutTls() {
        assertThat(BUCKET.path("PublicAccessBlockConfiguration").valueStream().map(JsonNode::asBoolean))
                .hasSize(4)
                .containsOnly(true);
        assertThat(BUCKET.at("/OwnershipControls/Rules/0/ObjectOwnership").asText())
                .isEqualTo("BucketOwnerEnforced");
        assertThat(DEPLOYED.properties("BucketPolicy").at("/PolicyDocument/Statement"))
                .hasSize(2)
                .allSatisfy(statement -> {
                    assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
                    assertThat(statement.path("Action").asText()).isEqualTo("s3:*");
                    assertThat(statement.at("/Principal/AWS").asText()).isEqualTo("*");
                })
                .extracting(statement -> statement.path("Condition").toString())
                .containsExactlyInAnyOrder(
                        "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}",
                        "{\"NumericLessThan\":{\"s3:TlsVersion\":1.2}}");
    }

    @Test
    void onlyEndedOperationsAndWhatBelongsToThemIsEverDeleted() {
        List<JsonNode> rules =
                BUCKET.at("/LifecycleConfiguration/Rules").valueStream().toList();
        assertThat(rules)
                .filteredOn(rule -> rule.has("ExpirationInDays"))
                .extracting(rule -> rule.path("Prefix").asText() + " "
                        + rule.path("TagFilters").path(0).path("Value").asText() + " "
                        + rule.path("ExpirationInDays").asInt())
                .containsExactlyInAnyOrder(
                        "operations/ ended 400",
                        "history/  400",
                        "events/  800",
                        "executions/  800",
                        "live/  800",
                        "wake/  1");
        assertThat(rules)
                .filteredOn(rule -> rule.has("NoncurrentVersionExpiration"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.at("/NoncurrentVersionExpiration/NoncurrentDays")
                                .asInt())
                        .isEqualTo(35));
    }

    @Test
    void theFunctionWritesOnConditionDeletesMarkersAndListsByPrefix() {
        List<JsonNode> statements = DEPLOYED.rolePolicy("FunctionRole")
                .path("Statement")
                .valueStream()
                .filter(statement -> texts(statement.path("Action")).anyMatch(action -> action.startsWith("s3:")))
                .toList();

        assertThat(statements)
                .flatExtracting(statement -> texts(statement.path("Resource")).toList())
                .allMatch(arn -> arn.startsWith("${Bucket.Arn}") && !arn.equals("${Bucket.Arn}/*"));
        assertThat(statements)
                .filteredOn(statement -> statement.path("Action").asText().equals("s3:PutObject"))
                .filteredOn(statement -> statement.path("Resource").toString().contains("operations/*"))
                .extracting(statement -> statement.path("Condition").toString())
                .containsExactlyInAnyOrder(
                        "{\"Null\":{\"s3:if-none-match\":\"false\"}}", "{\"Null\":{\"s3:if-match\":\"false\"}}");
        assertThat(statements)
                .filteredOn(statement -> statement.path("Action").asText().equals("s3:DeleteObject"))
                .extracting(statement -> statement.path("Resource").asText())
                .containsExactly("${Bucket.Arn}/live/*");
        assertThat(statements)
                .filteredOn(statement -> statement.path("Action").asText().equals("s3:ListBucket"))
                .extracting(statement ->
                        statement.at("/Condition/StringLike/s3:prefix").size())
                .containsExactly(8);
        assertThat(DEPLOYED.rolePolicy("FunctionRole").toString()).doesNotContain("dynamodb:");
    }

    private static Stream<String> types(Synthesized deployment) {
        return deployment
                .template()
                .path("Resources")
                .valueStream()
                .map(one -> one.path("Type").asText());
    }

    private static Stream<String> texts(JsonNode oneOrMore) {
        return oneOrMore.isArray() ? oneOrMore.valueStream().map(JsonNode::asText) : Stream.of(oneOrMore.asText());
    }
}
