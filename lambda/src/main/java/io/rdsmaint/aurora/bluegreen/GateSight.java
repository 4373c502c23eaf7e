package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.aurora.precondition.OldClients;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the two gates of an upgrade show: the side that is to take over, and the one that is to go. */
final class GateSight {
    private GateSight() {}

    /** Before the switchover. */
    static Sight green(
            Target target, BlueGreen deployment, ObservedCluster blue, GreenSide green, ClusterReader reader) {
        Cluster cluster = green.cluster();
        Collection<Instance> instances = green.seen().instances().values();
        List<String> observed = new ArrayList<>();
        observed.add("green cluster " + cluster.id() + ": version "
                + cluster.engine().version() + ", " + cluster.status() + ", endpoint "
                + cluster.endpoints().writer());
        observed.add("its instances: " + members(cluster, instances));
        observed.add("replication to it: "
                + Replication.measured(blue, green.seen(), reader.world(target).metrics()));
        observed.add(beside(instances)
                + " beside blue until the cleanup, with storage for what changes; prices are not looked up");
        List<String> differences = SideComparison.told(SideComparison.before(target, deployment, blue, green.seen()));
        observed.add(
                differences.isEmpty()
                        ? "otherwise green is like blue"
                        : "not like blue: " + String.join("; ", differences));
        return new Sight(
                observed,
                List.of(
                        UpgradeCommands.describe(target, deployment.id()),
                        UpgradeCommands.cluster(target, cluster.id()),
                        Commands.describeInstances(target.beside(cluster.id(), cluster.resourceId()))));
    }

    /** Before the old side is removed. */
    static Sight old(Target target, Cluster old, Collection<Instance> instances, OldClients clients) {
        List<String> ids = instances.stream().map(Instance::id).sorted().toList();
        List<String> observed = new ArrayList<>();
        observed.add("old cluster " + old.id() + ": version " + old.engine().version() + ", " + old.status()
                + (old.features().deletionProtection() ? ", protected against deletion" : ""));
        observed.add("its instances: " + members(old, instances));
        if (!ids.isEmpty()) {
            observed.add("most connections to them in the last " + OldClients.LOOKED_BACK.toMinutes() + " minutes: "
                    + clients.words(ids));
            observed.add(beside(instances)
                    + " beside the cluster in production until they are deleted; prices are not looked up");
        }
        return new Sight(
                observed,
                ids.stream().map(id -> UpgradeCommands.connections(target, id)).toList());
    }

    private static String members(Cluster cluster, Collection<Instance> instances) {
        Map<String, Instance> byName = ObservedCluster.byName(instances);
        return byName.isEmpty()
                ? "none"
                : byName.values().stream()
                        .map(i -> i.id() + " (" + (cluster.writes(i.id()) ? "writer" : "reader") + ", "
                                + i.instanceClass() + ", " + i.status() + ")")
                        .collect(Collectors.joining(", "));
    }

    /** What is paid for twice. */
    private static String beside(Collection<Instance> instances) {
        Map<String, Long> classes = instances.stream()
                .map(Instance::instanceClass)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return classes.entrySet().stream()
                        .map(e -> e.getValue() + " × " + e.getKey())
                        .collect(Collectors.joining(", "))
                + (instances.size() == 1 ? " runs" : " run");
    }
}
