package io.rdsmaint.sql.pipeline;

import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import java.util.ArrayList;
import java.util.List;

/** What stands against a pipeline, seen without its database. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    List<Finding> all() {
        return List.copyOf(all);
    }

    boolean refused() {
        return all.stream().anyMatch(finding -> finding.severity() == Severity.REFUSE);
    }

    void refuse(String code, String observed, String wayOut) {
        all.add(new Finding(code, Severity.REFUSE, observed, wayOut));
    }

    void warn(String code, String observed, String wayOut) {
        all.add(new Finding(code, Severity.WARN, observed, wayOut));
    }

    /**
     * Looks at a cluster.
     *
     * @param region for commands
     * @param ownMark the mark that this operation would leave
     */
    void cluster(Cluster cluster, List<Instance> instances, String region, String ownMark) {
        if (!cluster.engine().postgres()) {
            refuse(
                    "engine-not-served",
                    "cluster " + cluster.id() + " is " + cluster.engine().name(),
                    "pipelines run on Aurora PostgreSQL; neither MySQL nor PostgreSQL outside of Aurora has what they need");
        }
        if (!cluster.outlook().serves()) {
            refuse(
                    "cluster-not-available",
                    "cluster " + cluster.id() + " is " + cluster.status(),
                    "wait until it is available");
        }
        if (cluster.members().isEmpty()) {
            refuse(
                    "no-instance",
                    "cluster " + cluster.id() + " has no instance",
                    "create one, or choose another cluster");
        }
        instances.stream()
                .filter(instance -> instance.instanceClass().startsWith("db.t"))
                .filter(instance -> cluster.writes(instance.id()))
                .forEach(instance -> refuse(
                        "class-not-served",
                        "the writer " + instance.id() + " is a " + instance.instanceClass(),
                        "the Data API does not serve T classes: give the writer a class such as db.r6g.large"
                                + " (type instance_type_change does)"));
        if (!cluster.features().dataApi()) {
            refuse(
                    "data-api-off",
                    "the Data API of cluster " + cluster.id() + " is off",
                    "aws rds enable-http-endpoint --resource-arn " + cluster.arn() + " --region " + region
                            + " (after a cluster was renamed: disable it and enable it again)");
        }
        marked(cluster, ownMark);
    }

    /** Of this deployment's operations one at a time holds a cluster, and who is turned away is told of the other one. */
    private void marked(Cluster cluster, String ownMark) {
        String mark = cluster.tags().getOrDefault(Mark.TAG, "");
        if (mark.isEmpty() || mark.equals(ownMark)) {
            return;
        }
        String observed = "cluster " + cluster.id() + " is marked by another operation: " + mark;
        if (Mark.isOfDeployment(mark, Mark.deployment(ownMark))) {
            warn(
                    "marked",
                    observed,
                    "nothing to do: one operation of this deployment at a time holds the cluster, and a left-over mark is replaced");
        } else {
            refuse("marked", observed, "wait for its end, or remove the tag " + Mark.TAG + " if it is a leftover");
        }
    }
}
