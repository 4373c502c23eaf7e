package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Integration;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists zero-ETL integrations. AWS documents that there are filters and names none. */
final class DescribeIntegrations implements Rule {

    @Override
    public String action() {
        return "DescribeIntegrations";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("IntegrationIdentifier", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Optional<String> wanted = call.text("IntegrationIdentifier");
        List<Integration> named = site.integrations().values().stream()
                .filter(each -> wanted.filter(id -> !names(each).contains(id)).isEmpty())
                .toList();
        if (wanted.isPresent() && named.isEmpty()) {
            throw new ApiError("IntegrationNotFoundFault", 404, "Integration " + wanted.get() + " not found.");
        }
        return Paging.page(
                call,
                "Integrations",
                named.stream().map(DescribeIntegrations::view).toList());
    }

    private static List<String> names(Integration integration) {
        return List.of(integration.name(), integration.id(), integration.arn());
    }

    private static ObjectNode view(Integration integration) {
        ObjectNode view = Answers.object();
        view.put("SourceArn", integration.source().arn());
        view.put("TargetArn", integration.targetArn());
        view.put("IntegrationName", integration.name());
        view.put("IntegrationArn", integration.arn());
        view.put("Status", "active");
        view.putPOJO("CreateTime", integration.createdAt());
        return view;
    }
}
