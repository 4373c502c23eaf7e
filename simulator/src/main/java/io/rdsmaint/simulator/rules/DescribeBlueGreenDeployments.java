package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Site;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Filters;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists blue/green deployments that the scenario has. */
final class DescribeBlueGreenDeployments implements Rule {

    @Override
    public String action() {
        return "DescribeBlueGreenDeployments";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("BlueGreenDeploymentIdentifier", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, Site site) {
        List<BlueGreenDeployment> named = call.text("BlueGreenDeploymentIdentifier")
                .map(id -> List.of(find(site, id)))
                .orElseGet(() -> List.copyOf(site.blueGreenDeployments().values()));
        List<BlueGreenDeployment> kept = Filters.apply(
                call,
                named,
                Map.of(
                        "blue-green-deployment-identifier", each -> List.of(each.id()),
                        "blue-green-deployment-name", each -> List.of(each.name()),
                        "source", each -> List.of(each.sourceArn()),
                        "target", each -> List.of(each.targetArn())));
        return Paging.page(
                call,
                "BlueGreenDeployments",
                kept.stream().map(DescribeBlueGreenDeployments::view).toList());
    }

    private static BlueGreenDeployment find(Site site, String id) {
        BlueGreenDeployment found = site.blueGreenDeployments().get(id);
        if (found == null) {
            throw new ApiError("BlueGreenDeploymentNotFoundFault", 404, "Blue/green deployment " + id + " not found.");
        }
        return found;
    }

    private static ObjectNode view(BlueGreenDeployment deployment) {
        ObjectNode view = Answers.object();
        view.put("BlueGreenDeploymentIdentifier", deployment.id());
        view.put("BlueGreenDeploymentName", deployment.name());
        view.put("Source", deployment.sourceArn());
        view.put("Target", deployment.targetArn());
        view.put("Status", deployment.status());
        view.putPOJO("CreateTime", deployment.createdAt());
        return view;
    }
}
