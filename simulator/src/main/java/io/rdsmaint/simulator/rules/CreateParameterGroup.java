package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Adds a parameter group of one kind, with the family's values. */
record CreateParameterGroup(GroupKind kind) implements Rule {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z](-?[a-zA-Z0-9])*");
    private static final int LONGEST_NAME = 255;

    @Override
    public String action() {
        return "Create" + kind.shape();
    }

    @Override
    public Set<String> parameters() {
        return Set.of(kind.nameField(), "DBParameterGroupFamily", "Description", "Tags");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        String name = valid(call.required(kind.nameField()));
        String family = call.required("DBParameterGroupFamily");
        String description = call.required("Description");
        var tags = Tags.read(call);
        if (EngineVersions.all().stream().noneMatch(each -> each.family().equals(family))) {
            throw ApiError.invalidValue("ParameterGroupFamily " + family + " is not a valid parameter group family.");
        }
        if (kind.groups(site).containsKey(name)) {
            throw new ApiError("DBParameterGroupAlreadyExists", 400, "Parameter group " + name + " already exists");
        }
        long own = kind.groups(site).values().stream()
                .filter(each -> !each.isDefault())
                .count();
        if (own >= site.parameterGroupQuota()) {
            throw new ApiError(
                    "DBParameterGroupQuotaExceeded",
                    400,
                    "No more than " + site.parameterGroupQuota() + " parameter groups of this kind are allowed.");
        }
        ParameterGroup group = new ParameterGroup(name, family, kind == GroupKind.CLUSTER, description);
        group.tags().putAll(tags);
        kind.groups(site).put(name, group);
        ObjectNode result = Answers.object();
        result.set(kind.shape(), kind.view(site, group));
        return result;
    }

    private String valid(String name) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw ApiError.invalidValue("The parameter " + kind.nameField() + " is not a valid identifier."
                    + " It must begin with a letter, contain only ASCII letters, digits and hyphens,"
                    + " not end with a hyphen or contain two in a row, and have at most " + LONGEST_NAME
                    + " characters.");
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
