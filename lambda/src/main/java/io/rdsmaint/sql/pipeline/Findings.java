package io.rdsmaint.sql.pipeline;

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
    void cluster(Cluster cluster, List<Instance> instances, String region, String ownMark, String tag) {
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
        String mark = cluster.tags().getOrDefault(tag, "");
        if (!mark.isEmpty() && !mark.equals(ownMark)) {
            refuse(
                    "marked",
                    "cluster " + cluster.id() + " is marked by another operation: " + mark,
                    "wait for its end, or remove the tag " + tag + " if it is a leftover");
        }
    }
}
