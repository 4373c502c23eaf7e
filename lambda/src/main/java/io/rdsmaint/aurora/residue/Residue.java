package io.rdsmaint.aurora.residue;

import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.rolling.TemporaryName;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks for what carries our tag and belongs to no live operation, in the function's own account: temporary instances and
 * blue/green deployments, which are what costs money. It looks only.
 */
public final class Residue {
    private final GatewayFactory gateways;
    private final List<String> regions;
    private final Function<String, Optional<Operation>> operations;

    /**
     * @param regions where the deployment may work
     * @param operations the operation of an id, if there is one
     */
    public Residue(GatewayFactory gateways, List<String> regions, Function<String, Optional<Operation>> operations) {

        this.gateways = gateways;
        this.regions = List.copyOf(regions);
        this.operations = operations;
    }

    /** Everything that was left behind. */
    public List<Leftover> find() {
        return regions.stream()
                .flatMap(region -> {
                    Gateways world = gateways.at(AwsScope.own(region));
                    return Stream.concat(instances(region, world), deployments(region, world));
                })
                .toList();
    }

    private Stream<Leftover> instances(String region, Gateways world) {
        return world.rds().instances().stream()
                .filter(instance -> abandoned(instance.tags()) && TemporaryName.derived(instance.id()))
                .filter(instance -> !instance.status().equals("deleting"))
                .map(instance -> {
                    Optional<Operation> operation = operation(instance.tags());
                    return new Leftover(
                            region,
                            "instance",
                            instance.id(),
                            Target.UNNAMED_KIND,
                            instance.clusterId(),
                            instance.status(),
                            tag(instance.tags()),
                            operation.map(Operation::state).orElse(null),
                            caution(operation) + removal(region, world, instance));
                });
    }

    private static String removal(String region, Gateways world, Instance instance) {
        String delete = "aws rds delete-db-instance --region " + region
                + " --skip-final-snapshot --db-instance-identifier " + instance.id();
        Optional<Cluster> cluster = world.rds().cluster(instance.clusterId());
        if (cluster.filter(c -> c.writes(instance.id())).isPresent()) {
            return "It writes: fail over to another instance first, then remove it: " + delete;
        }
        boolean unclear = cluster.filter(c -> c.writer() instanceof Writer.None).isPresent();
        return unclear
                ? "Its cluster shows no writer now, so it may be the one: look again; once another one writes,"
                        + " and nobody uses it, remove it: " + delete
                : "If nobody uses it, remove it: " + delete;
    }

    private Stream<Leftover> deployments(String region, Gateways world) {
        return world.blueGreens().all().stream()
                .filter(deployment -> abandoned(deployment.tags()))
                .filter(deployment -> !deployment.deleting())
                .map(deployment -> {
                    Optional<Operation> operation = operation(deployment.tags());
                    return new Leftover(
                            region,
                            "blue_green_deployment",
                            deployment.id(),
                            Target.UNNAMED_KIND,
                            deployment.source(),
                            deployment.status(),
                            tag(deployment.tags()),
                            operation.map(Operation::state).orElse(null),
                            caution(operation) + removal(region, deployment));
                });
    }

    private static String removal(String region, BlueGreen deployment) {
        String delete = "aws rds delete-blue-green-deployment --region " + region
                + " --blue-green-deployment-identifier " + deployment.id();
        return deployment.switchedOver()
                ? "Green is in production. Remove the deployment, which removes no database: " + delete
                : "Nothing was switched. Remove it with its green side: " + delete + " --delete-target";
    }

    private static String caution(Optional<Operation> operation) {
        return operation.isPresent()
                ? ""
                : "No operation of this id is known here: it is another deployment's, or ended more than 400 days ago."
                        + " Ask who made it first. ";
    }

    private boolean abandoned(Map<String, String> tags) {
        return tags.containsKey(Ownership.TAG)
                && operation(tags).filter(op -> !op.state().ended()).isEmpty();
    }

    private Optional<Operation> operation(Map<String, String> tags) {
        return operations.apply(tag(tags));
    }

    private static String tag(Map<String, String> tags) {
        return tags.getOrDefault(Ownership.TAG, "");
    }
}
