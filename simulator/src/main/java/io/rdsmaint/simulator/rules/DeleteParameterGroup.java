package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Removes a parameter group of one kind that nothing uses. */
record DeleteParameterGroup(GroupKind kind) implements Rule {

    @Override
    public String action() {
        return "Delete" + kind.shape();
    }

    @Override
    public Set<String> parameters() {
        return Set.of(kind.nameField());
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        ParameterGroup group = kind.find(site, call.required(kind.nameField()));
        if (group.isDefault()) {
            throw invalidState("Default parameter groups can't be deleted: " + group.name());
        }
        boolean used = kind == GroupKind.CLUSTER
                ? site.clusters().stream()
                        .anyMatch(each -> each.parameterGroup().equals(group.name()))
                : !site.users(group).isEmpty();
        if (used) {
            throw invalidState("One or more database resources still use the parameter group " + group.name() + ".");
        }
        kind.groups(site).remove(group.name());
        return Answers.object();
    }

    private static ApiError invalidState(String message) {
        return new ApiError("InvalidDBParameterGroupState", 400, message);
    }
}
