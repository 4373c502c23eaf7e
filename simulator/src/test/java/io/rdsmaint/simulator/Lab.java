package io.rdsmaint.simulator;

import io.rdsmaint.simulator.scenario.Scenario;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** A simulator on a virtual clock with a real SDK client in the same process. */
final class Lab {

    static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

    final VirtualClock clock = new VirtualClock(START);
    final Simulator simulator;
    final RdsClient rds;

    Lab(Scenario scenario) {
        simulator = new Simulator(clock, scenario, Sleeper.on(clock), List.of(clock, Clock.systemUTC()));
        rds = RdsClient.builder()
                .httpClient(simulator.httpClient())
                .endpointOverride(URI.create("http://simulator.invalid"))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
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
