package io.rdsmaint.gateway.rds;

import io.rdsmaint.engine.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.BlueGreenDeploymentNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeBlueGreenDeploymentsRequest;
import software.amazon.awssdk.services.rds.model.SourceType;

/** Blue/green deployments of one account and region. Errors as in {@link RdsCalls}. */
public final class BlueGreenGateway {
    private final RdsCalls calls;

    public BlueGreenGateway(RdsCalls calls) {
        this.calls = calls;
    }

    /** The deployment of that identifier, or empty when it is gone. */
    public Optional<BlueGreen> deployment(String id) {
        return calls.find(
                "rds:DescribeBlueGreenDeployments",
                "deployment " + id,
                BlueGreenDeploymentNotFoundException.class,
                rds ->
                        rds
                                .describeBlueGreenDeployments(r -> r.blueGreenDeploymentIdentifier(id))
                                .blueGreenDeployments()
                                .stream()
                                .map(Catalog::blueGreen));
    }

    /** The deployments that the cluster is source or target of. */
    public List<BlueGreen> of(String clusterArn) {
        return Stream.of("source", "target")
                .flatMap(side -> list(clusterArn, r -> r.filters(RdsCalls.filter(side, clusterArn))).stream())
                .distinct()
                .toList();
    }

    /** All deployments of the account and region. */
    public List<BlueGreen> all() {
        return list("all deployments", r -> {});
    }

    /** The deployment of that name, or empty; names are unique in an account and region. */
    public Optional<BlueGreen> named(String name) {
        return list(name, r -> r.filters(RdsCalls.filter("blue-green-deployment-name", name))).stream()
                .findFirst();
    }

    /** What happened to a deployment since then, oldest first; AWS keeps fourteen days. */
    public List<RdsEvent> events(String id, Instant since) {
        return calls.events(
                "deployment " + id,
                r -> r.sourceType(SourceType.BLUE_GREEN_DEPLOYMENT)
                        .sourceIdentifier(id)
                        .startTime(since));
    }

    private List<BlueGreen> list(String what, Consumer<DescribeBlueGreenDeploymentsRequest.Builder> which) {
        return calls.list(
                "rds:DescribeBlueGreenDeployments",
                what,
                rds -> rds.describeBlueGreenDeploymentsPaginator(which).blueGreenDeployments().stream()
                        .map(Catalog::blueGreen));
    }

    /** Creates a deployment; answers what AWS shows of it at once, with its identifier. */
    public BlueGreen create(Intent intent, NewBlueGreen wanted) {
        return calls.change(
                intent,
                "rds:CreateBlueGreenDeployment",
                "deployment " + wanted.name(),
                rds -> Catalog.blueGreen(rds.createBlueGreenDeployment(r -> r.blueGreenDeploymentName(wanted.name())
                                .source(wanted.sourceArn())
                                .targetEngineVersion(wanted.engineVersion())
                                .targetDBClusterParameterGroupName(wanted.clusterParameterGroup())
                                .targetDBParameterGroupName(wanted.instanceParameterGroup())
                                .tags(RdsCalls.tags(wanted.tags())))
                        .blueGreenDeployment()));
    }

    /**
     * Lets green take over from blue.
     *
     * @param timeoutSeconds 30 to 3,600; when it passes, AWS brings everything back
     */
    public void switchover(Intent intent, String id, int timeoutSeconds) {
        calls.change(
                intent,
                "rds:SwitchoverBlueGreenDeployment",
                "deployment " + id,
                rds -> rds.switchoverBlueGreenDeployment(
                        r -> r.blueGreenDeploymentIdentifier(id).switchoverTimeout(timeoutSeconds)));
    }

    /**
     * Deletes a deployment; one that is gone already counts as deleted.
     *
     * @param deleteTarget with the green side, which AWS allows only before the switchover has completed
     */
    public void delete(Intent intent, String id, boolean deleteTarget) {
        calls.delete(
                intent,
                "rds:DeleteBlueGreenDeployment",
                "deployment " + id,
                BlueGreenDeploymentNotFoundException.class,
                rds -> rds.deleteBlueGreenDeployment(
                        r -> r.blueGreenDeploymentIdentifier(id).deleteTarget(deleteTarget ? true : null)));
    }
}
