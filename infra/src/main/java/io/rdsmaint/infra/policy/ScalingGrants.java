package io.rdsmaint.infra.policy;

import io.rdsmaint.infra.Options;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * In a policy of its own, deployed only when chosen: suspending and restoring the scaling of a cluster's readers. Application Auto
 * Scaling then tries with the caller's permissions, with arguments that can't succeed, what scaling will do (<a
 * href="https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_permission_validation.html">Permissions
 * validation for API calls on target resources</a>), and refuses who may not. Which resources its trials name is taken from that
 * page; nobody has tried this policy on AWS yet.
 *
 * @param options what the person who deploys chose
 */
public record ScalingGrants(Options options) {
    /** As AWS's page has it, in every partition: an instance that nobody has, in an account that nobody can have. */
    private static final String NOBODYS = "arn:aws:rds:us-east-1:12345:db:non-existing-db";

    private static final String UNTRIED = " Application Auto Scaling checks this of its caller; untried on AWS.";

    /** Each of its statements. */
    public List<Grant> all() {
        Scope scope = new Scope(options);
        List<Grant> ours = scope.bound(Stream.of(
                new Grant(
                        "SuspendScaling",
                        "Suspends and restores the scaling of readers. A target's ARN has a random id; it is narrowed"
                                + " to Aurora's readers instead.",
                        List.of("application-autoscaling:RegisterScalableTarget"),
                        scope.of("application-autoscaling", Stream.of("scalable-target/*")),
                        Map.of(
                                "StringEquals",
                                Map.of(
                                        "application-autoscaling:service-namespace", "rds",
                                        "application-autoscaling:scalable-dimension", "rds:cluster:ReadReplicaCount"))),
                new Grant(
                        "ShowCreationToScaling",
                        "In an allowed cluster, an instance without a name." + UNTRIED,
                        List.of("rds:CreateDBInstance"),
                        scope.clusters(),
                        scope.allowed()),
                new Grant(
                        "ShowInstancesToScaling",
                        "The instance without a name: no instance has that ARN." + UNTRIED,
                        List.of("rds:CreateDBInstance", "rds:DeleteDBInstance"),
                        scope.rds(Stream.of("db:")))));
        return Stream.concat(ours.stream(), Stream.of(tagging())).toList();
    }

    /** The one that belongs to no region of ours. */
    private static Grant tagging() {
        return new Grant(
                "ShowTaggingToScaling",
                "An instance that nobody has." + UNTRIED,
                List.of("rds:AddTagsToResource"),
                List.of(NOBODYS));
    }
}
