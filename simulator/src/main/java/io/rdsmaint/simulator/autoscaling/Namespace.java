package io.rdsmaint.simulator.autoscaling;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ScalingTarget;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;

/** The one thing that is scaled here: the number of an Aurora cluster's readers. */
final class Namespace {

    static final String SERVICE = "rds";
    static final String DIMENSION = "rds:cluster:ReadReplicaCount";

    private Namespace() {}

    static void check(Call call) {
        String service = call.text("ServiceNamespace").orElseThrow(() -> invalid("ServiceNamespace is required"));
        if (!service.equals(SERVICE)) {
            throw invalid("Only the service namespace rds is simulated, not " + service);
        }
        call.text("ScalableDimension").filter(each -> !each.equals(DIMENSION)).ifPresent(each -> {
            throw invalid("Unsupported scalable dimension " + each + " for service namespace rds");
        });
    }

    static String resource(Call call) {
        return call.text("ResourceId").orElseThrow(() -> invalid("ResourceId is required"));
    }

    static ApiError invalid(String message) {
        return new ApiError("ValidationException", 400, message);
    }

    static String role(ScalingTarget target) {
        return "arn:aws:iam::" + target.cluster().site().account()
                + ":role/aws-service-role/rds.application-autoscaling.amazonaws.com"
                + "/AWSServiceRoleForApplicationAutoScaling_RDSCluster";
    }

    static String arn(ScalingTarget target) {
        AccountRegion site = target.cluster().site();
        return "arn:aws:application-autoscaling:" + site.region() + ":" + site.account() + ":scalable-target/"
                + target.cluster().id();
    }
}
