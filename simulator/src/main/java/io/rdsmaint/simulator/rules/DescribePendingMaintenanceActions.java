package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.MaintenanceAction;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists the maintenance that waits for clusters and instances. */
final class DescribePendingMaintenanceActions implements Rule {

    @Override
    public String action() {
        return "DescribePendingMaintenanceActions";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("ResourceIdentifier", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        call.text("ResourceIdentifier").ifPresent(arn -> known(site, arn));
        var all = new ArrayList<ObjectNode>();
        for (Cluster cluster : site.clusters()) {
            if (wanted(call, cluster.id(), cluster.arn(), "db-cluster-id")) {
                add(all, cluster.arn(), cluster.maintenance());
            }
            for (Instance instance : cluster.instances()) {
                if (wanted(call, instance.id(), instance.arn(), "db-instance-id")) {
                    add(all, instance.arn(), instance.maintenance());
                }
            }
        }
        return Paging.page(call, "PendingMaintenanceActions", all);
    }

    private static void known(AccountRegion site, String arn) {
        boolean there = site.clusters().stream().anyMatch(each -> each.arn().equals(arn))
                || site.instances().stream().anyMatch(each -> each.arn().equals(arn));
        if (!there) {
            throw new ApiError("ResourceNotFoundFault", 404, "The resource " + arn + " was not found.");
        }
    }

    private static boolean wanted(Call call, String id, String arn, String filter) {
        if (call.text("ResourceIdentifier")
                .filter(wanted -> !wanted.equals(arn))
                .isPresent()) {
            return false;
        }
        boolean any = call.list("Filters").isEmpty();
        for (JsonNode each : call.list("Filters")) {
            String name = each.path("Name").asText();
            if (!name.equals("db-cluster-id") && !name.equals("db-instance-id")) {
                throw ApiError.invalidValue("Unrecognized filter name: " + name);
            }
            for (JsonNode value : each.path("Values")) {
                any |= name.equals(filter)
                        && (value.asText().equals(id) || value.asText().equals(arn));
            }
        }
        return any;
    }

    private static void add(List<ObjectNode> all, String arn, List<MaintenanceAction> actions) {
        if (!actions.isEmpty()) {
            ObjectNode resource = Answers.object().put("ResourceIdentifier", arn);
            ArrayNode details = resource.putArray("PendingMaintenanceActionDetails");
            actions.forEach(action -> {
                ObjectNode detail = details.addObject().put("Action", action.action());
                action.autoAppliedAfter().ifPresent(at -> detail.putPOJO("AutoAppliedAfterDate", at));
                action.forcedApply().ifPresent(at -> detail.putPOJO("ForcedApplyDate", at));
                action.autoAppliedAfter()
                        .or(action::forcedApply)
                        .ifPresent(at -> detail.putPOJO("CurrentApplyDate", at));
                detail.put("Description", action.description());
            });
            all.add(resource);
        }
    }
}
