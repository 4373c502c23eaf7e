package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.policy.Policy;
import io.rdsmaint.local.policy.Recorder;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.Field;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Restores from another region and another account on the generated machine; what the rows are in the end is asked by others' clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopiedRestoreTest {
    private static final String FAR = "eu-west-1";

    private final Recorder recorder = new Recorder();
    private final Deployed deployed = new Deployed(new DeployedFunction(List.of(recorder)));
    private final RdsClient rds = client(RdsClient.builder());
    private final RdsDataClient data = client(RdsDataClient.builder());

    private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(deployed.bench.local.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    @AfterAll
    void close() {
        rds.close();
        data.close();
        deployed.close();
    }

    private static String input(String more) {
        return """
            {"params": {"type": "aurora_restore", "cluster_id": "shop-staging", "params": {
              "source": {"cluster_id": "shop", "region": "eu-west-1"%s}, "kms_key_id": "alias/aws/rds",
              "isolation_security_groups": ["sg-0150000000000001"], "gates": {"before_cutover": false},
              "old_cluster": {"hold_hours": 1},
              "sql": {"mask": [
                {"inline": "UPDATE customers SET name = 'Person ' || id, email = 'person' || id || '@masked.invalid', card = NULL"},
                {"inline": "UPDATE orders SET note = NULL"}, {"inline": "REFRESH MATERIALIZED VIEW mail"}]}}}}""".formatted(more);
    }

    private JsonNode run(String scenario, String more) {
        deployed.load(Scenarios.find(scenario).orElseThrow());
        recorder.watch(deployed.bench.local.simulator()::world);
        DescribeExecutionResponse end = deployed.bench.run(input(more));
        assertThat(end.cause()).isNull();
        assertThat(end.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        String id = Bench.json(end.output()).path("operation_id").asText();
        return deployed.invoke("people", "{\"action\": \"status\", \"operation_id\": \"" + id + "\"}")
                .path("operation");
    }

    private List<String> mails() {
        DBCluster cluster = rds.describeDBClusters(r -> r.dbClusterIdentifier("shop-staging"))
                .dbClusters()
                .getFirst();
        return data
                .executeStatement(r -> r.resourceArn(cluster.dbClusterArn())
                        .secretArn(cluster.masterUserSecret().secretArn())
                        .database("shop")
                        .sql("SELECT DISTINCT split_part(email, '@', 2) FROM customers"))
                .records()
                .stream()
                .map(List::getFirst)
                .map(Field::stringValue)
                .toList();
    }

    private void assertNothingIsLeft() {
        assertThat(Stream.of("us-east-1", FAR)
                        .map(region -> deployed.bench.local.simulator().world().site("123456789012", region))
                        .map(AccountRegion::clusterSnapshots)
                        .flatMap(all -> all.values().stream())
                        .filter(snapshot -> snapshot.sourceArn().isPresent()))
                .isEmpty();
    }

    @Test
    void fromAnotherRegionWithNoCallThatIsNotGranted() {
        JsonNode operation = run("restore-elsewhere", "");

        assertThat(mails()).containsExactly("masked.invalid");
        assertNothingIsLeft();
        assertThat(operation.path("report").toString()).contains("copied: arn:aws:rds:eu-west-1:123456789012:");
        Policy policy = PolicyTest.policy(
                List.of("us-east-1", FAR),
                "lambda-policy.json",
                "lambda-restore-building-policy.json",
                "lambda-restore-finishing-policy.json");
        assertThat(recorder.unknown()).isEmpty();
        assertThat(recorder.recorded().keySet().stream()
                        .filter(asked -> asked.action().matches("(rds|rds-data|secretsmanager|kms|iam):.*")))
                .anyMatch(asked -> asked.action().equals("rds:CopyDBClusterSnapshot"))
                .anyMatch(asked -> asked.action().equals("rds:DeleteDBClusterSnapshot"))
                .allSatisfy(
                        asked -> assertThat(policy.allow(asked)).as("denied").isNotEmpty());
    }

    @Test
    void whatAnotherAccountSharesInAnotherRegion() {
        run("restore-shared", ", \"include_shared\": true");

        assertThat(mails()).containsExactly("masked.invalid");
        assertNothingIsLeft();
    }
}
