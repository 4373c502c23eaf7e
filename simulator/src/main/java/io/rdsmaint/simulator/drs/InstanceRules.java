package io.rdsmaint.simulator.drs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Automation;
import io.rdsmaint.simulator.model.Durations;
import io.rdsmaint.simulator.model.RecoveryInstance;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** What is asked of EC2 and of Systems Manager: whether recovery instances are well, security groups, and automations. */
public final class InstanceRules {
    private static final Durations.Range AUTOMATION = new Durations.Range(30, 120);

    private InstanceRules() {}

    public static List<Rule> ofEc2() {
        return List.of(
                new One("DescribeInstanceStatus", Set.of("InstanceId", "IncludeAllInstances"), InstanceRules::statuses),
                new One("DescribeSecurityGroups", Set.of("Filter"), InstanceRules::securityGroups));
    }

    public static List<Rule> ofSystemsManager() {
        return List.of(
                new One(
                        "DescribeInstanceInformation",
                        Set.of("Filters", "MaxResults", "NextToken"),
                        InstanceRules::information),
                new One(
                        "StartAutomationExecution",
                        Set.of("DocumentName", "DocumentVersion", "Parameters", "ClientToken", "Tags"),
                        InstanceRules::start),
                new One("GetAutomationExecution", Set.of("AutomationExecutionId"), InstanceRules::execution));
    }

    private record One(String action, Set<String> parameters, BiFunction<Call, AccountRegion, ObjectNode> does)
            implements Rule {
        @Override
        public boolean filters() {
            return true;
        }

        @Override
        public ObjectNode answer(Call call, AccountRegion site) {
            DrsError.permitted(site, call.service() + ":" + action);
            return does.apply(call, site);
        }
    }

    /** By the filter {@code group-id} alone; what is not there is left out. */
    private static ObjectNode securityGroups(Call call, AccountRegion site) {
        List<String> wanted = new ArrayList<>();
        call.list("Filter").forEach(filter -> filter.path("Value").forEach(id -> wanted.add(id.asText())));
        ObjectNode result = Pages.object();
        var set = result.putArray("securityGroupInfo");
        site.securityGroups().values().stream()
                .filter(group -> wanted.contains(group.id()))
                .forEach(group -> set.addObject()
                        .put("groupId", group.id())
                        .put("vpcId", group.vpcId())
                        .put("inbound", group.inbound())
                        .put("outbound", group.outbound()));
        return result;
    }

    private static ObjectNode statuses(Call call, AccountRegion site) {
        Instant now = site.world().now();
        ObjectNode result = Pages.object();
        var set = result.putArray("instanceStatusSet");
        for (String id : call.texts("InstanceId")) {
            RecoveryInstance instance = newest(site, id, now);
            String checks = instance.checks(now);
            set.addObject()
                    .put("instanceId", id)
                    .put("state", instance.runs(now) ? "running" : "terminated")
                    .put("system", checks.equals("impaired") ? "ok" : checks)
                    .put("instance", checks);
        }
        return result;
    }

    private static RecoveryInstance newest(AccountRegion site, String id, Instant now) {
        return site.recovery().instances().stream()
                .filter(each -> each.id().equals(id) && each.shown(now))
                .reduce((first, second) -> second)
                .orElseThrow(() ->
                        new ApiError("InvalidInstanceID.NotFound", 400, "The instance ID '" + id + "' does not exist"));
    }

    private static ObjectNode information(Call call, AccountRegion site) {
        Instant now = site.world().now();
        Set<String> asked = call.input()
                .path("Filters")
                .path(0)
                .path("Values")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        ObjectNode result = Pages.object();
        var list = result.putArray("InstanceInformationList");
        site.recovery().instances().stream()
                .filter(each -> asked.contains(each.id()) && each.managed(now))
                .forEach(each -> list.addObject().put("InstanceId", each.id()).put("PingStatus", "Online"));
        return result;
    }

    private static ObjectNode start(Call call, AccountRegion site) {
        String document = call.required("DocumentName");
        if (document.endsWith("-missing")) {
            throw new ApiError(
                    "AutomationDefinitionNotFoundException", 400, "Automation Definition " + document + " not found");
        }
        Automation automation = site.automations()
                .computeIfAbsent(
                        call.required("ClientToken"),
                        _ -> new Automation(
                                site.world().names().uuid(),
                                document,
                                site.world().now().plus(site.world().draw(AUTOMATION))));
        return Pages.object().put("AutomationExecutionId", automation.id());
    }

    private static ObjectNode execution(Call call, AccountRegion site) {
        String id = call.required("AutomationExecutionId");
        Automation automation = site.automations().values().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new ApiError("AutomationExecutionNotFoundException", 400, "There is no execution " + id));
        String status = automation.status(site.world().now());
        ObjectNode result = Pages.object();
        ObjectNode view = result.putObject("AutomationExecution")
                .put("AutomationExecutionId", id)
                .put("DocumentName", automation.document())
                .put("AutomationExecutionStatus", status);
        if (status.equals("Failed")) {
            view.put("FailureMessage", "Step check failed");
        }
        return result;
    }
}
