package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Parameter;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.model.Parameters;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists the parameters of a group of one kind; those that somebody set are of the source {@code user}. */
record DescribeParameters(GroupKind kind) implements Rule {

    @Override
    public String action() {
        return kind == GroupKind.CLUSTER ? "DescribeDBClusterParameters" : "DescribeDBParameters";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(kind.nameField(), "Source", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        ParameterGroup group = kind.find(site, call.required(kind.nameField()));
        List<ObjectNode> all = Parameters.of(group).stream()
                .map(each -> view(group, each))
                .filter(each -> call.text("Source")
                        .filter(wanted -> !wanted.equals(each.path("Source").asText()))
                        .isEmpty())
                .toList();
        return Paging.page(call, "Parameters", all);
    }

    /** A parameter as a group shows it. */
    static ObjectNode view(ParameterGroup group, Parameter parameter) {
        Optional<String> set = group.value(parameter.name());
        ObjectNode view = Answers.object().put("ParameterName", parameter.name());
        set.or(parameter::initial).ifPresent(value -> view.put("ParameterValue", value));
        view.put("Description", parameter.name());
        view.put("Source", set.isPresent() ? "user" : parameter.initial().isPresent() ? "system" : "engine-default");
        view.put("ApplyType", parameter.dynamic() ? "dynamic" : "static");
        view.put("DataType", parameter.dataType());
        if (!parameter.allowed().isEmpty()) {
            view.put("AllowedValues", parameter.allowed());
        }
        view.put("IsModifiable", parameter.modifiable());
        if (!parameter.minimumVersion().isEmpty()) {
            view.put("MinimumEngineVersion", parameter.minimumVersion());
        }
        view.put("ApplyMethod", group.applyMethod(parameter.name()));
        view.putArray("SupportedEngineModes").add("provisioned");
        return view;
    }
}
