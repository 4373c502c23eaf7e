package io.rdsmaint.simulator.admin;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.InstanceClass;
import io.rdsmaint.simulator.model.InstanceClasses;
import io.rdsmaint.simulator.model.MaintenanceAction;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.process.Alarms;
import io.rdsmaint.simulator.process.Breakdown;
import io.rdsmaint.simulator.process.Creation;
import io.rdsmaint.simulator.process.Deletion;
import io.rdsmaint.simulator.process.Failover;
import io.rdsmaint.simulator.process.HostFailure;
import io.rdsmaint.simulator.process.Modification;
import io.rdsmaint.simulator.process.ParameterChange;
import io.rdsmaint.simulator.process.Restart;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What others do to the clusters meanwhile: people, other tools, and AWS itself. Nothing here asks whether the API
 * would have allowed it, and nothing appears in the call log. Identifiers are looked for in every account and region.
 */
public final class Outsider {

    /** Runs a change on the model, brought up to the clock before and with the ledger kept after. */
    @FunctionalInterface
    public interface Access {
        void change(Consumer<World> change);
    }

    private final Access access;

    public Outsider(Access access) {
        this.access = access;
    }

    /** What others do to blue/green deployments and to what surrounds them. */
    public DeploymentOutsider deployments() {
        return new DeploymentOutsider(access);
    }

    /** The writer's host fails; Aurora promotes whom it likes, or brings a lone writer up on another host. */
    public void failWriter(String cluster) {
        onCluster(cluster, (world, found) -> new HostFailure(world).of(found));
    }

    /** Somebody fails over to an instance. */
    public void failOver(String cluster, String target) {
        onCluster(cluster, (world, found) -> new Failover(world).requested(found, instance(world, target)));
    }

    /** Somebody ends the backends of all statements and transactions of a cluster's databases. */
    public void killStatements(String cluster) {
        onCluster(cluster, (world, found) -> found.databases().kill());
    }

    /** A serverless cluster has nothing to do and goes to sleep, until a call of the Data API wakes it. */
    public void pause(String cluster) {
        onCluster(cluster, (world, found) -> found.dataApi().paused(true));
    }

    /** Somebody gives a cluster another identifier. */
    public void renameCluster(String cluster, String newId) {
        onCluster(cluster, (world, found) -> found.site().rename(found, newId));
    }

    /** Somebody reboots an instance. */
    public void reboot(String id) {
        onInstance(id, (world, instance) -> new Restart(world).requested(instance));
    }

    /** Somebody changes an instance's class at once. */
    public void changeClass(String id, String instanceClass) {
        InstanceClass wanted = known(instanceClass);
        onInstance(id, (world, instance) -> {
            instance.pending().put("DBInstanceClass", wanted.name());
            new Modification(world).begin(instance, "somebody's change of " + id);
        });
    }

    /** Somebody queues a change for the next window; the name is one of {@code PendingModifiedValues}. */
    public void queue(String id, String name, String value) {
        onInstance(id, (world, instance) -> instance.pending().put(name, value));
    }

    /** Somebody adds a reader. */
    public void add(String cluster, String id, String instanceClass, String zone) {
        InstanceClass wanted = known(instanceClass);
        onCluster(cluster, (world, found) -> {
            String resource = world.names().resourceId("db");
            Instance added = new Instance(found, id, resource, wanted, zone, world.now(), false);
            found.writer()
                    .ifPresent(
                            writer -> added.settings().setAll(writer.settings().deepCopy()));
            found.add(added);
            new Creation(world).begin(added);
        });
    }

    /** Somebody deletes an instance. */
    public void delete(String id) {
        onInstance(id, (world, instance) -> new Deletion(world).begin(instance, "somebody's deletion of " + id));
    }

    /** Somebody renames an instance. */
    public void rename(String id, String newId) {
        onInstance(id, (world, instance) -> instance.cluster().rename(instance, newId));
    }

    /** Somebody changes an instance's promotion tier. */
    public void tier(String id, int tier) {
        onInstance(id, (world, instance) -> instance.promotionTier(tier));
    }

