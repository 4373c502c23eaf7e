package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Filters;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists blue/green deployments. */
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
    public boolean filters() {
        return true;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<BlueGreenDeployment> named = call.text("BlueGreenDeploymentIdentifier")
                .map(id -> List.of(BlueGreenView.find(site, id)))
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
                kept.stream().map(each -> BlueGreenView.shown(site, each)).toList());
    }
}
