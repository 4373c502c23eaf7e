package io.rdsmaint.gateway.rds;

import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;

/** Reads instances from the SDK's model, and writes the request that creates one. */
final class Instances {
    private Instances() {}

    static Instance instance(DBInstance i) {
        return new Instance(
                i.dbInstanceIdentifier(),
                Values.text(i.dbInstanceArn()),
                Values.text(i.dbiResourceId()),
                Values.text(i.dbClusterIdentifier()),
                Values.text(i.dbInstanceClass()),
                Values.text(i.dbInstanceStatus()),
                Values.text(i.engine()),
                Values.text(i.engineVersion()),
                Values.text(i.availabilityZone()),
                Values.number(i.promotionTier(), 1),
                i.dbParameterGroups().stream()
                        .map(g -> new Instance.AppliedGroup(
                                Values.text(g.dbParameterGroupName()), Values.text(g.parameterApplyStatus())))
                        .toList(),
                Values.pending(i.pendingModifiedValues()),
                settings(i),
                Values.tags(i.tagList()),
                i.instanceCreateTime());
    }

    private static Instance.Settings settings(DBInstance i) {
        DBSubnetGroup subnets = i.dbSubnetGroup();
        int interval = Values.number(i.monitoringInterval(), 0);
        return new Instance.Settings(
                i.caCertificateIdentifier(),
                subnets == null ? "" : Values.text(subnets.dbSubnetGroupName()),
                subnets == null ? "" : Values.text(subnets.vpcId()),
                Values.text(i.preferredMaintenanceWindow()),
                Values.yes(i.publiclyAccessible()),
                i.autoMinorVersionUpgrade() == null || i.autoMinorVersionUpgrade(),
                interval,
                interval == 0 ? null : i.monitoringRoleArn(),
                Values.yes(i.performanceInsightsEnabled()),
                i.performanceInsightsKMSKeyId(),
                i.performanceInsightsRetentionPeriod(),
                Values.yes(i.iamDatabaseAuthenticationEnabled()));
    }

    static CreateDbInstanceRequest create(NewInstance n) {
        Instance.Settings s = n.settings();
        CreateDbInstanceRequest.Builder request = CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier(n.id())
                .dbClusterIdentifier(n.clusterId())
                .engine(n.engine())
                .dbInstanceClass(n.instanceClass())
                .promotionTier(n.promotionTier())
                .publiclyAccessible(s.publiclyAccessible())
                .autoMinorVersionUpgrade(s.autoMinorUpgrade())
                .monitoringInterval(s.monitoringInterval())
                .monitoringRoleArn(s.monitoringRole())
                .caCertificateIdentifier(s.certificate())
                .enablePerformanceInsights(s.insights())
                .tags(RdsCalls.tags(n.tags()));
        if (s.insights()) {
            request.performanceInsightsKMSKeyId(s.insightsKey())
                    .performanceInsightsRetentionPeriod(s.insightsRetention());
        }
        if (!n.availabilityZone().isEmpty()) {
            request.availabilityZone(n.availabilityZone());
        }
        if (!n.parameterGroup().isEmpty()) {
            request.dbParameterGroupName(n.parameterGroup());
        }
        if (!s.maintenanceWindow().isEmpty()) {
            request.preferredMaintenanceWindow(s.maintenanceWindow());
        }
        return request.build();
    }
}
