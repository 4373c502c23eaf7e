package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.CustomEndpoint;
import io.rdsmaint.simulator.protocol.ApiError;
import java.util.ArrayList;
import java.util.List;

/** Cluster endpoints as DescribeDBClusterEndpoints shows them. */
final class EndpointView {

    private EndpointView() {}

    static CustomEndpoint find(AccountRegion site, String id) {
        CustomEndpoint found = site.customEndpoints().get(id);
        if (found == null) {
            throw new ApiError("DBClusterEndpointNotFoundFault", 400, "DB cluster endpoint " + id + " not found.");
        }
        return found;
    }

    static List<ObjectNode> all(Cluster cluster) {
        var views = new ArrayList<ObjectNode>();
        views.add(builtIn(cluster, "WRITER", ".cluster-"));
        views.add(builtIn(cluster, "READER", ".cluster-ro-"));
        cluster.customEndpoints().forEach(each -> views.add(of(each)));
        return views;
    }

    static ObjectNode of(CustomEndpoint endpoint) {
        AccountRegion site = endpoint.cluster().site();
        ObjectNode view = Answers.object();
        view.put("DBClusterEndpointIdentifier", endpoint.id());
        view.put("DBClusterIdentifier", endpoint.cluster().id());
        view.put("DBClusterEndpointResourceIdentifier", endpoint.resourceId());
        view.put("Endpoint", endpoint.id() + ".cluster-custom-" + ClusterView.domain(site));
        view.put("Status", endpoint.status());
        view.put("EndpointType", "CUSTOM");
        view.put("CustomEndpointType", endpoint.type());
        ArrayNode fixed = view.putArray("StaticMembers");
        endpoint.staticMembers().forEach(fixed::add);
        ArrayNode excluded = view.putArray("ExcludedMembers");
        endpoint.excludedMembers().forEach(excluded::add);
        view.put("DBClusterEndpointArn", endpoint.arn());
        return view;
    }

    private static ObjectNode builtIn(Cluster cluster, String type, String infix) {
        return Answers.object()
                .put("DBClusterIdentifier", cluster.id())
                .put("Endpoint", cluster.id() + infix + ClusterView.domain(cluster.site()))
                .put("Status", "available")
                .put("EndpointType", type);
    }
}
