package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.CustomEndpoint;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.List;
import java.util.Set;

/** Changes the type and the member lists of a custom endpoint; members that are not given stay as they are. */
final class ModifyDbClusterEndpoint implements Rule {

    @Override
    public String action() {
        return "ModifyDBClusterEndpoint";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBClusterEndpointIdentifier", "EndpointType", "StaticMembers", "ExcludedMembers");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        CustomEndpoint endpoint = EndpointView.find(site, call.required("DBClusterEndpointIdentifier"));
        List<String> fixed = members(call, site, endpoint, "StaticMembers");
        List<String> excluded = members(call, site, endpoint, "ExcludedMembers");
        if (!fixed.isEmpty() && !excluded.isEmpty()) {
            throw ApiError.invalidCombination("Only one of StaticMembers and ExcludedMembers can be given.");
        }
        call.text("EndpointType").ifPresent(type -> {
            if (!type.equals("READER") && !type.equals("ANY")) {
                throw ApiError.invalidValue("Invalid endpoint type " + type + ". Valid values are READER, ANY.");
            }
            endpoint.type(type);
        });
        if (call.input().has("StaticMembers") || call.input().has("ExcludedMembers")) {
            endpoint.staticMembers().clear();
            endpoint.excludedMembers().clear();
            endpoint.staticMembers().addAll(fixed);
            endpoint.excludedMembers().addAll(excluded);
        }
        return EndpointView.of(endpoint);
    }

    private static List<String> members(Call call, AccountRegion site, CustomEndpoint endpoint, String parameter) {
        List<String> named = call.texts(parameter);
        named.forEach(name -> {
            if (Find.instance(site, name).cluster() != endpoint.cluster()) {
                throw ApiError.noInstance(name);
            }
        });
        return named;
    }
}
