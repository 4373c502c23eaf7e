package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Orderable;
import io.rdsmaint.gateway.rds.ParameterDefinition;
import io.rdsmaint.gateway.rds.ParameterGateway;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks, with reads only, at what matters to an upgrade alone. */
final class UpgradeInspector {
    private final Gateways world;
    private final Inspection seen;
    private final Parameters parameters;
    private final String operationId;

    UpgradeInspector(Gateways world, Inspection seen, Parameters parameters, String operationId) {
        this.world = world;
        this.seen = seen;
        this.parameters = parameters;
        this.operationId = operationId;
    }

    /** Looks. Of clusters that aren't Aurora nothing more is read: they are refused. */
    UpgradeLook look() {
        Cluster cluster = seen.cluster();
        boolean aurora = cluster.engine().aurora();
        EngineVersion target = aurora
                ? world.rds()
                        .engineVersion(cluster.engine().name(), parameters.targetVersion())
                        .orElse(null)
                : null;
        String ofWriter = writersGroup();
        return new UpgradeLook(
                operationId,
                parameters,
                seen,
                target,
                target == null ? Map.of() : orderable(target),
                group(Scope.CLUSTER, aurora ? cluster.parameterGroup() : "", parameters.clusterGroup(), target),
                group(Scope.INSTANCE, aurora ? ofWriter : "", parameters.instanceGroup(), target),
                aurora ? others(ofWriter) : Map.of(),
                aurora ? world.rds().integrations(cluster.arn()) : List.of(),
                world.snapshots()
                        .snapshot(Names.snapshot(cluster.id(), operationId))
                        .orElse(null),
                world.rds().cluster(cluster.id() + UpgradeLook.OLD_SUFFIX).orElse(null),
                foreign());
    }

    private Map<String, List<Orderable>> orderable(EngineVersion target) {
        Map<String, List<Orderable>> found = new TreeMap<>();
        for (Instance instance : seen.instances().values()) {
            found.computeIfAbsent(
                    instance.instanceClass(), c -> world.rds().orderable(target.engine(), target.version(), c));
        }
        return found;
    }

    private GroupLook group(Scope scope, String source, Optional<String> named, @Nullable EngineVersion target) {
        ParameterGateway gateway = world.parameters();
        String family = target == null ? "" : target.family();
        Optional<ParameterGroup> given = named.flatMap(n -> gateway.group(scope, n));
        Optional<ParameterGroup> taken = named.isPresent() || family.isEmpty() || source.isEmpty()
                ? Optional.empty()
                : gateway.group(scope, Names.group(scope, source, family, operationId));
        return new GroupLook(
                scope,
                source,
                source.isEmpty()
                        ? ""
                        : gateway.group(scope, source)
                                .map(ParameterGroup::family)
                                .orElse(""),
                source.isEmpty() ? List.of() : gateway.definitions(scope, source),
                family.isEmpty() ? List.of() : gateway.defaults(scope, family),
                given.orElse(null),
                given.map(g -> gateway.definitions(scope, g.name())).orElse(List.of()),
                taken.orElse(null),
                taken.map(t -> world.rds().tags(t.arn())).orElse(Map.of()));
    }

    private String writersGroup() {
        return seen.writerInstance()
                .or(() -> seen.instances().values().stream().findFirst())
                .flatMap(UpgradeInspector::groupOf)
                .orElse("");
    }

    private Map<String, List<ParameterDefinition>> others(String ofWriter) {
        Map<String, List<ParameterDefinition>> found = new HashMap<>();
        seen.instances().values().stream()
                .flatMap(i -> groupOf(i).stream())
                .filter(g -> !g.equals(ofWriter))
                .forEach(g ->
                        found.computeIfAbsent(g, name -> world.parameters().definitions(Scope.INSTANCE, name)));
        return found;
    }

    private static Optional<String> groupOf(Instance instance) {
        return instance.parameterGroups().stream().findFirst().map(Instance.AppliedGroup::name);
    }

    private UpgradeLook.@Nullable Foreign foreign() {
        String own = Names.deployment(operationId);
        Optional<BlueGreen> found = seen.blueGreens().stream()
                .filter(d -> d.source().equals(seen.cluster().arn()))
                .filter(d -> !d.name().equals(own))
                .findFirst();
        if (found.isEmpty()) {
            return null;
        }
        Optional<Cluster> green = Optional.ofNullable(found.get().target())
                .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                .flatMap(world.rds()::cluster);
        Set<String> groups = green.map(g -> world.rds().instances(g.id()).stream()
                        .flatMap(i -> groupOf(i).stream())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        return new UpgradeLook.Foreign(found.get(), green.orElse(null), groups);
    }
}
