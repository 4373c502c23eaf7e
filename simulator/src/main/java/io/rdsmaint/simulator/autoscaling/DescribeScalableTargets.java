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

/** Lists the registered reader counts. */
final class DescribeScalableTargets implements Rule {

    @Override
    public String action() {
        return "DescribeScalableTargets";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("ServiceNamespace", "ResourceIds", "ScalableDimension", "MaxResults", "NextToken");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Namespace.check(call);
        List<String> wanted = call.texts("ResourceIds");
        List<ObjectNode> targets = site.scalingTargets().values().stream()
                .filter(each -> wanted.isEmpty() || wanted.contains(each.resourceId()))
                .map(DescribeScalableTargets::view)
                .toList();
        return Tokens.page(call, "ScalableTargets", targets, 50);
    }

    private static ObjectNode view(ScalingTarget target) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("ServiceNamespace", Namespace.SERVICE);
        view.put("ResourceId", target.resourceId());
        view.put("ScalableDimension", Namespace.DIMENSION);
        view.put("MinCapacity", target.least());
        view.put("MaxCapacity", target.most());
        view.put("RoleARN", Namespace.role(target));
        view.putPOJO("CreationTime", target.createdAt());
        view.putObject("SuspendedState")
                .put("DynamicScalingInSuspended", target.inSuspended())
                .put("DynamicScalingOutSuspended", target.outSuspended())
                .put("ScheduledScalingSuspended", target.scheduledSuspended());
        return view.put("ScalableTargetARN", Namespace.arn(target));
    }
}
