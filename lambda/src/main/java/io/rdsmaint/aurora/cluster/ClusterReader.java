package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.cloudwatch.GuardAlarm;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Acceptances;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Looks at an operation's cluster. */
public final class ClusterReader {
    private final GatewayFactory gateways;
    private final Function<String, ClusterEffect> effects;

    /**
     * @param effects of the kinds of steps, by their action
     */
    public ClusterReader(GatewayFactory gateways, Function<String, ClusterEffect> effects) {
        this.gateways = gateways;
        this.effects = effects;
    }

    /** What an operation may expect to see now. */
    public ExpectedCluster expected(Operation operation) {
        return ExpectedCluster.of(operation, effects);
    }

    /** The gateways of the place that the cluster is in. */
    public Gateways world(Target target) {
        return gateways.at(AwsScope.of(target));
    }

    /** The cluster alone. */
    public Cluster cluster(Target target) {
        return world(target)
                .rds()
                .cluster(target.name())
                .orElseThrow(
                        () -> new LastingFailure("Cluster " + target.name() + " no longer exists in " + target.region()
                                + " under this name. If it was renamed, give it its name back; then continue."));
    }

    /**
     * Makes sure that a change goes to the cluster that the operation was started for.
     *
     * @throws LastingFailure when the credentials belong to another account, or the name to another cluster
     */
    public void requireSame(Operation operation) {
        Target target = operation.target();
        Set<String> expected = expected(operation).clusterResourceIds();
        String account = world(target).accounts().account();
        String resourceId = cluster(target).resourceId();
        if (!account.equals(target.account()) || !expected.contains(resourceId)) {
            throw new LastingFailure("This is not the cluster that the operation was started for: now account "
                    + account + ", " + resourceId + "; expected account " + target.account() + ", "
                    + String.join(" or ", expected) + ". Nothing was changed in it.");
        }
    }

    /** Everything that decides about a change. */
    public ObservedCluster look(Operation operation) {
        Target target = operation.target();
        Cluster cluster = cluster(target);
        Map<String, Instance> instances = instances(target);
        return new ObservedCluster(
                cluster,
                instances,
                Surroundings.of(world(target), cluster, instances.values(), () -> alarms(operation)),
                Acceptances.now(operation).of(Subjects.UNKNOWN_STATUS));
    }

    /** The alarms that guard an operation, as they are now. */
    public List<GuardAlarm> alarms(Operation operation) {
        List<String> names = operation.options().guardAlarms();
        return names.isEmpty() ? List.of() : world(operation.target()).metrics().guardAlarms(names);
    }

    /** A second look in the same invocation, right before a call: cluster and instances anew, the rest as before. */
    public ObservedCluster again(Target target, ObservedCluster before) {
        return before.with(cluster(target), instances(target));
    }

    private Map<String, Instance> instances(Target target) {
        return ObservedCluster.byName(world(target).rds().instances(target.name()));
    }
}
