package io.rdsmaint.simulator.autoscaling;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.util.Set;

/** Forgets a registered reader count with its policies; the readers stay. */
final class DeregisterScalableTarget implements Rule {

    @Override
    public String action() {
        return "DeregisterScalableTarget";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("ServiceNamespace", "ResourceId", "ScalableDimension");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Namespace.check(call);
        String id = Namespace.resource(call);
        if (site.scalingTargets().remove(id) == null) {
            throw new ApiError(
                    "ObjectNotFoundException",
                    400,
                    "No scalable target found for service namespace: " + Namespace.SERVICE + ", resource ID: " + id
                            + ", scalable dimension: " + Namespace.DIMENSION);
        }
        return JsonNodeFactory.instance.objectNode();
    }
}
