package io.rdsmaint.simulator.autoscaling;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ScalingTarget;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Tokens;
import io.rdsmaint.simulator.rules.Rule;
import java.util.List;
import java.util.Set;

/** Lists the target tracking policies. */
final class DescribeScalingPolicies implements Rule {

    @Override
    public String action() {
        return "DescribeScalingPolicies";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("ServiceNamespace", "PolicyNames", "ResourceId", "ScalableDimension", "MaxResults", "NextToken");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Namespace.check(call);
        List<ObjectNode> policies = site.scalingTargets().values().stream()
                .filter(each -> each.targetCpu() < 100)
                .filter(each -> call.text("ResourceId")
                        .filter(id -> !id.equals(each.resourceId()))
                        .isEmpty())
                .map(DescribeScalingPolicies::view)
                .filter(each -> call.texts("PolicyNames").isEmpty()
                        || call.texts("PolicyNames")
                                .contains(each.path("PolicyName").asText()))
                .toList();
        return Tokens.page(call, "ScalingPolicies", policies, 50);
    }

    private static ObjectNode view(ScalingTarget target) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        String name = target.cluster().id() + "-reader-cpu";
        view.put(
                "PolicyARN", Namespace.arn(target).replace("scalable-target", "scalingPolicy") + ":policyName/" + name);
        view.put("PolicyName", name);
        view.put("ServiceNamespace", Namespace.SERVICE);
        view.put("ResourceId", target.resourceId());
        view.put("ScalableDimension", Namespace.DIMENSION);
        view.put("PolicyType", "TargetTrackingScaling");
        ObjectNode tracking = view.putObject("TargetTrackingScalingPolicyConfiguration");
        tracking.put("TargetValue", target.targetCpu());
        tracking.putObject("PredefinedMetricSpecification")
                .put("PredefinedMetricType", "RDSReaderAverageCPUUtilization");
        tracking.put("ScaleOutCooldown", 300).put("ScaleInCooldown", 300).put("DisableScaleIn", false);
        view.putPOJO("CreationTime", target.createdAt());
        return view;
    }
}
