package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.model.ParameterSync;
import io.rdsmaint.simulator.model.Parameters;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Changes values of parameter groups, and the groups in use. What is applied immediately reaches every member that uses
 * the group within a minute; the rest, and all of another group, waits until each of them restarts.
 */
public final class ParameterChange {

    /**
     * A value to set.
     *
     * @param immediate true to apply it without a restart, which only dynamic parameters can
     */
    public record Assignment(String name, String value, boolean immediate) {}

    private static final String CATEGORY = "configuration change";

    private final World world;
    private final AccountRegion site;

    public ParameterChange(AccountRegion site) {
        this.world = site.world();
        this.site = site;
    }

    /** Sets values as a call does: describes show later how far the members are. */
    public void set(ParameterGroup group, List<Assignment> assignments) {
        List<Instance> users = site.users(group);
        Duration lag = world.draw(world.durations().statusLag());
        Duration applied = lag.plus(world.draw(world.durations().settle()));
        assignments.forEach(each -> {
            users.forEach(user -> hold(user, group, each.name()));
            group.set(each.name(), each.value(), each.immediate());
            world.event(
                    group,
                    site,
                    "Updated parameter " + each.name() + " to " + each.value() + " with apply method "
                            + group.applyMethod(each.name()));
        });
        List<String> immediate = assignments.stream()
                .filter(Assignment::immediate)
                .map(Assignment::name)
                .toList();
        users.forEach(user -> {
            ParameterSync sync = user.sync(group.ofClusters());
            world.after(lag, user, () -> {
                if (sync.behind()) {
                    sync.status(immediate.isEmpty() ? ParameterSync.PENDING_REBOOT : ParameterSync.APPLYING);
                }
            });
            if (!immediate.isEmpty()) {
                world.after(applied, user, () -> apply(user, group, immediate));
            }
        });
        if (group.ofClusters() && !immediate.isEmpty()) {
            users.stream().map(Instance::cluster).distinct().forEach(each -> modify(each, lag, applied));
        }
    }

    /** Sets a value from outside, with its effect on all members at once. */
    public void setAtOnce(ParameterGroup group, String name, String value) {
        boolean restart = Parameters.needsRestart(group, name);
        if (restart) {
            site.users(group).forEach(user -> {
                hold(user, group, name);
                user.sync(group.ofClusters()).status(ParameterSync.PENDING_REBOOT);
            });
        }
        group.set(name, value, !restart);
    }

    /** Gives an instance another group. */
    public void use(Instance instance, ParameterGroup group) {
        ParameterGroup before = site.instanceGroups().getOrDefault(instance.parameterGroup(), group);
        holdAll(instance, before, group);
        instance.parameterGroup(group.name());
        world.event(instance, CATEGORY, "Updated to use DBParameterGroup " + group.name());
    }

    /** Gives a cluster another group. */
    public void use(Cluster cluster, ParameterGroup group) {
        ParameterGroup before = site.clusterGroups().getOrDefault(cluster.parameterGroup(), group);
        cluster.instances().forEach(each -> holdAll(each, before, group));
        cluster.parameterGroup(group.name());
    }

    private static void holdAll(Instance instance, ParameterGroup before, ParameterGroup after) {
        var names = new LinkedHashSet<>(before.values().keySet());
        names.addAll(after.values().keySet());
        names.stream()
                .filter(name -> !before.value(name).equals(after.value(name)))
                .forEach(name -> hold(instance, before, name));
        instance.sync(after.ofClusters()).status(ParameterSync.PENDING_REBOOT);
    }

    private static void hold(Instance instance, ParameterGroup group, String name) {
        instance.sync(group.ofClusters()).hold(name, group.value(name));
    }

    private void apply(Instance user, ParameterGroup group, List<String> names) {
        ParameterSync sync = user.sync(group.ofClusters());
        String action = group.ofClusters() ? "ModifyDBClusterParameterGroup" : "ModifyDBParameterGroup";
        world.faults().ending(action, user.id()).ifPresentOrElse(sync::status, () -> {
            names.forEach(sync::release);
            sync.status(sync.behind() ? ParameterSync.PENDING_REBOOT : ParameterSync.IN_SYNC);
            world.event(user, CATEGORY, "Finished updating DB parameter group");
        });
    }

    private void modify(Cluster cluster, Duration lag, Duration applied) {
        if (cluster.ready()) {
            new Modifying(world).begin(cluster, lag);
            world.after(applied, cluster, () -> new Modifying(world).end(cluster, "available"));
        }
    }
}
