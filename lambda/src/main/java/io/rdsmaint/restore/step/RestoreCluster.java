package io.rdsmaint.restore.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.gateway.rds.RestoredCluster;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.restore.world.RestoreWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * R1. Goal: there is a cluster with the snapshot's rows beside the old one, and nobody but the Data API could reach it: isolation
 * groups alone, no gateway to the internet, and a parameter group in which nothing acts by itself. It bears the operation's mark from
 * birth, so that other operations leave it alone.
 */
public final class RestoreCluster extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "restore_cluster";

    private static final String RESOURCE_ID = "resource_id";

    public RestoreCluster(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Makes the cluster; the parameters are {@link #json}. */
    public static PlannedStep planned(RestoredCluster wanted, Duration expected) {
        return PlannedStep.of(
                "Restore " + wanted.id() + " from " + wanted.snapshotId(),
                ACTION,
                json(wanted),
                expected,
                Duration.ofDays(2),
                List.of("RestoreDBClusterFromSnapshot " + wanted.id() + " SnapshotIdentifier=" + wanted.snapshotId()
                        + " VpcSecurityGroupIds=" + String.join(",", wanted.securityGroups())));
    }

    private static ObjectNode json(RestoredCluster wanted) {
        ObjectNode json = Json.object()
                .put("id", wanted.id())
                .put("snapshot", wanted.snapshotId())
                .put("engine", wanted.engine())
                .put("engine_version", wanted.engineVersion())
                .put("port", wanted.port())
                .put("subnet_group", wanted.subnetGroup())
                .put("parameter_group", wanted.parameterGroup())
                .put("kms_key", wanted.kmsKey())
                .put("storage_type", wanted.storageType())
                .put("backup_retention_days", wanted.backupRetentionDays())
                .put("backup_window", wanted.backupWindow());
        json.set("security_groups", Json.texts(wanted.securityGroups()));
        json.set("log_exports", Json.texts(wanted.logExports().stream().sorted().toList()));
        if (wanted.serverless() != null) {
            json.putObject("serverless")
                    .put("min", wanted.serverless().minCapacity())
                    .put("max", wanted.serverless().maxCapacity());
        }
        ObjectNode tags = json.putObject("tags");
        new TreeMap<>(wanted.tags()).forEach(tags::put);
        return json;
    }

    private static RestoredCluster wanted(JsonNode json, Map<String, String> marks) {
        Map<String, String> tags = new TreeMap<>();
        json.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        tags.putAll(marks);
        JsonNode range = json.path("serverless");
        return new RestoredCluster(
                json.path("id").asText(),
                json.path("snapshot").asText(),
                json.path("engine").asText(),
                json.path("engine_version").asText(),
                json.path("port").isInt() ? json.path("port").asInt() : null,
                json.path("subnet_group").asText(),
                Json.texts(json.path("security_groups")),
                json.path("parameter_group").asText(),
                json.path("kms_key").isTextual() ? json.path("kms_key").asText() : null,
                json.path("storage_type").asText(),
                range.isObject()
                        ? new Cluster.Serverless(
                                range.path("min").asDouble(), range.path("max").asDouble(), null)
                        : null,
                Set.copyOf(Json.texts(json.path("log_exports"))),
                json.path("backup_retention_days").asInt(1),
                json.path("backup_window").asText(),
                tags);
    }

    /** The snapshot that a step restores. */
    public static String snapshot(PlannedStep step) {
        return step.parameters().path("snapshot").asText();
    }

    /** The id of what a completed step made. */
    static Optional<String> resourceId(Step step) {
        return Optional.ofNullable(step.result())
                .map(r -> r.path(RESOURCE_ID).asText(""))
                .filter(id -> !id.isEmpty());
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        RestoreWorld world = world(operation);
        RestoredCluster wanted = wanted(
                run.parameters(),
                Map.of(Names.TAG, operation.id(), Mark.TAG, Mark.of(tools.deployment(), operation.id())));
        Optional<Cluster> found = world.rds().cluster(wanted.id());
        if (found.isEmpty()) {
            return unusable(run, world)
                    .orElseGet(() -> change(
                            run,
                            "RestoreDBClusterFromSnapshot " + wanted.id() + " SnapshotIdentifier="
                                    + wanted.snapshotId(),
                            wanted.id(),
                            true,
                            () -> world.rds().cluster(wanted.id()).isEmpty(),
                            intent -> world.restores().restore(intent, wanted)));
        }
        Cluster cluster = found.get();
        if (!ours(operation, cluster.tags())) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NAME_TAKEN,
                    "a cluster of the name exists that this operation has not made.",
                    cluster.id() + " (" + cluster.resourceId() + ") has no tag " + Names.TAG + "=" + operation.id(),
                    "look again (delete or rename that cluster first)",
                    show(operation, cluster.id()));
        }
        if (cluster.outlook() == Outlook.LASTS || cluster.outlook() == Outlook.LEAVES) {
            run.sign(cluster.id() + " is " + cluster.status());
            return StepQuestion.ask(
                    run,
                    RestoreQuestion.RESTORE_FAILED,
                    "the restored cluster does not become available; nothing that serves was touched.",
                    cluster.id() + " is " + cluster.status(),
                    "look again",
                    show(operation, cluster.id()));
        }
        if (!cluster.available()) {
            run.sign(cluster.id() + " is " + cluster.status());
            return Outcome.underWay("cluster " + cluster.id() + " to become available (" + cluster.status() + ")");
        }
        run.reached(cluster.id() + " is available");
        return open(cluster, wanted)
                .map(how -> StepQuestion.ask(
                        run,
                        RestoreQuestion.NOT_ISOLATED,
                        "the restored cluster, which holds unmasked rows, is not isolated.",
                        how,
                        "look again (close it first)",
                        show(operation, cluster.id())))
                .orElseGet(() -> Outcome.done(
                        Json.object().put(RESOURCE_ID, cluster.resourceId()).put("arn", cluster.arn())));
    }

    /** How somebody could get in; empty when nobody could. */
    static Optional<String> open(Cluster cluster, RestoredCluster wanted) {
        return cluster.features().internetGateway()
                ? Optional.of("it has a gateway to the internet")
                : groups(cluster, wanted.securityGroups());
    }

    static Optional<String> groups(Cluster cluster, List<String> isolation) {
        return Set.copyOf(cluster.placement().vpcSecurityGroups()).equals(Set.copyOf(isolation))
                ? Optional.empty()
                : Optional.of("its security groups are "
                        + String.join(", ", cluster.placement().vpcSecurityGroups()) + ", not "
                        + String.join(", ", isolation));
    }

    private static Optional<Outcome> unusable(StepRun run, RestoreWorld world) {
        String id = snapshot(run.step().planned());
        Optional<RestorableSnapshot> snapshot = id.startsWith("arn:")
                ? world.restores().shared(id)
                : world.restores().snapshot(id);
        return SourceSnapshot.unusable(
                run, id, snapshot, run.operation().target().region());
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        return List.of(DeleteCopy.planned(names(operation).copy()));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        if (operation.lastCompleted(DeleteCopy.ACTION).isPresent() || swapped(operation)) {
            return Optional.empty();
        }
        String id = names(operation).copy();
        return Optional.of("the restored cluster " + id
                + " is kept, with its instances; it may hold unmasked rows. To remove it, instances first: "
                + Remedies.deleteCluster(operation.target(), id));
    }
}
