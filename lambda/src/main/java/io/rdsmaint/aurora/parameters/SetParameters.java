package io.rdsmaint.aurora.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.ParameterDefinition;
import io.rdsmaint.gateway.rds.ParameterGateway;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGateway.Setting;
import io.rdsmaint.gateway.rds.ParameterGroup;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Goal: parameters have the same values in a group of ours as in another one. The values are read when they are needed
 * and written down nowhere: some hold secrets.
 */
public final class SetParameters extends ParameterizedStep<SetParameters.Params> {
    /** The word in plans. */
    public static final String ACTION = "set_parameters";

    /**
     * A parameter to set.
     *
     * @param atOnce false when the new value needs a restart
     * @param value in the place of the one that the other group has; empty: the same one
     */
    public record Wanted(String name, boolean atOnce, Optional<String> value) {
        private static Wanted of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Wanted(fields.text("name"), fields.flag("at_once"), fields.optionalText("value"));
        }

        private ObjectNode json() {
            ObjectNode json = Json.object().put("name", name).put("at_once", atOnce);
            value.ifPresent(v -> json.put("value", v));
            return json;
        }
    }

    /** Whether the group was seen last to be the one that this operation made. */
    private static final String OURS = "ours";

    /**
     * @param like the group that has the values
     */
    record Params(Scope scope, String group, String like, List<Wanted> settings) {
        Params {
            settings = List.copyOf(settings);
        }

        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(
                    Groups.scope(fields),
                    fields.text("group"),
                    fields.text("like"),
                    json.path("settings").valueStream().map(Wanted::of).toList());
        }

        ObjectNode json() {
            ObjectNode json = Groups.json(scope, group).put("like", like);
            ArrayNode array = json.putArray("settings");
            settings.forEach(s -> array.add(s.json()));
            return json;
        }
    }

    /** Sets as many parameters as there are, with as many calls as AWS needs for them: one a step. */
    public static List<PlannedStep> planned(Scope scope, String group, String like, List<Wanted> settings) {
        int most = ParameterGateway.MOST_IN_ONE_CALL;
        int steps = (settings.size() + most - 1) / most;
        List<PlannedStep> all = new ArrayList<>();
        for (int k = 0; k < steps; k++) {
            List<Wanted> some = settings.subList(k * most, Math.min(settings.size(), (k + 1) * most));
            all.add(Groups.step(
                    "Set parameters of " + group + " (" + (k + 1) + " of " + steps + ")",
                    ACTION,
                    new Params(scope, group, like, some).json(),
                    "Modify" + Groups.kind(scope) + " " + group + ": "
                            + some.stream().map(Wanted::name).collect(Collectors.joining(", "))));
        }
        return all;
    }

    /** True unless a step that was to fill this group saw last that it is gone, or somebody else's. */
    static boolean ours(Operation operation, String group) {
        return operation.steps().stream()
                .filter(s -> s.planned().action().equals(ACTION)
                        && Params.of(s.planned().parameters()).group().equals(group))
                .allMatch(s -> s.memo().path(OURS).asBoolean(true));
    }

    public SetParameters(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Target target = run.operation().target();
        Gateways world = reader.world(target);
        Scope scope = planned.scope();
        String group = planned.group();
        String like = planned.like();
        Optional<ParameterGroup> found = world.parameters().group(scope, group);
        boolean ours = found.filter(g -> Groups.own(world, g, run.operation())).isPresent();
        run.memo().put(OURS, ours);
        if (!ours) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.PARAMETER_GROUP_CHANGED,
                    "the group that was made for this is gone, or another one has its name.",
                    found.map(g -> group + " is not this operation's").orElse("no group " + group),
                    "look again",
                    List.of(Groups.describe(target, scope, group)));
        }
        Map<String, String> values = values(world, scope, like);
        List<Setting> wanted = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (Wanted setting : planned.settings()) {
            setting.value()
                    .or(() -> Optional.ofNullable(values.get(setting.name())))
                    .ifPresentOrElse(
                            value -> wanted.add(new Setting(setting.name(), value, setting.atOnce())),
                            () -> gone.add(setting.name()));
        }
        if (!gone.isEmpty()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.PARAMETER_GROUP_CHANGED,
                    "parameters that were to be carried over are no longer set in " + like + ".",
                    String.join(", ", gone),
                    "look again (set them again there, or start a new operation, which plans without them)",
                    List.of(Groups.describe(target, scope, like)));
        }
        if (holds(world, scope, group, wanted)) {
            run.reached("the values are there");
            return Outcome.done(Json.object().put("group", group).put("parameters", wanted.size()));
        }
        return set(run, world, planned, wanted);
    }

    private Outcome set(StepRun run, Gateways world, Params planned, List<Setting> wanted) {
        Scope scope = planned.scope();
        String group = planned.group();
        reader.requireSame(run.operation());
        return run.change(Change.repeatable(
                        "Modify" + Groups.kind(scope) + " " + group + ": "
                                + wanted.stream().map(Setting::name).collect(Collectors.joining(", ")),
                        group,
                        () -> world.parameters()
                                .group(scope, group)
                                .filter(g -> Groups.own(world, g, run.operation()))
                                .isPresent(),
                        intent -> world.parameters().set(intent, scope, group, wanted))
                .showingAtOnce());
    }

    private static boolean holds(Gateways world, Scope scope, String group, List<Setting> wanted) {
        Map<String, String> now = values(world, scope, group);
        return wanted.stream().allMatch(s -> s.value().equals(now.get(s.name())));
    }

    private static Map<String, String> values(Gateways world, Scope scope, String group) {
        return world.parameters().definitions(scope, group).stream()
                .filter(ParameterDefinition::userSet)
                .collect(Collectors.toMap(
                        ParameterDefinition::name, d -> java.util.Objects.requireNonNull(d.value()), (a, b) -> b));
    }
}
