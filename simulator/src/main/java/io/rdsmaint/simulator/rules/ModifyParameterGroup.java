package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Parameter;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.model.Parameters;
import io.rdsmaint.simulator.process.ParameterChange;
import io.rdsmaint.simulator.process.ParameterChange.Assignment;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.List;
import java.util.Set;

/** Sets up to twenty values in a parameter group of one kind, all of them or none. */
record ModifyParameterGroup(GroupKind kind) implements Rule {

    private static final int MOST = 20;

    @Override
    public String action() {
        return "Modify" + kind.shape();
    }

    @Override
    public Set<String> parameters() {
        return Set.of(kind.nameField(), "Parameters");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        ParameterGroup group = kind.find(site, call.required(kind.nameField()));
        List<JsonNode> items = call.list("Parameters");
        if (group.isDefault()) {
            throw ApiError.invalidValue("Cannot modify a default parameter group.");
        }
        if (items.isEmpty()) {
            throw ApiError.missing("Parameters");
        }
        if (items.size() > MOST) {
            throw ApiError.invalidValue("At most " + MOST + " parameters can be modified in one request.");
        }
        List<Assignment> assignments =
                items.stream().map(item -> assignment(group, item)).toList();
        if (assignments.stream().map(Assignment::name).distinct().count() < assignments.size()) {
            throw ApiError.invalidCombination("A parameter can be given once only in one request.");
        }
        new ParameterChange(site).set(group, assignments);
        return Answers.object().put(kind.nameField(), group.name());
    }

    private static Assignment assignment(ParameterGroup group, JsonNode item) {
        String name = item.path("ParameterName").asText();
        String value = item.path("ParameterValue").asText();
        String method = item.path("ApplyMethod").asText();
        Parameter parameter = Parameters.find(group, name)
                .orElseThrow(() -> ApiError.invalidValue("Could not find parameter with name: " + name));
        if (!method.equals("immediate") && !method.equals("pending-reboot")) {
            throw ApiError.invalidValue("Invalid apply method '" + method + "' for the parameter " + name
                    + ". Valid values are immediate, pending-reboot.");
        }
        if (!parameter.modifiable()) {
            throw ApiError.invalidValue("The parameter " + name + " is not modifiable.");
        }
        if (!parameter.takes(value)) {
            throw ApiError.invalidValue("Invalid parameter value: " + value + " for: " + name + " allowed values are: "
                    + (parameter.allowed().isEmpty() ? "numbers" : parameter.allowed()));
        }
        if (!parameter.dynamic() && method.equals("immediate")) {
            throw ApiError.invalidCombination("cannot use immediate apply method for static parameter " + name);
        }
        return new Assignment(name, value, method.equals("immediate"));
    }
}
