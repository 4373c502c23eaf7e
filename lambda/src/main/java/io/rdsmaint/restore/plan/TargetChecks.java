package io.rdsmaint.restore.plan;

import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.restore.world.RestoreWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the target may be what the restored cluster takes the place of, or the name of a new one. */
public final class TargetChecks {
    /** How keys of tags begin that the product gives. */
    private static final String OURS = "rds-maint-";

    private final RestoreWorld world;
    private final Parameters parameters;
    private final Cluster target;
    private final String region;
    private final Scoping scope;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param region for commands
     * @param scope what the deployment may change
     */
    public TargetChecks(RestoreWorld world, Parameters parameters, Cluster target, String region, Scoping scope) {
        this.world = world;
        this.parameters = parameters;
        this.target = target;
        this.region = region;
        this.scope = scope;
    }

    private void refuse(String code, String observed, String wayOut) {
        findings.add(new Finding(code, Severity.REFUSE, observed, wayOut));
    }

    private String rds(String command) {
        return "aws rds " + command + " --region " + region;
    }

    /**
     * Of the cluster that is to be replaced.
     *
     * @param ownMark that the operation would set
     */
    public List<Finding> replaced(List<Instance> members, String ownMark) {
        if (!target.engine().postgres()) {
            refuse(
                    "engine-not-served",
                    "cluster " + target.id() + " is " + target.engine().name(),
                    "only Aurora PostgreSQL is restored: what masks the rows needs it");
        }
        if (!target.available()) {
            refuse(
                    "cluster-not-available",
                    "cluster " + target.id() + " is " + target.status(),
                    "wait until it is available");
        }
        String mark = target.tags().getOrDefault(Mark.TAG, "");
        if (!mark.isEmpty() && !mark.equals(ownMark) && !Mark.isOfDeployment(mark, Mark.deployment(ownMark))) {
            refuse(
                    "marked",
                    "cluster " + target.id() + " is marked by another operation: " + mark,
                    "end that operation first, or remove the mark if it is a leftover: "
                            + rds("remove-tags-from-resource --resource-name " + target.arn() + " --tag-keys "
                                    + Mark.TAG));
        }
        if (target.features().globalCluster() != null) {
            refuse(
                    "global",
                    "cluster " + target.id() + " belongs to the global database "
                            + target.features().globalCluster(),
                    "take it out of that first, or choose another target");
        }
        for (BlueGreen deployment : world.deployments().of(target.arn())) {
            refuse(
                    "in-deployment",
                    "cluster " + target.id() + " is in the blue/green deployment " + deployment.name(),
                    "end that first: " + rds("describe-blue-green-deployments"));
        }
        allowed(members);
        tags();
        return List.copyOf(findings);
    }

    /**
     * Of a cluster that is made where there is none.
     *
     * @param present whether there is one all the same
     */
    public List<Finding> anew(boolean present) {
        if (scope.allowTag() == null && !scope.allowedByName(target.id())) {
            refuse(
                    "not-allowed",
                    "this deployment may not change a cluster " + target.id(),
                    "deploy again with --allow-cluster " + target.id());
        }
        if (present) {
            refuse(
                    "target-is-there",
                    "there is a cluster " + target.id() + ", and strategy create_new replaces none",
                    "leave strategy out to put the restored cluster in its place, or give another cluster_id");
        }
        List<String> missing = new ArrayList<>();
        if (parameters.instances().isEmpty()) {
            missing.add("instances");
        }
        if (parameters.securityGroups().isEmpty()) {
            missing.add("security_groups");
        }
        if (target.placement().subnetGroup().isEmpty()) {
            missing.add("subnet_group");
        }
        if (!missing.isEmpty()) {
            refuse(
                    "not-said",
                    "nobody says " + String.join(", ", missing),
                    "give them: with strategy create_new there is no cluster to take them from");
        }
        boolean range = target.serverless() != null;
        if (range
                != parameters.instances().stream()
                        .anyMatch(each -> each.instanceClass().equals(Instance.SERVERLESS))) {
            refuse(
                    "not-said",
                    range
                            ? "there is a serverless range and no instance of class db.serverless"
                            : "there is an instance of class db.serverless and no range",
                    "give both, serverless with min_capacity and max_capacity, or neither");
        }
        tags();
        return List.copyOf(findings);
    }

    /** The old side is tagged, fenced and removed: each of its resources must be one that this deployment may change. */
    private void allowed(List<Instance> members) {
        Scoping.AllowTag tag = scope.allowTag();
        if (scope.allowedByName(target.id())) {
            List<String> others = members.stream()
                    .map(Instance::id)
                    .filter(id -> !scope.allowedInstance(id))
                    .toList();
            if (!others.isEmpty()) {
                refuse(
                        "not-allowed",
                        "this deployment may not change the instances " + String.join(", ", others),
                        "deploy again with --allow-instance for each");
            }
            return;
        }
        if (tag == null) {
            refuse(
                    "not-allowed",
                    "this deployment may not change cluster " + target.id(),
                    "deploy again with --allow-cluster " + target.id());
            return;
        }
        List<String> closed = new ArrayList<>();
        if (!tag.value().equals(target.tags().get(tag.key()))) {
            closed.add(target.arn());
        }
        members.stream()
                .filter(i -> !tag.value().equals(i.tags().get(tag.key())))
                .forEach(i -> closed.add(i.arn()));
        if (!closed.isEmpty()) {
            refuse(
                    "not-allowed",
                    "the tag " + tag.key() + "=" + tag.value()
                            + ", by which this deployment may change a resource, is missing on "
                            + String.join(", ", closed),
                    closed.stream()
                            .map(arn -> rds("add-tags-to-resource --resource-name " + arn + " --tags Key=" + tag.key()
                                    + ",Value=" + tag.value()))
                            .collect(Collectors.joining(" && ")));
        }
    }

    /** Of tags that the new cluster is to have: those that say who may change what are nobody's to give. */
    private void tags() {
        Scoping.AllowTag allowing = scope.allowTag();
        List<String> ours = parameters.shape().tags().keySet().stream()
                .filter(key -> key.startsWith(OURS) || (allowing != null && key.equals(allowing.key())))
                .sorted()
                .toList();
        if (!ours.isEmpty()) {
            refuse(
                    "not-allowed",
                    "tags gives " + String.join(", ", ours)
                            + ", by which this deployment tells what it may change and what it has made",
                    "leave that out: what has to be there is set by itself");
        }
    }
}
