package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Turns the Data API of a cluster on or off, at once. On, it answers to the ARN that the cluster has now. */
record SwitchHttpEndpoint(boolean on) implements Rule {

    @Override
    public String action() {
        return on ? "EnableHttpEndpoint" : "DisableHttpEndpoint";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("ResourceArn");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        String arn = call.required("ResourceArn");
        Cluster cluster = site.clusters().stream()
                .filter(each -> each.arn().equals(arn))
                .findFirst()
                .orElseThrow(
                        () -> new ApiError("ResourceNotFoundFault", 404, "The resource " + arn + " was not found."));
        if (!cluster.ready()) {
            throw state("DB cluster " + cluster.id() + " is not in the available state.");
        }
        if (!cluster.engine().startsWith("aurora-") || !cluster.individuallyManaged()) {
            throw ApiError.invalidCombination("The Data API isn't supported for " + cluster.engine() + ".");
        }
        if (on && cluster.instances().stream().map(Instance::instanceClass).anyMatch(each -> each.burstable())) {
            throw ApiError.invalidCombination("The Data API isn't supported on T DB instance classes.");
        }
        cluster.httpEndpoint(on);
        return Answers.object().put("ResourceArn", arn).put("HttpEndpointEnabled", on);
    }

    private static ApiError state(String message) {
        return new ApiError("InvalidResourceStateFault", 400, message);
    }
}
