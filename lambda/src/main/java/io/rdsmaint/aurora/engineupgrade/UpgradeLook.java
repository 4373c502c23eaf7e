package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.ClusterSnapshot;
import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Orderable;
import io.rdsmaint.gateway.rds.ParameterDefinition;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one look for an upgrade showed; the planner and the checks decide by nothing else.
 *
 * @param seen what every operation looks at
 * @param target the target version, or null when AWS doesn't know it
 * @param orderable the ways to order each member's class in the target version, by class
 * @param clusterGroup the cluster parameter groups
 * @param instanceGroup the instance parameter groups
 * @param otherInstanceGroups parameters of the groups of instances that don't have the writer's, by group
 * @param integrations ARNs of zero-ETL integrations that read from the cluster
 * @param snapshot the snapshot that bears the name our final one would have, or null
 * @param namesake the cluster that bears the name the old one is likely to get, or null
 * @param foreign the deployment somebody else made with this cluster as its source, with its green side, or null
 */
record UpgradeLook(
        String operationId,
        Parameters parameters,
        Inspection seen,
        @Nullable EngineVersion target,
        Map<String, List<Orderable>> orderable,
        GroupLook clusterGroup,
        GroupLook instanceGroup,
        Map<String, List<ParameterDefinition>> otherInstanceGroups,
        List<String> integrations,
        @Nullable ClusterSnapshot snapshot,
        @Nullable Cluster namesake,
        @Nullable Foreign foreign) {

    /** Appended by AWS to the names of the former blue side; a higher number when that name is taken. */
    static final String OLD_SUFFIX = "-old1";

    private static final String COMPLETED = "SWITCHOVER_COMPLETED";

    UpgradeLook {
        orderable = Map.copyOf(orderable);
        otherInstanceGroups = Map.copyOf(otherInstanceGroups);
        integrations = List.copyOf(integrations);
    }

    /**
     * Somebody else's deployment.
     *
     * @param green its green cluster, or null before it exists
     * @param instanceGroups those of its green instances
     */
    record Foreign(BlueGreen deployment, @Nullable Cluster green, Set<String> instanceGroups) {
        Foreign {
            instanceGroups = Set.copyOf(instanceGroups);
        }

        private boolean matches(Parameters wanted) {
            boolean groups = wanted.instanceGroup()
                    .filter(g -> !instanceGroups.equals(Set.of(g)))
                    .isEmpty();
            return deployment.status().equals("AVAILABLE")
                    && groups
                    && green != null
                    && green.engine().version().equals(wanted.targetVersion())
                    && wanted.clusterGroup().orElse(green.parameterGroup()).equals(green.parameterGroup());
        }
    }

    Cluster cluster() {
        return seen.cluster();
    }

    Collection<Instance> instances() {
        return seen.instances().values();
    }

    /** The family of the target version's parameter groups; empty when it is unknown. */
    String family() {
        return target == null ? "" : target.family();
    }

    /** The way from the version in use to the one wanted. */
    Optional<EngineVersion.Upgrade> upgrade() {
        EngineVersion now = seen.engineVersion();
        return now == null ? Optional.empty() : now.upgradeTo(parameters.targetVersion());
    }

    /** The deployment of this operation. */
    Optional<BlueGreen> own() {
        return seen.blueGreens().stream().filter(this::isOwn).findFirst();
    }

    boolean isOwn(BlueGreen deployment) {
        return deployment.name().equals(Names.deployment(operationId))
                && operationId.equals(deployment.tags().get(Ownership.TAG));
    }

    /** True when this operation has switched over already and its deployment is still there. */
    boolean switchedOver() {
        return atTarget() && own().filter(d -> d.status().equals(COMPLETED)).isPresent();
    }

    /** True when the cluster has the version, and not by this operation. */
    boolean nothingToDo() {
        return atTarget() && !switchedOver();
    }

    private boolean atTarget() {
        return cluster().engine().version().equals(parameters.targetVersion());
    }

    /** Somebody else's deployment that is what would be made, and can be used instead. */
    Optional<Foreign> adoptable() {
        return Optional.ofNullable(foreign).filter(f -> f.matches(parameters));
    }

    GroupLook group(Scope scope) {
        return scope == Scope.CLUSTER ? clusterGroup : instanceGroup;
    }

    /** The group that the operator named. */
    Optional<String> givenGroup(Scope scope) {
        return scope == Scope.CLUSTER ? parameters.clusterGroup() : parameters.instanceGroup();
    }

    /** The names of the groups in use. */
    Set<String> groups(Scope scope) {
        return scope == Scope.CLUSTER
                ? Set.of(cluster().parameterGroup())
                : instances().stream()
                        .flatMap(i -> i.parameterGroups().stream())
                        .map(Instance.AppliedGroup::name)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the green side gets. */
    GroupPlan plan(Scope scope) {
        return adoptable()
                .<GroupPlan>map(f -> new GroupPlan.Adopted(
                        scope == Scope.CLUSTER
                                ? Optional.ofNullable(f.green()).map(Cluster::parameterGroup)
                                : f.instanceGroups().size() == 1
                                        ? f.instanceGroups().stream().findFirst()
                                        : Optional.empty()))
                .orElseGet(() -> GroupPlan.of(this, group(scope), family()));
    }

    /** A value set in the cluster's group, or its default there. */
    Optional<String> clusterValue(String parameter) {
        return value(clusterGroup.parameters(), parameter);
    }

    static Optional<String> value(List<ParameterDefinition> parameters, String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .flatMap(p -> Optional.ofNullable(p.value()));
    }

    /** True for the ways in which RDS writes that a switch is on. */
    static boolean on(String value) {
        return value.equals("1") || value.equalsIgnoreCase("on") || value.equalsIgnoreCase("true");
    }

    /** An {@code aws rds} command for the cluster's region. */
    String rds(String command) {
        return seen.rds(command);
    }
}
