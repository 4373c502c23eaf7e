package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;

/** An instance as DescribeDBInstances shows it. */
final class InstanceView {

    private InstanceView() {}

    /** As a describe shows it, with faults that hide the true status. */
    static ObjectNode shown(Instance instance) {
        String status = instance.cluster().site().world().faults().shown(instance.id(), instance.status());
        return of(instance, status);
    }

    /** As the answer to a change shows it. */
    static ObjectNode of(Instance instance, String status) {
        Cluster cluster = instance.cluster();
        AccountRegion site = cluster.site();
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("DBInstanceIdentifier", instance.id());
        view.put("DBInstanceClass", instance.instanceClass().name());
        view.put("Engine", cluster.engine());
        view.put("DBInstanceStatus", status);
        view.put("MasterUsername", "admin");
        if (!status.equals("creating")) {
            view.putObject("Endpoint")
                    .put("Address", instance.id() + "." + ClusterView.domain(site))
                    .put("Port", cluster.version().port())
                    .put("HostedZoneId", ClusterView.HOSTED_ZONE);
            view.putPOJO("InstanceCreateTime", instance.createdAt());
        }
        view.put("AllocatedStorage", 1);
        view.put(
                "PreferredBackupWindow",
                cluster.attributes().path("PreferredBackupWindow").asText());
        view.put(
                "BackupRetentionPeriod",
                cluster.attributes().path("BackupRetentionPeriod").asInt());
        view.putArray("VpcSecurityGroups")
                .addObject()
                .put("VpcSecurityGroupId", "sg-0a1b2c3d4e5f60718")
                .put("Status", "active");
        view.putArray("DBParameterGroups")
                .addObject()
                .put("DBParameterGroupName", instance.parameterGroup())
                .put("ParameterApplyStatus", instance.parameterStatus());
        view.put("AvailabilityZone", instance.zone());
        view.set("DBSubnetGroup", SubnetGroupView.of(cluster));
        view.set("PendingModifiedValues", instance.pending().deepCopy());
        view.put("MultiAZ", false);
        view.put("EngineVersion", instance.engineVersion());
        view.put("LicenseModel", cluster.version().licence());
        view.put("StorageType", cluster.attributes().path("StorageType").asText(cluster.storageType()));
        view.put("DbInstancePort", 0);
        view.put("DBClusterIdentifier", cluster.id());
        view.put(
                "StorageEncrypted",
                cluster.attributes().path("StorageEncrypted").asBoolean());
        view.put("DbiResourceId", instance.resourceId());
        view.put("PromotionTier", instance.promotionTier());
        view.put("DBInstanceArn", instance.arn());
        view.setAll(instance.settings().deepCopy());
        view.put("DeletionProtection", false);
        view.put(
                "IAMDatabaseAuthenticationEnabled",
                cluster.attributes().path("IAMDatabaseAuthenticationEnabled").asBoolean());
        view.put("NetworkType", "IPV4");
        Tags.put(view, "TagList", instance.tags());
        return view;
    }
}