    /** Somebody sets a tag on a cluster or an instance. */
    public void tag(String id, String key, String value) {
        access.change(world -> cluster(world, id)
                .map(Cluster::tags)
                .orElseGet(() -> instance(world, id).tags())
                .put(key, value));
    }

    /** AWS announces maintenance for a cluster or an instance. */
    public void maintenance(String id, MaintenanceAction action) {
        access.change(world -> cluster(world, id)
                .map(Cluster::maintenance)
                .orElseGet(() -> instance(world, id).maintenance())
                .add(action));
    }

    /** An instance breaks down and stays in a status such as {@code storage-full}. */
    public void breakDown(String id, String status) {
        onInstance(id, (world, instance) -> new Breakdown(world).of(instance, status));
    }

    /** A cluster gets a status, such as {@code backing-up}, that it keeps until it is given another. */
    public void clusterStatus(String id, String status) {
        onCluster(id, (world, cluster) -> cluster.status(status));
    }

    /** An instance gets a status, such as {@code backing-up}, that it keeps until a change or another status. */
    public void instanceStatus(String id, String status) {
        onInstance(id, (world, instance) -> instance.status(status));
    }

    /** RDS publishes an event about an instance, a cluster or a blue/green deployment. */
    public void event(String id, String category, String message) {
        access.change(world -> {
            for (AccountRegion site : world.sites()) {
                site.instance(id).ifPresent(found -> world.event(found, category, message));
                site.cluster(id).ifPresent(found -> world.event(found, category, message));
                site.blueGreenDeployments().values().stream()
                        .filter(each -> each.id().equals(id) || each.name().equals(id))
                        .forEach(found -> world.event(site, found, category, message));
            }
        });
    }

    /** A reader falls behind, or catches up. */
    public void lag(String id, double millis) {
        onInstance(id, (world, instance) -> instance.lagMillis(millis));
    }

    /** A metric reads a value from the next minute on, whatever the model says; with NaN it isn't reported any more. */
    public void reading(String id, String metric, double value) {
        onInstance(id, (world, instance) -> instance.readings().put(metric, value));
    }

    /** An alarm is set to a state; one that follows its metric keeps it until its metric is next judged. */
    public void alarm(String name, String state) {
        access.change(world -> new Alarms(world).set(name, state));
    }

    /** A zone runs out of a class, in every account. */
    public void exhaust(String instanceClass, String zone) {
        access.change(world -> world.sites().forEach(site -> site.orderable().exhaust(instanceClass, zone)));
    }

    /** A zone has a class again. */
    public void restock(String instanceClass, String zone) {
        access.change(world -> world.sites().forEach(site -> site.orderable().restock(instanceClass, zone)));
    }

    /** Somebody sets a parameter; a static one waits for a restart wherever its group is in use. */
    public void parameter(String group, String name, String value) {
        access.change(world -> world.sites().forEach(site -> {
            Stream.of(site.instanceGroups().get(group), site.clusterGroups().get(group))
                    .flatMap(found -> Optional.ofNullable(found).stream())
                    .forEach(found -> new ParameterChange(site).setAtOnce(found, name, value));
        }));
    }

    private interface ClusterChange {
        void on(World world, Cluster cluster);
    }

    private interface InstanceChange {
        void on(World world, Instance instance);
    }

    private void onCluster(String id, ClusterChange change) {
        access.change(world -> change.on(
                world,
                cluster(world, id).orElseThrow(() -> new IllegalArgumentException("there is no cluster " + id))));
    }

    private void onInstance(String id, InstanceChange change) {
        access.change(world -> change.on(world, instance(world, id)));
    }

    private static Optional<Cluster> cluster(World world, String id) {
        return world.sites().stream().flatMap(site -> site.cluster(id).stream()).findFirst();
    }

    private static Instance instance(World world, String id) {
        return world.sites().stream()
                .flatMap(site -> site.instance(id).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no instance " + id));
    }

    private static InstanceClass known(String name) {
        return InstanceClasses.find(name).orElseThrow(() -> new IllegalArgumentException("there is no class " + name));
    }
}
