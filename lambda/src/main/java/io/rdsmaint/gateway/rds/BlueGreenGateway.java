package io.rdsmaint.gateway.rds;

import io.rdsmaint.engine.Intent;
import io.rdsmaint.gateway.ErrorTranslation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.BlueGreenDeploymentNotFoundException;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.SourceType;

/** Blue/green deployments of one account and region. Errors as in {@link RdsGateway}. */
public final class BlueGreenGateway {
    private final Supplier<RdsClient> reading;
    private final Supplier<RdsClient> changing;
    private final ErrorTranslation calls;

    public BlueGreenGateway(Supplier<RdsClient> reading, Supplier<RdsClient> changing, ErrorTranslation calls) {
        this.reading = reading;
        this.changing = changing;
        this.calls = calls;
    }

    /** The deployment of that identifier, or empty when it is gone. */
    public Optional<BlueGreen> deployment(String id) {
        return calls.read("rds:DescribeBlueGreenDeployments", "deployment " + id, () -> {
            try {
                return reading
                        .get()
                        .describeBlueGreenDeployments(r -> r.blueGreenDeploymentIdentifier(id))
                        .blueGreenDeployments()
                        .stream()
                        .findFirst()
                        .map(Catalog::blueGreen);
            } catch (BlueGreenDeploymentNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** The deployments that the cluster is source or target of. */
    public List<BlueGreen> of(String clusterArn) {
        return Stream.of("source", "target")
                .flatMap(side -> list(clusterArn, RdsGateway.filter(side, clusterArn)).stream())
                .distinct()
                .toList();
    }

    /** All deployments of the account and region. */
    public List<BlueGreen> all() {
        return calls.read(
                "rds:DescribeBlueGreenDeployments",
                "all deployments",
                () -> reading.get().describeBlueGreenDeploymentsPaginator(_ -> {}).blueGreenDeployments().stream()
                        .map(Catalog::blueGreen)
                        .toList());
    }

    /** The deployment of that name, or empty; names are unique in an account and region. */
    public Optional<BlueGreen> named(String name) {
        return list(name, RdsGateway.filter("blue-green-deployment-name", name)).stream()
                .findFirst();
    }

    /** What happened to a deployment since then, oldest first; AWS keeps fourteen days. */
    public List<RdsEvent> events(String id, Instant since) {
        return calls.read(
                "rds:DescribeEvents",
                "deployment " + id,
                () -> RdsGateway.list(reading
                        .get()
                        .describeEventsPaginator(r -> r.sourceType(SourceType.BLUE_GREEN_DEPLOYMENT)
                                .sourceIdentifier(id)
                                .startTime(since))
                        .events()
                        .stream()
                        .map(Catalog::event)));
    }

    private List<BlueGreen> list(String what, Filter filter) {
        return calls.read(
                "rds:DescribeBlueGreenDeployments",
                what,
                () ->
                        RdsGateway.list(reading
                                .get()
                                .describeBlueGreenDeploymentsPaginator(r -> r.filters(filter))
                                .blueGreenDeployments()
                                .stream()
                                .map(Catalog::blueGreen)));
    }

    /** Creates a deployment; answers what AWS shows of it at once, with its identifier. */
    public BlueGreen create(Intent intent, NewBlueGreen wanted) {
        return calls.change(
                intent,
                "rds:CreateBlueGreenDeployment",
                "deployment " + wanted.name(),
                RdsGateway::passes,
                () -> Catalog.blueGreen(changing.get()
                        .createBlueGreenDeployment(r -> r.blueGreenDeploymentName(wanted.name())
                                .source(wanted.sourceArn())
                                .targetEngineVersion(wanted.engineVersion())
                                .targetDBClusterParameterGroupName(wanted.clusterParameterGroup())
                                .targetDBParameterGroupName(wanted.instanceParameterGroup())
                                .tags(RdsGateway.tags(wanted.tags())))
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
                RdsGateway::passes,
                () -> changing.get()
                        .switchoverBlueGreenDeployment(
                                r -> r.blueGreenDeploymentIdentifier(id).switchoverTimeout(timeoutSeconds)));
    }

    /**
     * Deletes a deployment; one that is gone already counts as deleted.
     *
     * @param deleteTarget with the green side, which AWS allows only before the switchover has completed
     */
    public void delete(Intent intent, String id, boolean deleteTarget) {
        calls.change(intent, "rds:DeleteBlueGreenDeployment", "deployment " + id, RdsGateway::passes, () -> {
            try {
                changing.get()
                        .deleteBlueGreenDeployment(
                                r -> r.blueGreenDeploymentIdentifier(id).deleteTarget(deleteTarget ? true : null));
            } catch (BlueGreenDeploymentNotFoundException e) {
                return Optional.empty();
            }
            return Optional.of(id);
        });
    }
}
