package io.rdsmaint.simulator;

import io.rdsmaint.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.model.BlueGreenDeployment;
import software.amazon.awssdk.services.rds.model.CreateBlueGreenDeploymentRequest;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.SourceType;

/** A laboratory with one blue/green deployment in it. */
final class BlueGreenLab extends Lab {

    static final String NAME = "the-upgrade";

    private String id = "";

    BlueGreenLab(Scenario scenario) {
        super(scenario);
    }

    BlueGreenDeployment create(
            String cluster, String version, Consumer<CreateBlueGreenDeploymentRequest.Builder> more) {
        String source = cluster(cluster).dbClusterArn();
        BlueGreenDeployment begun = rds.createBlueGreenDeployment(request -> {
                    request.blueGreenDeploymentName(NAME).source(source).targetEngineVersion(version);
                    more.accept(request);
                })
                .blueGreenDeployment();
        id = begun.blueGreenDeploymentIdentifier();
        return begun;
    }

    BlueGreenDeployment create(String cluster, String version) {
        return create(cluster, version, plain -> {});
    }

    void provisioned(String cluster, String version, Consumer<CreateBlueGreenDeploymentRequest.Builder> more) {
        create(cluster, version, more);
        until(() -> !status().equals("PROVISIONING"));
        if (!status().equals("AVAILABLE")) {
            throw new AssertionError(deployment().statusDetails());
        }
    }

    void provisioned(String cluster, String version) {
        provisioned(cluster, version, plain -> {});
    }

    /** Looks every ten seconds until something holds; at most twelve hours. */
    void until(BooleanSupplier condition) {
        for (int look = 0; look < 4_320; look++) {
            if (condition.getAsBoolean()) {
                return;
            }
            pass(Duration.ofSeconds(10));
        }
        throw new AssertionError("did not come about within twelve hours");
    }

    BlueGreenDeployment deployment() {
        return rds.describeBlueGreenDeployments(request -> request.blueGreenDeploymentIdentifier(id))
                .blueGreenDeployments()
                .getFirst();
    }

    String status() {
        return deployment().status();
    }

    String task(String name) {
        return deployment().tasks().stream()
                .filter(each -> each.name().equals(name))
                .map(each -> each.status())
                .findFirst()
                .orElse("none");
    }

    /** The green cluster's identifier. */
    String green() {
        return named(deployment().target());
    }

    /** The identifier of what stands opposite a blue resource. */
    String counterpart(String blue) {
        return deployment().switchoverDetails().stream()
                .filter(each -> named(each.sourceMember()).equals(blue))
                .map(each -> named(each.targetMember()))
                .findFirst()
                .orElseThrow();
    }

    /** Switchover statuses by the identifier of the blue resource. */
    Map<String, String> members() {
        return deployment().switchoverDetails().stream()
                .collect(Collectors.toMap(each -> named(each.sourceMember()), each -> each.status()));
    }

    void switchOver(int timeout) {
        rds.switchoverBlueGreenDeployment(
                request -> request.blueGreenDeploymentIdentifier(id).switchoverTimeout(timeout));
    }

    /** Switches over and waits for whatever comes of it. */
    void switchedOver() {
        switchOver(300);
        passUntil(l -> !status().equals("SWITCHOVER_IN_PROGRESS"));
    }

    void delete(boolean withTarget) {
        rds.deleteBlueGreenDeployment(
                request -> request.blueGreenDeploymentIdentifier(id).deleteTarget(withTarget));
    }

    void unprotect(String cluster) {
        rds.modifyDBCluster(request -> request.dbClusterIdentifier(cluster).deletionProtection(false));
    }

    /** Messages about sources of a kind, oldest first. */
    List<String> messages(SourceType kind) {
        return rds.describeEventsPaginator(request -> request.sourceType(kind).startTime(START)).events().stream()
                .map(Event::message)
                .toList();
    }

    Map<String, String> zones(String cluster) {
        return cluster(cluster).dbClusterMembers().stream()
                .map(DBClusterMember::dbInstanceIdentifier)
                .collect(Collectors.toMap(each -> each, each -> instance(each).availabilityZone()));
    }

    static String named(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
