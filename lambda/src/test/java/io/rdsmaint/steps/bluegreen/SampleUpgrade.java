package io.rdsmaint.steps.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aws.Place;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.Proxy;
import io.rdsmaint.steps.Expectation;
import io.rdsmaint.steps.Planned;
import io.rdsmaint.world.World;
import io.rdsmaint.world.Worlds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the steps of an upgrade in their order, without the checks and choices that the real type makes. */
record SampleUpgrade(Worlds worlds) implements OperationType {
    static final String NAME = "sample_upgrade";
    static final String SNAPSHOT = "demo-upgrade-final";

    @Override
    public String name() {
        return NAME;
    }

    /** The name of the operation's deployment. */
    static String deployment(String operationId) {
        return "rdsmaint-" + operationId.substring(operationId.length() - 12);
    }

    @Override
    public Plan plan(PlanRequest request) {
        World world = worlds.at(new Place(request.target().region(), null, null));
        Cluster cluster = world.rds().cluster(request.target().name()).orElseThrow();
        List<Instance> instances = world.rds().instances(cluster.id()).stream()
                .sorted(Comparator.comparing(Instance::id))
                .toList();
        Set<String> vpcs = instances.stream().map(i -> i.settings().vpc()).collect(Collectors.toSet());
        List<String> proxies =
                world.proxies().of(cluster, vpcs).stream().map(Proxy::name).toList();
        return new Plan(
                new Target(
                        request.target().kind(),
                        world.accounts().account(),
                        request.target().region(),
                        cluster.id(),
                        cluster.resourceId(),
                        null,
                        null),
                "upgrade " + cluster.id(),
                steps(request, cluster, instances, proxies),
                List.of(),
                List.of(),
                List.of(),
                Expectation.baseline(cluster, instances, Map.of()));
    }

    private static List<PlannedStep> steps(
            PlanRequest request, Cluster cluster, List<Instance> instances, List<String> proxies) {
        JsonNode p = request.parameters();
        UpgradePlanned.Green green = new UpgradePlanned.Green(
                p.path("version").asText(), text(p.path("cluster_group")), text(p.path("instance_group")));
        String name = deployment(request.operationId());
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(Planned.mark(cluster.id()));
        steps.add(UpgradePlanned.create(name, cluster.arn(), green, text(p.path("adopt"))));
        steps.add(UpgradePlanned.awaitGreen(name, green));
        steps.add(UpgradePlanned.switchover(
                        name, green.version(), p.path("timeout").asInt(300))
                .gated("The switchover interrupts writes."));
        if (!proxies.isEmpty()) {
            steps.add(UpgradePlanned.checkProxies(proxies));
        }
        steps.add(UpgradePlanned.verify(
                green, cluster.endpoints().writer(), cluster.endpoints().reader(), List.of()));
        if (p.path("keep_hours").asInt() > 0) {
            steps.add(UpgradePlanned.keepOld(p.path("keep_hours").asInt()));
        }
        steps.add(UpgradePlanned.snapshotOld(SNAPSHOT).gated("The old cluster is removed."));
        steps.add(UpgradePlanned.deleteBlueGreen(name));
        if (cluster.features().deletionProtection()) {
            steps.add(UpgradePlanned.unprotectOld());
        }
        instances.forEach(i -> steps.add(UpgradePlanned.deleteOldInstance(i.id())));
        steps.add(UpgradePlanned.deleteOldCluster());
        steps.add(UpgradePlanned.removeGreenFinally(name));
        steps.add(Planned.unmark(cluster.id()));
        return steps;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}
