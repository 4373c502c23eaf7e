package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.Parameter;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.model.Parameters;
import io.rdsmaint.simulator.model.Site;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parameter groups as calls name them, and their parameters as describes list them. */
final class ParameterGroups {

    private ParameterGroups() {}

    static ParameterGroup instance(Site site, String name) {
        return found(site.instanceGroups().get(name), "DBParameterGroup not found: " + name);
    }

    static ParameterGroup cluster(Site site, String name) {
        return found(site.clusterGroups().get(name), "DBClusterParameterGroup not found: " + name);
    }

    private static ParameterGroup found(@Nullable ParameterGroup group, String message) {
        if (group == null) {
            throw new ApiError("DBParameterGroupNotFound", 404, message);
        }
        return group;
    }

    /** One page of a group's parameters: those that somebody set are of the source {@code user}. */
    static ObjectNode parameters(Call call, ParameterGroup group) {
        List<ObjectNode> all = Parameters.of(group).stream()
                .map(each -> view(each, Optional.ofNullable(group.values().get(each.name()))))
                .filter(each -> call.text("Source")
                        .filter(wanted -> !wanted.equals(each.path("Source").asText()))
                        .isEmpty())
                .toList();
        return Paging.page(call, "Parameters", all);
    }

    private static ObjectNode view(Parameter parameter, Optional<String> set) {
        ObjectNode view = Answers.object().put("ParameterName", parameter.name());
        set.or(parameter::initial).ifPresent(value -> view.put("ParameterValue", value));
        view.put("Source", set.isPresent() ? "user" : parameter.initial().isPresent() ? "system" : "engine-default");
        view.put("ApplyType", parameter.dynamic() ? "dynamic" : "static");
        view.put("DataType", parameter.dataType());
        view.put("IsModifiable", true);
        view.put("ApplyMethod", parameter.dynamic() ? "immediate" : "pending-reboot");
        view.putArray("SupportedEngineModes").add("provisioned");
        return view;
    }
}
