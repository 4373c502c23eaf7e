package io.rdsmaint.gateway.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.gateway.Clients;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.SimulatorServer;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.TestClients;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The client of Application Auto Scaling is older than the rest of the SDK: whether it works with that, over a connection. */
class OlderClientTest {
    private static final String RESOURCE = "cluster:demo-multi";

    private final VirtualClock clock = new VirtualClock(SimulatedWorld.NOON);
    private final Simulator simulator =
            new Simulator(clock, Scenarios.multiNode().and(s -> s.alter("demo-multi", c -> c.scaling(2, 6, 60))));
    private final SimulatorServer server = new SimulatorServer(simulator, 0);
    private final SdkHttpClient http = Apache5HttpClient.create();
    private final Clients clients = TestClients.over(http, clock);

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    @Test
    void whatIsChangedIsReadBack() {
        assertThat(target().suspendedState().dynamicScalingInSuspended()).isFalse();

        String arn =
                changing().registerScalableTarget(OlderClientTest::suspending).scalableTargetARN();

        assertThat(target().suspendedState().dynamicScalingInSuspended()).isTrue();
        assertThat(target().minCapacity()).isEqualTo(2);
        assertThat(target().scalableTargetARN()).isEqualTo(arn);
    }

    @Test
    void aLookThatIsThrottledIsRepeated() {
        simulator.inject(Fault.error("DescribeScalableTargets", "ThrottlingException", 400));

        assertThat(target().maxCapacity()).isEqualTo(6);
        assertThat(simulator.calls()).hasSize(2);
    }

    @Test
    void aRefusalHasItsType() {
        assertThatThrownBy(() -> changing()
                        .deregisterScalableTarget(r -> r.serviceNamespace(ServiceNamespace.RDS)
                                .resourceId("cluster:no-such")
                                .scalableDimension(ScalableDimension.RDS_CLUSTER_READ_REPLICA_COUNT)))
                .isInstanceOfSatisfying(
                        ObjectNotFoundException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(400))
                .hasMessageContaining("No scalable target found");
    }

    @Test
    void allOtherClientsAreAsNewAsTheCore() {
        Set<String> others = Stream.of(
                        RdsClient.class,
                        CloudWatchClient.class,
                        StsClient.class,
                        SfnClient.class,
                        EventBridgeClient.class,
                        S3Client.class,
                        DynamoDbClient.class)
                .map(OlderClientTest::version)
                .collect(Collectors.toSet());

        assertThat(others).containsExactly(VersionInfo.SDK_VERSION);
        assertThat(version(ApplicationAutoScalingClient.class))
                .as("once it is as new as the others it needs no version of its own in pom.xml")
                .isNotEqualTo(VersionInfo.SDK_VERSION);
    }

    private ApplicationAutoScalingClient reading() {
        return clients.reading(
                ApplicationAutoScalingClient.builder().endpointOverride(server.endpoint()), TestClients.PLACE);
    }

    private ApplicationAutoScalingClient changing() {
        return clients.changing(
                ApplicationAutoScalingClient.builder().endpointOverride(server.endpoint()), TestClients.PLACE);
    }

    private ScalableTarget target() {
        return reading()
                .describeScalableTargets(
                        r -> r.serviceNamespace(ServiceNamespace.RDS).resourceIds(RESOURCE))
                .scalableTargets()
                .getFirst();
    }

    private static void suspending(RegisterScalableTargetRequest.Builder request) {
        request.serviceNamespace(ServiceNamespace.RDS)
                .resourceId(RESOURCE)
                .scalableDimension(ScalableDimension.RDS_CLUSTER_READ_REPLICA_COUNT)
                .suspendedState(s -> s.dynamicScalingInSuspended(true));
    }

    /** By the name of its jar, such as {@code rds-2.57.8.jar}. */
    private static String version(Class<? extends SdkClient> client) {
        String jar = String.valueOf(Path.of(client.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .getFileName());
        return jar.substring(jar.lastIndexOf('-') + 1, jar.length() - ".jar".length());
    }
}
