package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.mark.MarkCluster;
import io.rdsmaint.aurora.mark.UnmarkCluster;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the steps of an upgrade in their order, without the checks and choices that the real type makes. */
record SampleUpgrade(GatewayFactory gateways) implements OperationType {
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
        Gateways world = gateways.at(new AwsScope(request.target().region(), null, null));
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
                ExpectedCluster.baseline(cluster, instances, Map.of()));
    }

    private static List<PlannedStep> steps(
            PlanRequest request, Cluster cluster, List<Instance> instances, List<String> proxies) {
        JsonNode p = request.parameters();
        Green green =
                new Green(p.path("version").asText(), text(p.path("cluster_group")), text(p.path("instance_group")));
        String name = deployment(request.operationId());
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(MarkCluster.planned(cluster.id()));
        steps.add(CreateBlueGreen.planned(name, cluster.arn(), green, text(p.path("adopt"))));
        steps.add(AwaitGreen.planned(name, green));
        steps.add(Switchover.planned(name, green.version(), p.path("timeout").asInt(300))
                .gated("The switchover interrupts writes."));
        if (!proxies.isEmpty()) {
            steps.add(CheckProxies.planned(proxies));
        }
        steps.add(VerifyUpgrade.planned(
                green, cluster.endpoints().writer(), cluster.endpoints().reader(), List.of()));
        if (p.path("keep_hours").asInt() > 0) {
            steps.add(KeepOld.planned(p.path("keep_hours").asInt()));
        }
        steps.add(SnapshotOld.planned(SNAPSHOT).gated("The old cluster is removed."));
        steps.add(DeleteBlueGreen.planned(name));
        if (cluster.features().deletionProtection()) {
            steps.add(UnprotectOld.planned());
        }
        instances.forEach(i -> steps.add(DeleteOldInstance.planned(i.id())));
        steps.add(DeleteOldCluster.planned());
        steps.add(RemoveGreen.plannedFinally(name));
        steps.add(UnmarkCluster.planned(cluster.id()));
        return steps;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}
