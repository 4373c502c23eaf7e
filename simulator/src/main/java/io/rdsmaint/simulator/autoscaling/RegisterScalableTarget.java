package io.rdsmaint.simulator.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ScalingTarget;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Registers a reader count, or changes its limits and what of it is suspended; what is not given stays. Like AWS it first tries
 * with the caller's permissions what scaling will do ("Permissions validation for Application Auto Scaling API calls on target
 * resources" in its user guide), and refuses who may not.
 */
final class RegisterScalableTarget implements Rule {

    private static final List<String> DEPENDENT = List.of(
            "rds:CreateDBInstance",
            "rds:DeleteDBInstance",
            "rds:DescribeDBClusters",
            "rds:DescribeDBInstances",
            "rds:AddTagsToResource");

    @Override
    public String action() {
        return "RegisterScalableTarget";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "ServiceNamespace",
                "ResourceId",
                "ScalableDimension",
                "MinCapacity",
                "MaxCapacity",
                "RoleARN",
                "SuspendedState",
                "Tags");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Namespace.check(call);
        validatePermissions(site);
        String id = Namespace.resource(call);
        ScalingTarget target =
                Optional.ofNullable(site.scalingTargets().get(id)).orElseGet(() -> register(call, site, id));
        int least = call.integer("MinCapacity").orElse(target.least());
        int most = call.integer("MaxCapacity").orElse(target.most());
        if (least < 0 || most < least || most > 15) {
            throw Namespace.invalid("Minimum capacity must be between 0 and the maximum, and the maximum at most 15");
        }
        target.range(least, most);
        JsonNode state = call.input().path("SuspendedState");
        target.suspended(
                state.path("DynamicScalingInSuspended").asBoolean(target.inSuspended()),
                state.path("DynamicScalingOutSuspended").asBoolean(target.outSuspended()),
                state.path("ScheduledScalingSuspended").asBoolean(target.scheduledSuspended()));
        return JsonNodeFactory.instance.objectNode().put("ScalableTargetARN", Namespace.arn(target));
    }

    private static void validatePermissions(AccountRegion site) {
        List<String> missing =
                DEPENDENT.stream().filter(site.world().withheld()::contains).toList();
        if (!missing.isEmpty()) {
            throw Namespace.invalid("Unable to assume the permissions needed on the target resource. The caller is not"
                    + " authorized to perform: " + String.join(", ", missing));
        }
    }

    private static ScalingTarget register(Call call, AccountRegion site, String id) {
        Cluster cluster = site.cluster(id.substring(id.indexOf(':') + 1))
                .filter(each -> id.startsWith("cluster:"))
                .orElseThrow(() -> Namespace.invalid("No DB cluster for the resource " + id));
        if (call.integer("MinCapacity").isEmpty() || call.integer("MaxCapacity").isEmpty()) {
            throw Namespace.invalid("MinCapacity and MaxCapacity are required to register a new scalable target");
        }
        ScalingTarget target = new ScalingTarget(cluster, 0, 0, 100);
        site.scalingTargets().put(id, target);
        return target;
    }
}
