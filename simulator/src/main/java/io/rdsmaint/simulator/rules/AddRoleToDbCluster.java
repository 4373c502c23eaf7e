package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Associates a role with a cluster, at once. */
final class AddRoleToDbCluster implements Rule {

    @Override
    public String action() {
        return "AddRoleToDBCluster";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBClusterIdentifier", "RoleArn", "FeatureName");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Cluster cluster = Find.cluster(site, call.required("DBClusterIdentifier"));
        String role = call.required("RoleArn");
        if (!cluster.ready()) {
            throw ApiError.clusterState("DB cluster " + cluster.id() + " is not in the available state.");
        }
        ArrayNode roles = cluster.attributes().withArray("AssociatedRoles");
        for (JsonNode each : roles) {
            if (each.path("RoleArn").asText().equals(role)) {
                throw new ApiError("DBClusterRoleAlreadyExists", 400, "The role is associated already: " + role);
            }
        }
        ObjectNode added = roles.addObject().put("RoleArn", role).put("Status", "ACTIVE");
        call.text("FeatureName").ifPresent(name -> added.put("FeatureName", name));
        return Answers.object();
    }
}
