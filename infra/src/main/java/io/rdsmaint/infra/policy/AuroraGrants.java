package io.rdsmaint.infra.policy;

import static io.rdsmaint.infra.policy.Grant.ANY;

import io.rdsmaint.infra.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What operations on Aurora clusters may do. */
public record AuroraGrants(Options options) implements FamilyGrants {
    @Override
    public List<Grant> base() {
        Scope scope = new Scope(options);
        return Stream.of(new RdsGrants(scope).all(), around(scope), keys())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<String> endingEvents() {
        return RdsGrants.ENDING_EVENTS;
    }

    @Override
    public boolean readsDefinitions() {
        return false;
    }

    @Override
    public List<Part> parts() {
        UpgradeGrants upgrades = UpgradeGrants.of(options);
        List<Part> parts = new ArrayList<>(List.of(
                new Part(
                        "UpgradeBuildingPolicy",
                        "For engine upgrades: parameter groups and the green side.",
                        upgrades.building()),
                new Part(
                        "UpgradeFinishingPolicy",
                        "For engine upgrades: the switchover and the end of the old side.",
                        upgrades.finishing())));
        if (options.policies().suspendScaling()) {
            parts.add(new Part(
                    "SuspendScalingPolicy",
                    "To suspend and restore the scaling of readers.",
                    new ScalingGrants(options).all()));
        }
        return parts;
    }

    private List<Grant> around(Scope scope) {
        return List.of(
                new Grant(
                        "ReadMetricsAndScaling",
                        "Lag, load, scaling targets and their policies: these actions know no resource.",
                        List.of(
                                "application-autoscaling:DescribeScalableTargets",
                                "application-autoscaling:DescribeScalingPolicies",
                                "cloudwatch:GetMetricData"),
                        ANY,
                        scope.inRegions()),
                new Grant(
                        "ReadAlarms",
                        "No change while an alarm rings. CloudWatch leaves out composite alarms, without an error, for"
                                + " whoever may read less than all.",
                        List.of("cloudwatch:DescribeAlarms"),
                        ANY,
                        scope.inRegions()),
                new Grant(
                        "PassMonitoringRole",
                        "A temporary instance is monitored like the writer it stands in for.",
                        List.of("iam:PassRole"),
                        options.monitoringRoles().isEmpty()
                                ? List.of(Arns.in("iam", "", "role/rds-monitoring-role"))
                                : options.monitoringRoles(),
                        Map.of("StringEquals", Map.of("iam:PassedToService", "monitoring.rds.amazonaws.com"))));
    }

    private List<Grant> keys() {
        return options.kmsKeys().isEmpty()
                ? List.of()
                : List.of(new Grant(
                        "UseListedKeys",
                        "Instances in clusters encrypted by these keys, through RDS only.",
                        List.of("kms:CreateGrant", "kms:DescribeKey"),
                        options.kmsKeys(),
                        Map.of(
                                "StringLike",
                                Map.of("kms:ViaService", List.of("rds.*.amazonaws.com", "rds.*.amazonaws.com.cn")))));
    }
}
