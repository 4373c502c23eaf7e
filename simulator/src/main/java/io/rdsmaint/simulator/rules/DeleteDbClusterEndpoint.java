package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.CustomEndpoint;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Removes a custom endpoint. */
final class DeleteDbClusterEndpoint implements Rule {

    @Override
    public String action() {
        return "DeleteDBClusterEndpoint";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBClusterEndpointIdentifier");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        CustomEndpoint endpoint = EndpointView.find(site, call.required("DBClusterEndpointIdentifier"));
        if (!endpoint.status().equals("available")) {
            throw new ApiError(
                    "InvalidDBClusterEndpointStateFault",
                    400,
                    "DB cluster endpoint " + endpoint.id() + " is " + endpoint.status() + ", not available.");
        }
        endpoint.status("deleting");
        World world = site.world();
        world.after(world.draw(world.durations().settle()), endpoint.cluster(), () -> {
            site.customEndpoints().values().remove(endpoint);
            world.ledger().gone(endpoint.cluster().id(), endpoint.id(), world.now());
        });
        return EndpointView.of(endpoint);
    }
}
