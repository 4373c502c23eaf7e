package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.scenario.Scenarios;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.rds.RdsClient;

/** One port, many services. */
class EndpointTest {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "secret"));

    @Test
    void dynamoDbHasTheTableOfTheDeployment() {
        try (Bench bench = Bench.scripted();
                DynamoDbClient client = DynamoDbClient.builder()
                        .endpointOverride(bench.local.uri())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(ANYBODY)
                        .build()) {
            client.putItem(r -> r.tableName(Local.NAME)
                    .item(Map.of(
                            "pk", AttributeValue.fromS("OPERATION#op-1"),
                            "sk", AttributeValue.fromS("STATE"),
                            "list_pk", AttributeValue.fromS("LIVE"),
                            "list_sk", AttributeValue.fromS("2026"))));

            assertThat(client.query(r -> r.tableName(Local.NAME)
                                    .indexName("by-state")
                                    .keyConditionExpression("list_pk = :live")
                                    .expressionAttributeValues(Map.of(":live", AttributeValue.fromS("LIVE"))))
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void rdsIsTheSimulator() {
        try (Bench bench = Bench.scripted();
                RdsClient client = RdsClient.builder()
                        .endpointOverride(bench.local.uri())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(ANYBODY)
                        .build()) {
            assertThat(client.describeDBClusters().dbClusters())
                    .extracting(one -> one.dbClusterIdentifier())
                    .containsExactly("demo-multi");
        }
    }

    @Test
    void eventsArePublishedAndOtherActionsRefused() {
        try (Bench bench = Bench.scripted();
                EventBridgeClient client = EventBridgeClient.builder()
                        .endpointOverride(bench.local.uri())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(ANYBODY)
                        .build()) {
            assertThat(client.putEvents(r -> r.entries(List.of(
                                    entry("{\"a\": 1}", "default"), entry("[]", "default"), entry("{}", "other"))))
                            .entries())
                    .extracting(one -> one.errorCode())
                    .containsExactly(null, "MalformedDetail", "ResourceNotFoundException");
            assertThat(bench.published("Told")).containsExactly(Bench.json("{\"a\": 1}"));
            assertThatThrownBy(() -> client.listRules(r -> r.limit(1)))
                    .isInstanceOf(EventBridgeException.class)
                    .hasMessageContaining("Of EventBridge only PutEvents is served here, not 'ListRules'");
        }
    }

    private static PutEventsRequestEntry entry(String detail, String bus) {
        return PutEventsRequestEntry.builder()
                .source("me")
                .detailType("Told")
                .detail(detail)
                .eventBusName(bus)
                .build();
    }

    @Test
    void statementsRunOnTheDatabasesOfTheScenario() throws Exception {
        try (Bench bench = Bench.scripted();
                HttpClient client = HttpClient.newHttpClient()) {
            bench.local.simulator().load(Scenarios.find("sql").orElseThrow());
            String date = STAMP.format(Instant.now());
            String signature = "AWS4-HMAC-SHA256 Credential=x/" + date.substring(0, 8)
                    + "/us-east-1/rds-data/aws4_request, SignedHeaders=host, Signature=" + "0".repeat(64);

            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(bench.local.uri().resolve("/Execute"))
                            .header("Authorization", signature)
                            .header("X-Amz-Date", date)
                            .POST(HttpRequest.BodyPublishers.ofString("""
                                    {"resourceArn": "arn:aws:rds:us-east-1:123456789012:cluster:demo-sql",
                                     "secretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:demo-sql-AbCdEf",
                                     "database": "app", "sql": "select count(*) from visits"}
                                    """))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Bench.json(answer.body()).at("/records/0/0/longValue").asInt())
                    .isEqualTo(20_000);
        }
    }

    @Test
    void servicesThatAreNotServedAreRefusedWithThoseThatAre() throws Exception {
        try (Bench bench = Bench.scripted()) {
            String signature = "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/sqs/aws4_request, Signature=0";

            assertThat(post(bench.local.uri(), "Authorization", signature).body())
                    .contains(
                            "The service 'sqs' is not served here. Served: /admin, /console, application-autoscaling, drs,"
                                    + " dynamodb, ec2, events, kms, lambda, monitoring, rds, rds-data, s3, secretsmanager, ssm, states,"
                                    + " sts");
            assertThat(post(bench.local.uri(), "X-Nothing", "").body()).contains("The request is not signed");
        }
    }

    private static HttpResponse<String> post(URI uri, String header, String value) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .header(header, value)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
