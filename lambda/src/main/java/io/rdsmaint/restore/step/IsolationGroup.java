package io.rdsmaint.restore.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Parameter;
import io.rdsmaint.gateway.rds.ParameterGateway;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGateway.Setting;
import io.rdsmaint.gateway.rds.ParameterGroup;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goal: there is a cluster parameter group with the values of the final one, but for those by which a copy of production acts by
 * itself: pg_cron is not loaded, and no subscription has a worker.
 */
public final class IsolationGroup extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "create_isolation_group";

    private static final String NAME = "group";
    private static final String FAMILY = "family";
    private static final String VALUES = "values";

    public IsolationGroup(RestoreTools tools) {
        super(ACTION, tools);
    }

    /**
     * Makes the group.
     *
     * @param values what is set in it
     */
    public static PlannedStep planned(String name, String family, Map<String, String> values) {
        ObjectNode parameters = Json.object().put(NAME, name).put(FAMILY, family);
        ObjectNode all = parameters.putObject(VALUES);
        values.forEach(all::put);
        return PlannedStep.of(
                "Create parameter group " + name,
                ACTION,
                parameters,
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                List.of(
                        "CreateDBClusterParameterGroup " + name + " " + family,
                        "ModifyDBClusterParameterGroup " + name + ": shared_preload_libraries without pg_cron,"
                                + " max_logical_replication_workers=0, and the final group's values"));
    }

    static String group(PlannedStep step) {
        return step.parameters().path(NAME).asText();
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        ParameterGateway groups = world(operation).parameters();
        String name = group(run.step().planned());
        Optional<ParameterGroup> found = groups.group(Scope.CLUSTER, name);
        if (found.isEmpty()) {
            return change(
                    run,
                    "CreateDBClusterParameterGroup " + name,
                    name,
                    false,
                    () -> groups.group(Scope.CLUSTER, name).isEmpty(),
                    intent -> groups.create(
                            intent,
                            Scope.CLUSTER,
                            name,
                            run.parameters().path(FAMILY).asText(),
                            "isolates a restored cluster until it is masked",
                            owned(operation)));
        }
        if (!ours(operation, world(operation).rds().tags(found.get().arn()))) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NAME_TAKEN,
                    "a parameter group of the name exists that this operation has not made.",
                    name + " has no tag " + io.rdsmaint.restore.plan.Names.TAG + "=" + operation.id(),
                    "look again (delete that group first)",
                    List.of());
        }
        Map<String, String> now = new java.util.HashMap<>();
        for (Parameter parameter : groups.values(Scope.CLUSTER, name)) {
            now.put(parameter.name(), parameter.value());
        }
        List<Setting> missing = run.parameters().path(VALUES).properties().stream()
                .filter(value -> !value.getValue().asText().equals(now.get(value.getKey())))
                .map(value -> new Setting(value.getKey(), value.getValue().asText(), false))
                .limit(ParameterGateway.MOST_IN_ONE_CALL)
                .toList();
        if (missing.isEmpty()) {
            run.reached("the group has all values");
            return Outcome.done(Json.object().put(NAME, name));
        }
        reached(run, "CreateDBClusterParameterGroup", "the group is there");
        return change(
                run,
                false,
                Change.repeatable(
                        "ModifyDBClusterParameterGroup " + name + " "
                                + String.join(
                                        ", ",
                                        missing.stream().map(Setting::name).toList()),
                        name,
                        () -> true,
                        intent -> groups.set(intent, Scope.CLUSTER, name, missing)));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        return List.of(DeleteGroup.planned(group(step.planned())));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        return operation.lastCompleted(DeleteGroup.ACTION).isPresent()
                ? Optional.empty()
                : Optional.of("parameter group " + group(step.planned())
                        + " is kept; to remove it once no cluster uses it: aws rds delete-db-cluster-parameter-group"
                        + " --db-cluster-parameter-group-name " + group(step.planned()) + " --region "
                        + operation.target().region());
    }

    /** What the isolation group is to hold, given the final group's values as far as somebody set them. */
    public static Map<String, String> values(Map<String, String> set, String defaultLibraries) {
        Map<String, String> values = new java.util.TreeMap<>(set);
        String libraries = java.util.Arrays.stream(values.getOrDefault("shared_preload_libraries", defaultLibraries)
                        .split(","))
                .map(String::strip)
                .filter(library -> !library.isEmpty() && !library.equals("pg_cron"))
                .collect(java.util.stream.Collectors.joining(","));
        values.put("shared_preload_libraries", libraries.isEmpty() ? "pg_stat_statements" : libraries);
        values.put("max_logical_replication_workers", "0");
        values.keySet().removeIf(name -> name.startsWith("cron."));
        return values;
    }
}
