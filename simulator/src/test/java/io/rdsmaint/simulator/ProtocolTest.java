package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.Filter;

class ProtocolTest {

    private static final Scenario MANY = Scenarios.find("many-clusters").orElseThrow();

    @Test
    void theSdkReadsEveryServiceOverHttp() {
        var simulator = new Simulator(Clock.systemUTC(), Scenarios.autoscaled());
        try (var server = new SimulatorServer(simulator, 0);
                var http = Apache5HttpClient.create()) {
            RdsClient rds = Lab.at(RdsClient.builder(), http)
                    .endpointOverride(server.endpoint())
                    .build();
            assertThat(rds.describeDBInstances().dbInstances()).hasSize(4);
            var scaling = Lab.at(ApplicationAutoScalingClient.builder(), http)
                    .endpointOverride(server.endpoint())
                    .build();
            assertThat(scaling.describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.RDS))
                            .scalableTargets())
                    .hasSize(1);
            CloudWatchClient metrics = Lab.at(CloudWatchClient.builder(), http)
                    .endpointOverride(server.endpoint())
                    .build();
            assertThat(metrics.describeAlarms().metricAlarms()).isEmpty();
        }
    }

    @Test
    void aCutConnectionReachesTheClientAsOne() {
        var simulator = new Simulator(Clock.systemUTC(), Scenarios.multiNode());
        try (var server = new SimulatorServer(simulator, 0);
                var http = Apache5HttpClient.create()) {
            simulator.inject(Fault.cutAfterEffect("FailoverDBCluster"));
            RdsClient rds = Lab.at(RdsClient.builder(), http)
                    .endpointOverride(server.endpoint())
                    .build();
            assertThatThrownBy(() -> rds.failoverDBCluster(request -> request.dbClusterIdentifier("demo-multi")))
                    .isInstanceOf(SdkClientException.class);
            assertThat(simulator.calls()).hasSize(1);
        }
    }

    @Test
    void listsCannotBeReadToTheEndByOnePage() {
        Lab lab = new Lab(MANY);
        var first = lab.rds.describeDBInstances();
        assertThat(first.dbInstances()).hasSize(100);
        assertThat(first.marker()).isNotEmpty();
        var second = lab.rds.describeDBInstances(request -> request.marker(first.marker()));
        assertThat(second.dbInstances()).hasSize(32);
        assertThat(second.marker()).isNull();
        assertThat(lab.rds
                        .describeDBClustersPaginator(request -> request.maxRecords(20))
                        .dbClusters())
                .hasSize(131);
        assertThatThrownBy(() -> lab.rds.describeDBClusters(request -> request.maxRecords(7)))
                .hasMessageContaining("MaxRecords");
    }

    @Test
    void filtersNarrowAListAndUnknownOnesAreRefused() {
        Lab lab = new Lab(MANY);
        assertThat(lab.rds
                        .describeDBInstances(request -> request.filters(Filter.builder()
                                .name("db-cluster-id")
                                .values("zz-last")
                                .build()))
                        .dbInstances())
                .hasSize(2);
        assertThatThrownBy(() -> lab.rds.describeDBInstances(request -> request.filters(
                        Filter.builder().name("colour").values("red").build())))
                .hasMessageContaining("Unrecognized filter name");
    }

    @Test
    void callsAndParametersThatAreNotModelledAreRefused() {
        Lab lab = new Lab(Scenarios.multiNode());
        assertThatThrownBy(() -> lab.rds.stopDBCluster(request -> request.dbClusterIdentifier("demo-multi")))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
        assertThatThrownBy(() -> lab.rds.modifyDBInstance(
                        request -> request.dbInstanceIdentifier("demo-multi-1").maxAllocatedStorage(7)))
                .hasMessageContaining("MaxAllocatedStorage");
    }

    @Test
    void anotherRegionAndAnotherAccountHaveOtherClusters() {
        Lab lab = new Lab(Scenarios.multiNode());
        RdsClient west = Lab.at(RdsClient.builder(), lab.simulator.httpClient())
                .region(Region.US_WEST_2)
                .build();
        assertThatThrownBy(() -> west.describeDBClusters(request -> request.dbClusterIdentifier("demo-multi")))
                .isInstanceOf(DbClusterNotFoundException.class);
        String key = lab.sts
                .assumeRole(request -> request.roleArn("arn:aws:iam::210987654321:role/maintenance")
                        .roleSessionName("test"))
                .credentials()
                .accessKeyId();
        SimulatorResponse.Answer answer = signed(lab.simulator, key, lab.clock.instant(), "DescribeDBClusters");
        assertThat(answer.text()).doesNotContain("demo-multi");
    }

    @Test
    void aRoleThatAsksForAnExternalIdIsNotAssumedWithoutIt() {
        String role = "arn:aws:iam::210987654321:role/maintenance";
        Lab lab = new Lab(Scenarios.multiNode().and(stage -> stage.externalId(role, "secret")));
        assertThatThrownBy(() ->
                        lab.sts.assumeRole(request -> request.roleArn(role).roleSessionName("test")))
                .hasMessageContaining("not authorized");
        assertThat(lab.sts
                        .assumeRole(request ->
                                request.roleArn(role).roleSessionName("test").externalId("secret"))
                        .credentials()
                        .accessKeyId())
                .startsWith("ASIA210987654321");
        assertThat(lab.sts.getCallerIdentity().account()).isEqualTo("123456789012");
    }

    @Test
    void anUnsignedRequestIsRefused() {
        Simulator simulator = new Simulator(new VirtualClock(Lab.START), Scenarios.multiNode());
        var request =
                new SimulatorRequest("POST", "/", Map.of(), Body.of("Action=DescribeDBClusters&Version=2014-10-31"));
        assertThat(answer(simulator, request).text()).contains("<Code>MissingAuthenticationToken</Code>");
    }

    @Test
    void aRequestOfSixteenMinutesAgoIsRefusedAndOneOfFourteenIsNot() {
        Simulator simulator = new Simulator(new VirtualClock(Lab.START), Scenarios.multiNode());
        var late = signed(simulator, "local", Lab.START.minus(Duration.ofMinutes(16)), "DescribeDBClusters");
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.text()).contains("<Code>SignatureDoesNotMatch</Code>").contains("Signature expired");
        var early = signed(simulator, "local", Lab.START.plus(Duration.ofMinutes(16)), "DescribeDBClusters");
        assertThat(early.text()).contains("not yet current");
        var fresh = signed(simulator, "local", Lab.START.minus(Duration.ofMinutes(14)), "DescribeDBClusters");
        assertThat(fresh.status()).isEqualTo(200);
    }

    @Test
    void onAFasterClockADateMayBeOfEitherTime() {
        var wall = new VirtualClock(Lab.START);
        var scaled = new ScaledClock(wall, 60);
        Simulator simulator = new Simulator(scaled, Scenarios.multiNode());
        wall.advance(Duration.ofMinutes(10));
        assertThat(scaled.instant()).isEqualTo(Lab.START.plus(Duration.ofHours(10)));
        assertThat(signed(simulator, "local", wall.instant(), "DescribeDBClusters")
                        .status())
                .isEqualTo(200);
        assertThat(signed(simulator, "local", scaled.instant(), "DescribeDBClusters")
                        .status())
                .isEqualTo(200);
        assertThat(signed(simulator, "local", Lab.START.plus(Duration.ofHours(5)), "DescribeDBClusters")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theCallLogTellsWhoDidWhatWhenAndHowItEnded() {
        Lab lab = new Lab(Scenarios.multiNode());
        lab.failOver("demo-multi", "demo-multi-2");
        assertThatThrownBy(() -> lab.delete("nobody")).hasMessageContaining("not found");
        List<CallRecord> calls = lab.simulator.calls();
        assertThat(calls).extracting(CallRecord::action).containsExactly("FailoverDBCluster", "DeleteDBInstance");
        assertThat(calls).extracting(CallRecord::identifier).containsExactly("demo-multi", "nobody");
        assertThat(calls).extracting(CallRecord::outcome).containsExactly("ok", "DBInstanceNotFound");
        assertThat(calls).allMatch(CallRecord::changes);
    }

    @Test
    void theAdminEndpointInjectsFaultsMovesTheClockAndShowsTheState() throws Exception {
        var simulator = new Simulator(new VirtualClock(Lab.START), Scenarios.multiNode());
        try (var server = new SimulatorServer(simulator, 0);
                var http = HttpClient.newHttpClient()) {
            URI admin = URI.create(server.endpoint() + "/admin/");
            assertThat(post(http, admin.resolve("faults"), "{\"kind\":\"stuck\",\"identifier\":\"demo-multi-2\"}"))
                    .contains("fault-1");
            assertThat(post(http, admin.resolve("faults"), "{\"kind\":\"odd\"}"))
                    .contains("kind must be one of");
            assertThat(post(http, admin.resolve("clock"), "{\"seconds\":60}")).contains("2026-03-04T10:01:00Z");
            assertThat(post(http, admin.resolve("outsider"), "{\"do\":\"fail-writer\",\"cluster\":\"demo-multi\"}"))
                    .contains("write-interruption");
            assertThat(post(http, admin.resolve("outsider"), "{\"do\":\"reboot\"}"))
                    .contains("also needs [instance]");
            assertThat(post(http, admin.resolve("scenario"), "{\"name\":\"two-node\"}"))
                    .contains("demo-two");
            assertThat(simulator.faults()).isEmpty();
        }
    }

    private static String post(HttpClient http, URI uri, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static SimulatorResponse.Answer signed(Simulator simulator, String key, Instant at, String action) {
        String stamp = at.toString().replaceAll("[-:]", "");
        String authorization = "AWS4-HMAC-SHA256 Credential=" + key + "/" + stamp.substring(0, 8)
                + "/us-east-1/rds/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);
        return answer(
                simulator,
                new SimulatorRequest(
                        "POST",
                        "/",
                        Map.of("Authorization", List.of(authorization), "X-Amz-Date", List.of(stamp)),
                        Body.of("Action=" + action + "&Version=2014-10-31")));
    }

    private static SimulatorResponse.Answer answer(Simulator simulator, SimulatorRequest request) {
        return (SimulatorResponse.Answer) simulator.handle(request);
    }
}
