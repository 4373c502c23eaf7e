package io.rdsmaint.aurora.offers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Proxy;
import io.rdsmaint.kit.Json;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A cluster as AWS shows it now: its instances, its blue/green deployments with the green side, the proxies in front of it. */
final class ClusterLook {
    private static final String STATUS = "status";

    private final Gateways world;
    private final Cluster cluster;

    ClusterLook(Gateways world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    ObjectNode tree() {
        ObjectNode tree = side(cluster);
        ArrayNode deployments = tree.putArray("blue_green");
        world.blueGreens().of(cluster.arn()).stream().map(this::deployment).forEach(deployments::add);
        ArrayNode proxies = tree.putArray("proxies");
        world.proxies().of(cluster, vpcs()).stream().map(ClusterLook::proxy).forEach(proxies::add);
        return tree;
    }

    private Set<String> vpcs() {
        return world.rds()
                .subnetGroup(cluster.placement().subnetGroup())
                .map(group -> Set.of(group.vpc()))
                .orElse(Set.of());
    }

    private ObjectNode side(Cluster shown) {
        ObjectNode tree = Json.object()
                .put("id", shown.id())
                .put(STATUS, shown.status())
                .put("engine", shown.engine().name())
                .put("version", shown.engine().version())
                .put("storage_type", shown.features().storageType())
                .put("endpoint", shown.endpoints().writer());
        pending(tree, shown.pending());
        ArrayNode instances = tree.putArray("instances");
        world.rds().instances(shown.id()).stream()
                .sorted(Comparator.comparing((Instance i) -> !shown.writes(i.id()))
                        .thenComparing(Instance::id))
                .forEach(i -> pending(
                        instances
                                .addObject()
                                .put("id", i.id())
                                .put("role", shown.writes(i.id()) ? "writer" : "reader")
                                .put("class", i.instanceClass())
                                .put("zone", i.availabilityZone())
                                .put("version", i.engineVersion())
                                .put("autoscaled", i.autoscaled())
                                .put(STATUS, i.status()),
                        i.pending()));
        return tree;
    }

    private static void pending(ObjectNode tree, Map<String, String> pending) {
        ObjectNode values = tree.putObject("pending");
        new TreeMap<>(pending).forEach(values::put);
    }

    private ObjectNode deployment(BlueGreen deployment) {
        ObjectNode tree = Json.object()
                .put("id", deployment.id())
                .put("name", deployment.name())
                .put(STATUS, deployment.status())
                .put("status_details", deployment.statusDetails());
        ArrayNode tasks = tree.putArray("tasks");
        deployment
                .tasks()
                .forEach(task -> tasks.addObject().put("name", task.name()).put(STATUS, task.status()));
        ArrayNode members = tree.putArray("members");
        deployment
                .switchovers()
                .forEach(one -> members.addObject()
                        .put("source", name(one.source()))
                        .put("target", one.target() == null ? null : name(one.target()))
                        .put(STATUS, one.status()));
        Optional<Cluster> green = Optional.ofNullable(deployment.target())
                .flatMap(arn -> world.rds().cluster(name(arn)));
        return tree.set("green", green.map(this::side).orElse(null));
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private static ObjectNode proxy(Proxy proxy) {
        ObjectNode tree = Json.object().put("name", proxy.name()).put(STATUS, proxy.status());
        ArrayNode targets = tree.putArray("targets");
        proxy.targets()
                .forEach(target -> targets.addObject()
                        .put("name", target.resource())
                        .put(STATUS, target.word())
                        .put("available", target.available()));
        return tree;
    }
}
