package io.rdsmaint.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.MaintenanceAction;

/** Builds one instance of a scenario. */
public final class InstanceBuilder {

    private final Instance instance;

    InstanceBuilder(Instance instance) {
        this.instance = instance;
    }

    void defaults(String tag, String value) {
        instance.status("available");
        instance.member(true);
        instance.engine().upCold(instance.createdAt());
        instance.tags().put(tag, value);
        instance.settings()
                .put("AutoMinorVersionUpgrade", false)
                .put("CACertificateIdentifier", instance.cluster().site().defaultAuthority())
                .put("CopyTagsToSnapshot", false)
                .put("MonitoringInterval", 60)
                .put(
                        "MonitoringRoleArn",
                        "arn:aws:iam::" + instance.cluster().site().account() + ":role/rds-monitoring-role")
                .put("PerformanceInsightsEnabled", true)
                .put("PerformanceInsightsRetentionPeriod", 7)
                .put("PreferredMaintenanceWindow", "sun:09:00-sun:09:30")
                .put("PubliclyAccessible", false);
    }

    /** The instance itself, for what this builder has no method for. */
    public Instance instance() {
        return instance;
    }

    public InstanceBuilder tier(int tier) {
        instance.promotionTier(tier);
        return this;
    }

    public InstanceBuilder status(String status) {
        instance.status(status);
        return this;
    }

    public InstanceBuilder tag(String key, String value) {
        instance.tags().put(key, value);
        return this;
    }

    /** Takes all tags off, the ready-made one included. */
    public InstanceBuilder untagged() {
        instance.tags().clear();
        return this;
    }

    /** Makes it one of the readers that Application Auto Scaling added. */
    public InstanceBuilder autoscaled() {
        instance.tags()
                .put(Instance.AUTOSCALING_TAG, "cluster:" + instance.cluster().id());
        return tier(15);
    }

    public InstanceBuilder parameterGroup(String name) {
        instance.parameterGroup(name);
        return this;
    }

    /** Whether the instance runs with its parameter group's values: {@code in-sync}, {@code pending-reboot}, … */
    public InstanceBuilder parameterStatus(String status) {
        instance.parameterStatus(status);
        return this;
    }

    /** Whether the instance runs with the cluster parameter group's values. */
    public InstanceBuilder clusterParameterStatus(String status) {
        instance.clusterParameterStatus(status);
        return this;
    }

    /** Queues a change, by its name in {@code PendingModifiedValues}. */
    public InstanceBuilder pending(String name, String value) {
        instance.pending().put(name, value);
        return this;
    }

    /** Lets maintenance wait for the instance. */
    public InstanceBuilder maintenance(MaintenanceAction action) {
        instance.maintenance().add(action);
        return this;
    }

    /** Sets a field of DescribeDBInstances that no rule depends on. */
    public InstanceBuilder setting(String name, JsonNode value) {
        instance.settings().set(name, value);
        return this;
    }

    /** Sets a field of DescribeDBInstances that no rule depends on. */
    public InstanceBuilder setting(String name, String value) {
        instance.settings().put(name, value);
        return this;
    }

    /** How far it is behind the writer. */
    public InstanceBuilder lagMillis(double millis) {
        instance.lagMillis(millis);
        return this;
    }
}
