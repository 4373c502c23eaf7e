package io.rdsmaint.restore.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.NewInstance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Goal: the restored cluster has an instance of that name, which nobody reaches from outside its network. The first one writes. */
public final class CreateMember extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "create_member";

    private static final String INSTANCE = "instance";

    public CreateMember(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Creates it like another one; never publicly accessible. */
    public static PlannedStep planned(NewInstance wanted) {
        Instance.Settings like = wanted.settings();
        ObjectNode json = Json.object()
                .put(INSTANCE, wanted.id())
                .put("engine", wanted.engine())
                .put("class", wanted.instanceClass())
                .put("zone", wanted.availabilityZone())
                .put("tier", wanted.promotionTier())
                .put("parameter_group", wanted.parameterGroup())
                .put("certificate", like.certificate())
                .put("maintenance_window", like.maintenanceWindow())
                .put("auto_minor_upgrade", like.autoMinorUpgrade())
                .put("monitoring_interval", like.monitoringInterval())
                .put("monitoring_role", like.monitoringRole())
                .put("insights", like.insights())
                .put("insights_key", like.insightsKey())
                .put("insights_retention", like.insightsRetention());
        ObjectNode tags = json.putObject("tags");
        new TreeMap<>(wanted.tags()).forEach(tags::put);
        return PlannedStep.calling(
                "Create " + wanted.id(),
                ACTION,
                json,
                Duration.ofMinutes(8),
                Duration.ofHours(2),
                "CreateDBInstance " + wanted.id() + " " + wanted.instanceClass());
    }

    /** What a planned step makes: its name and class. */
    public static String words(PlannedStep step) {
        return step.parameters().path(INSTANCE).asText() + " ("
                + step.parameters().path("class").asText() + ")";
    }

    private static NewInstance wanted(JsonNode json, String clusterId, Map<String, String> marks) {
        Map<String, String> tags = new TreeMap<>();
        json.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        tags.putAll(marks);
        return new NewInstance(
                json.path(INSTANCE).asText(),
                clusterId,
                json.path("engine").asText(),
                json.path("class").asText(),
                json.path("zone").asText(),
                json.path("tier").asInt(1),
                json.path("parameter_group").asText(),
                new Instance.Settings(
                        text(json, "certificate"),
                        "",
                        "",
                        json.path("maintenance_window").asText(),
                        false,
                        json.path("auto_minor_upgrade").asBoolean(),
                        json.path("monitoring_interval").asInt(),
                        text(json, "monitoring_role"),
                        json.path("insights").asBoolean(),
                        text(json, "insights_key"),
                        json.path("insights_retention").isInt()
                                ? json.path("insights_retention").asInt()
                                : null,
                        false),
                tags);
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.path(name).isTextual() ? json.path(name).asText() : null;
    }

    /** The name of the instance that a step makes. */
    public static String instance(PlannedStep step) {
        return step.parameters().path(INSTANCE).asText();
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String id = instance(run.step().planned());
        Optional<Instance> found = world(operation).rds().instance(id);
        if (found.isEmpty()) {
            Cluster copy = needCopy(operation);
            NewInstance wanted = wanted(run.parameters(), copy.id(), owned(operation));
            return busy(copy)
                    .orElseGet(() -> change(
                            run,
                            "CreateDBInstance " + id + " " + wanted.instanceClass() + " in " + copy.resourceId(),
                            id,
                            true,
                            () -> world(operation).rds().instance(id).isEmpty(),
                            intent -> {
                                var _ = world(operation).rds().createInstance(intent, wanted);
                            }));
        }
        Instance instance = found.get();
        if (!ours(operation, instance.tags())) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NAME_TAKEN,
                    "an instance of the name exists that this operation has not made.",
                    id + " (" + instance.resourceId() + ") is in cluster " + instance.clusterId(),
                    "look again (delete or rename that instance first)",
                    List.of(Commands.describeInstance(operation.target(), id)));
        }
        if (instance.outlook() == Outlook.LASTS || instance.outlook() == Outlook.LEAVES) {
            run.sign(id + " is " + instance.status());
            return StepQuestion.ask(
                    run,
                    RestoreQuestion.RESTORE_FAILED,
                    "the instance does not become available; nothing that serves was touched.",
                    id + " is " + instance.status(),
                    "look again (delete that instance first to have it made again: "
                            + Remedies.deleteInstance(operation.target(), id) + ")",
                    List.of(Commands.describeInstance(operation.target(), id)));
        }
        boolean listed = copy(operation).flatMap(c -> c.member(id)).isPresent();
        if (!instance.available() || !listed) {
            run.sign(id + " is " + instance.status());
            return Outcome.underWay(id + " to become available (" + instance.status() + ")", id);
        }
        run.reached(id + " is available");
        return Outcome.done(Json.object().put(INSTANCE, id).put("resource_id", instance.resourceId()));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        return List.of(DeleteCopyMember.planned(instance(step.planned())));
    }
}
