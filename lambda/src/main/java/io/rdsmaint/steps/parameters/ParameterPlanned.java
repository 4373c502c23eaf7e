package io.rdsmaint.steps.parameters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.rds.ParameterGateway;
import io.rdsmaint.rds.ParameterGateway.Scope;
import io.rdsmaint.steps.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the steps about parameter groups look like in a plan. */
public final class ParameterPlanned {
    private static final Duration MOMENT = Duration.ofSeconds(15);
    private static final Duration SHORT_WAIT = Duration.ofMinutes(15);

    private ParameterPlanned() {}

    /**
     * A parameter to set.
     *
     * @param atOnce false when the new value needs a restart
     * @param value in the place of the one that the other group has; empty: the same one
     */
    public record Setting(String name, boolean atOnce, Optional<String> value) {}

    /**
     * Creates a group.
     *
     * @param like the group whose values it is to get
     */
    public static PlannedStep create(Scope scope, String group, String family, String like) {
        return step(
                "Create " + Groups.word(scope) + " parameter group " + group,
                CreateParameterGroup.ACTION,
                parameters(scope, group).put("family", family).put("like", like),
                "Create" + Groups.kind(scope) + " " + group + " " + family);
    }

    /** Sets as many parameters as there are, with as many calls as AWS needs for them: one a step. */
    public static List<PlannedStep> set(Scope scope, String group, String like, List<Setting> settings) {
        int most = ParameterGateway.MOST_IN_ONE_CALL;
        int steps = (settings.size() + most - 1) / most;
        List<PlannedStep> all = new ArrayList<>();
        for (int k = 0; k < steps; k++) {
            List<Setting> some = settings.subList(k * most, Math.min(settings.size(), (k + 1) * most));
            ObjectNode parameters = parameters(scope, group).put("like", like);
            ArrayNode array = parameters.putArray("settings");
            some.forEach(s -> {
                ObjectNode setting = array.addObject().put("name", s.name()).put("at_once", s.atOnce());
                s.value().ifPresent(v -> setting.put("value", v));
            });
            all.add(step(
                    "Set parameters of " + group + " (" + (k + 1) + " of " + steps + ")",
                    SetParameters.ACTION,
                    parameters,
                    "Modify" + Groups.kind(scope) + " " + group + ": "
                            + some.stream().map(Setting::name).collect(Collectors.joining(", "))));
        }
        return all;
    }

    /** Deletes a group that the operation made. */
    public static PlannedStep delete(Scope scope, String group) {
        return step(
                "Delete " + Groups.word(scope) + " parameter group " + group,
                DeleteParameterGroup.ACTION,
                parameters(scope, group),
                "Delete" + Groups.kind(scope) + " " + group);
    }

    private static ObjectNode parameters(Scope scope, String group) {
        return Json.object().put("scope", Groups.word(scope)).put("group", group);
    }

    private static PlannedStep step(String name, String action, ObjectNode parameters, String call) {
        return new PlannedStep(name, action, parameters, null, SHORT_WAIT, MOMENT, List.of(call), false, false);
    }
}
