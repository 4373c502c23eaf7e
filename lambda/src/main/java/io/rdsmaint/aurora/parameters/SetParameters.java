package io.rdsmaint.aurora.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepKind;
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
public final class SetParameters implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "set_parameters";

    /**
     * A parameter to set.
     *
     * @param atOnce false when the new value needs a restart
     * @param value in the place of the one that the other group has; empty: the same one
     */
    public record Wanted(String name, boolean atOnce, Optional<String> value) {}

    private final ClusterReader reader;

    /** Sets as many parameters as there are, with as many calls as AWS needs for them: one a step. */
    public static List<PlannedStep> planned(Scope scope, String group, String like, List<Wanted> settings) {
        int most = ParameterGateway.MOST_IN_ONE_CALL;
        int steps = (settings.size() + most - 1) / most;
        List<PlannedStep> all = new ArrayList<>();
        for (int k = 0; k < steps; k++) {
            List<Wanted> some = settings.subList(k * most, Math.min(settings.size(), (k + 1) * most));
            ObjectNode parameters = Groups.parameters(scope, group).put("like", like);
            ArrayNode array = parameters.putArray("settings");
            some.forEach(s -> {
                ObjectNode setting = array.addObject().put("name", s.name()).put("at_once", s.atOnce());
                s.value().ifPresent(v -> setting.put("value", v));
            });
            all.add(Groups.step(
                    "Set parameters of " + group + " (" + (k + 1) + " of " + steps + ")",
                    ACTION,
                    parameters,
                    "Modify" + Groups.kind(scope) + " " + group + ": "
                            + some.stream().map(Wanted::name).collect(Collectors.joining(", "))));
        }
        return all;
    }

    public SetParameters(ClusterReader reader) {
        this.reader = reader;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.operation().target();
        Gateways world = reader.world(target);
        Scope scope = Groups.scope(run.parameters());
        String group = Groups.name(run.parameters());
        String like = run.parameters().path("like").asText();
        Optional<ParameterGroup> found = world.parameters().group(scope, group);
        if (found.isEmpty() || !Groups.own(world, found.get(), run.operation())) {
            return StepQuestion.ask(
                    run,
                    "the group that was made for this is gone, or another one has its name.",
                    found.map(g -> group + " is not this operation's").orElse("no group " + group),
                    "look again",
                    List.of(Groups.describe(target, scope, group)));
        }
        Map<String, String> values = values(world, scope, like);
        List<Setting> wanted = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (JsonNode setting : run.parameters().path("settings")) {
            String name = setting.path("name").asText();
            String value = setting.has("value") ? setting.path("value").asText() : values.get(name);
            if (value == null) {
                gone.add(name);
            } else {
                wanted.add(new Setting(name, value, setting.path("at_once").asBoolean()));
            }
        }
        if (!gone.isEmpty()) {
            return StepQuestion.ask(
                    run,
                    "parameters that were to be carried over are no longer set in " + like + ".",
                    String.join(", ", gone),
                    "look again (set them again there, or start a new operation, which plans without them)",
                    List.of(Groups.describe(target, scope, like)));
        }
        if (holds(world, scope, group, wanted)) {
            run.reached("the values are there");
            return Outcome.done(Json.object().put("group", group).put("parameters", wanted.size()));
        }
        return set(run, world, group, wanted);
    }

    private Outcome set(StepRun run, Gateways world, String group, List<Setting> wanted) {
        Scope scope = Groups.scope(run.parameters());
        reader.requireSame(run.operation());
        return run.change(Change.repeatable(
                "Modify" + Groups.kind(scope) + " " + group + ": "
                        + wanted.stream().map(Setting::name).collect(Collectors.joining(", ")),
                group,
                () -> world.parameters()
                        .group(scope, group)
                        .filter(g -> Groups.own(world, g, run.operation()))
                        .isPresent(),
                intent -> world.parameters().set(intent, scope, group, wanted)));
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
