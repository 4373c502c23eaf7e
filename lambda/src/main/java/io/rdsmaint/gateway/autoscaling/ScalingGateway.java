package io.rdsmaint.gateway.autoscaling;

import io.rdsmaint.engine.Intent;
import io.rdsmaint.gateway.ErrorTranslation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ConcurrentUpdateException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** Application Auto Scaling's hold on a cluster's number of readers. Errors as in {@link ErrorTranslation}. */
public final class ScalingGateway {
    private final Supplier<ApplicationAutoScalingClient> reading;
    private final Supplier<ApplicationAutoScalingClient> changing;
    private final ErrorTranslation calls;

    public ScalingGateway(
            Supplier<ApplicationAutoScalingClient> reading,
            Supplier<ApplicationAutoScalingClient> changing,
            ErrorTranslation calls) {
        this.reading = reading;
        this.changing = changing;
        this.calls = calls;
    }

    /** How the cluster's readers scale, or empty when nothing scales them. */
    public Optional<ReaderScaling> readers(String clusterId) {
        return calls.read(
                        "application-autoscaling:DescribeScalableTargets",
                        resource(clusterId),
                        () -> reading
                                .get()
                                .describeScalableTargetsPaginator(r -> r.serviceNamespace(ServiceNamespace.RDS)
                                        .resourceIds(resource(clusterId))
                                        .scalableDimension(ScalableDimension.RDS_CLUSTER_READ_REPLICA_COUNT))
                                .scalableTargets()
                                .stream()
                                .findFirst())
                .map(target -> new ReaderScaling(
                        target.minCapacity(), target.maxCapacity(), suspension(target), policies(clusterId)));
    }

    /**
     * Suspends or resumes scaling activities; the capacity limits stay as they are. A refusal passes when another update is under way.
     */
    public void suspend(Intent intent, String clusterId, ReaderScaling.Suspension suspension) {
        calls.change(
                intent,
                "application-autoscaling:RegisterScalableTarget",
                resource(clusterId),
                ScalingGateway::passes,
                () -> changing.get()
                        .registerScalableTarget(r -> r.serviceNamespace(ServiceNamespace.RDS)
                                .resourceId(resource(clusterId))
                                .scalableDimension(ScalableDimension.RDS_CLUSTER_READ_REPLICA_COUNT)
                                .suspendedState(s -> s.dynamicScalingInSuspended(suspension.scaleIn())
                                        .dynamicScalingOutSuspended(suspension.scaleOut())
                                        .scheduledScalingSuspended(suspension.scheduled()))));
    }

    private List<String> policies(String clusterId) {
        return calls.read(
                "application-autoscaling:DescribeScalingPolicies",
                resource(clusterId),
                () -> reading
                        .get()
                        .describeScalingPoliciesPaginator(r -> r.serviceNamespace(ServiceNamespace.RDS)
                                .resourceId(resource(clusterId))
                                .scalableDimension(ScalableDimension.RDS_CLUSTER_READ_REPLICA_COUNT))
                        .scalingPolicies()
                        .stream()
                        .map(ScalingPolicy::policyName)
                        .toList());
    }

    private static ReaderScaling.Suspension suspension(ScalableTarget target) {
        SuspendedState s = target.suspendedState();
        return s == null
                ? new ReaderScaling.Suspension(false, false, false)
                : new ReaderScaling.Suspension(
                        Boolean.TRUE.equals(s.dynamicScalingInSuspended()),
                        Boolean.TRUE.equals(s.dynamicScalingOutSuspended()),
                        Boolean.TRUE.equals(s.scheduledScalingSuspended()));
    }

    private static boolean passes(AwsServiceException e) {
        return e instanceof ConcurrentUpdateException;
    }

    private static String resource(String clusterId) {
        return "cluster:" + clusterId;
    }
}
