package io.rdsmaint.restore.plan;

import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.ClusterAccess;
import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that the new one is to be like: the one that is there, or, where there is none, one as the parameters describe it, with
 * AWS's defaults for what they don't say.
 *
 * @param members its instances; the first one writes
 */
public record Likeness(Cluster cluster, List<Instance> members, ClusterAccess access) {
    /** The port of Aurora PostgreSQL when nobody names one. */
    private static final int PORT = 5432;

    public Likeness {
        members = List.copyOf(members);
    }

    /**
     * As described.
     *
     * @param arn that it will have
     * @param version of the snapshot, or null where that is not known
     * @param database that it is made with, or null where nobody knows
     * @param marks tags that it must have
     */
    public static Likeness described(
            Parameters parameters,
            String name,
            String arn,
            @Nullable EngineVersion version,
            @Nullable String database,
            Map<String, String> marks) {
        Parameters.Shape shape = parameters.shape();
        String engine = version == null ? "aurora-postgresql" : version.engine();
        String number = version == null ? "" : version.version();
        String family = version == null ? "" : version.family();
        Map<String, String> tags = new TreeMap<>(shape.tags());
        tags.putAll(marks);
        String instanceGroup = parameters.instanceParameterGroup() == null ? "" : parameters.instanceParameterGroup();
        List<Cluster.Member> members = new ArrayList<>();
        List<Instance> instances = new ArrayList<>();
        for (Parameters.Member wanted : parameters.instances()) {
            String id = name + "-" + (instances.size() + 1);
            members.add(new Cluster.Member(id, members.isEmpty(), "in-sync", wanted.tier()));
            instances.add(instance(id, name, wanted, engine, number, instanceGroup, tags));
        }
        Cluster cluster = new Cluster(
                name,
                arn,
                "",
                "available",
                new Cluster.Engine(engine, number, "provisioned", null, null),
                members,
                new Cluster.Placement(
                        List.of(), shape.subnetGroup() == null ? "" : shape.subnetGroup(), parameters.securityGroups()),
                new Cluster.Windows("", ""),
                parameters.parameterGroup() == null ? "default." + family : parameters.parameterGroup(),
                Map.of(),
                new Cluster.Endpoints("", ""),
                shape.serverless(),
                features(shape.protection()),
                tags);
        return new Likeness(
                cluster,
                instances,
                new ClusterAccess(shape.port() == null ? PORT : shape.port(), database, "", null, null));
    }

    private static Cluster.Features features(boolean protection) {
        return new Cluster.Features(
                "aurora",
                null,
                null,
                null,
                "stopped",
                null,
                null,
                false,
                false,
                protection,
                null,
                null,
                null,
                1,
                0,
                List.of(),
                Set.of(),
                true,
                true,
                false,
                null);
    }

    private static Instance instance(
            String id,
            String cluster,
            Parameters.Member wanted,
            String engine,
            String version,
            String group,
            Map<String, String> tags) {
        return new Instance(
                id,
                "",
                "",
                cluster,
                wanted.instanceClass(),
                "available",
                engine,
                version,
                "",
                wanted.tier(),
                group.isEmpty() ? List.of() : List.of(new Instance.AppliedGroup(group, "in-sync")),
                Map.of(),
                new Instance.Settings(null, "", "", "", false, true, 0, null, false, null, null, false),
                tags,
                null);
    }
}
