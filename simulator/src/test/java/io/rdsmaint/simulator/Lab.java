package io.rdsmaint.simulator;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.ledger.Incident;
import io.rdsmaint.simulator.ledger.Interruption;
import io.rdsmaint.simulator.scenario.Scenario;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.sts.StsClient;

/** A simulator on a virtual clock with a real SDK client in the same process. */
class Lab {

    static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

    final VirtualClock clock = new VirtualClock(START);
    final Simulator simulator;
    final RdsClient rds;
    final CloudWatchClient metrics;
    final ApplicationAutoScalingClient scaling;
    final StsClient sts;

    Lab(Scenario scenario) {
        simulator = new Simulator(clock, scenario, Sleeper.on(clock), List.of(clock, Clock.systemUTC()));
        rds = at(RdsClient.builder(), simulator.httpClient()).build();
        metrics = at(CloudWatchClient.builder(), simulator.httpClient()).build();
        scaling = at(ApplicationAutoScalingClient.builder(), simulator.httpClient())
                .build();
        sts = at(StsClient.builder(), simulator.httpClient()).build();
    }

    /** A client that calls once, with any credentials, over the given HTTP client. */
    static <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B at(B builder, SdkHttpClient http) {
        return builder.httpClient(http)
                .endpointOverride(URI.create("http://simulator.invalid"))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)));
    }

    void changeClass(String id, String instanceClass) {
        rds.modifyDBInstance(request ->
                request.dbInstanceIdentifier(id).dbInstanceClass(instanceClass).applyImmediately(true));
    }

    void failOver(String cluster, String target) {
        rds.failoverDBCluster(request -> request.dbClusterIdentifier(cluster).targetDBInstanceIdentifier(target));
    }

    void create(String id, String cluster, String instanceClass, Consumer<CreateDbInstanceRequest.Builder> more) {
        rds.createDBInstance(request -> {
            request.dbInstanceIdentifier(id)
                    .dbClusterIdentifier(cluster)
                    .dbInstanceClass(instanceClass)
                    .engine("aurora-postgresql");
            more.accept(request);
        });
    }

    void delete(String id) {
        rds.deleteDBInstance(request -> request.dbInstanceIdentifier(id).skipFinalSnapshot(true));
    }

    /** A virtual hour, so that everything under way has ended. */
    void settle() {
        for (int minute = 0; minute < 60; minute++) {
            pass(Duration.ofMinutes(1));
            simulator.world();
        }
    }

    /** Subjects of the lasting harms of a kind. */
    List<String> lasting(Harm harm) {
        simulator.world();
        return simulator.ledger().interruptions(harm).stream()
                .map(Interruption::subject)
                .toList();
    }

    /** Subjects of the incidents of a kind. */
    List<String> incidents(Harm harm) {
        simulator.world();
        return simulator.ledger().incidents(harm).stream()
                .map(Incident::subject)
                .toList();
    }

    Duration total(Harm harm) {
        return simulator.ledger().total(harm, clock.instant());
    }

    DBCluster cluster(String id) {
        return rds.describeDBClusters(request -> request.dbClusterIdentifier(id))
                .dbClusters()
                .getFirst();
    }

    DBInstance instance(String id) {
        return rds.describeDBInstances(request -> request.dbInstanceIdentifier(id))
                .dbInstances()
                .getFirst();
    }

    String writer(String cluster) {
        return cluster(cluster).dbClusterMembers().stream()
                .filter(member -> member.isClusterWriter())
                .map(member -> member.dbInstanceIdentifier())
                .findFirst()
                .orElse("nobody");
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    /** Lets time pass by steps of a second until something holds; at most two hours. */
    Duration passUntil(Predicate<Lab> condition) {
        Instant from = clock.instant();
        for (int second = 0; second < 7_200; second++) {
            if (condition.test(this)) {
                return Duration.between(from, clock.instant());
            }
            clock.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("did not come about within two hours");
    }

    boolean settled(String id) {
        DBInstance instance = instance(id);
        return instance.dbInstanceStatus().equals("available")
                && instance.pendingModifiedValues().dbInstanceClass() == null;
    }
}
