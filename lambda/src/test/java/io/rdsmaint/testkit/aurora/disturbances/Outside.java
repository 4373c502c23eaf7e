package io.rdsmaint.testkit.aurora.disturbances;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.admin.DeploymentOutsider;
import io.rdsmaint.simulator.admin.Outsider;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.testkit.JsonTrees;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens to the clusters of a deployment without its doing, and what they then are. */
public abstract class Outside {
    private static final String FAULT = "disturbance";

    private @Nullable Asked asked;

    /** The simulated services. */
    protected abstract Simulator simulator();

    /** Lets time pass. */
    protected abstract void pass(Duration time);

    /** Has a person call the function. */
    protected abstract void resume(ObjectNode event);

    /** What time it is. */
    public abstract Instant now();

    /** Something was asked. */
    void asked(Asked question) {
        asked = question;
    }

    Outsider people() {
        return simulator().outsider();
    }

    DeploymentOutsider deployments() {
        return people().deployments();
    }

    /** Lets what has begun come to its end. */
    void later(int minutes) {
        pass(Duration.ofMinutes(minutes));
    }

    void fault(Fault fault) {
        simulator().inject(fault.named(FAULT));
    }

    void noFault() {
        simulator().clearFault(FAULT);
    }

    void change(Consumer<World> change) {
        simulator().change(change);
    }

    void cluster(String id, Consumer<Cluster> change) {
        change(world -> change.accept(all(world, AccountRegion::clusters)
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow()));
    }

    void instance(String id, Consumer<Instance> change) {
        change(world -> change.accept(all(world, AccountRegion::instances)
                .filter(i -> i.id().equals(id))
                .findFirst()
                .orElseThrow()));
    }

    void proxy(Consumer<Proxy> change) {
        change(world -> all(world, site -> site.proxies().values()).forEach(change));
    }

    void snapshot(Consumer<ClusterSnapshot> change) {
        change(world -> all(world, site -> List.copyOf(site.clusterSnapshots().values()))
                .forEach(change));
    }

    void alarm(Alarm alarm) {
        change(world -> world.sites().forEach(site -> site.alarms().put(alarm.name(), alarm)));
    }

    /** The only blue/green deployment. */
    BlueGreenDeployment deployment() {
        return all(simulator().world(), site -> site.blueGreenDeployments().values())
                .findFirst()
                .orElseThrow();
    }

    Stream<Cluster> clusters() {
        return all(simulator().world(), AccountRegion::clusters);
    }

    Stream<Instance> instances() {
        return all(simulator().world(), AccountRegion::instances);
    }

    /** The step that the newest question is about. */
    String step() {
        return Objects.requireNonNull(asked).stepName();
    }

    /** Changes gates, deadlines or the schedule of the operation that asked last. */
    void edit(String fields) {
        ObjectNode event = JsonTrees.object()
                .put("action", "resume")
                .put("operation_id", Objects.requireNonNull(asked).operationId());
        event.set("edit", JsonTrees.read("{" + fields + "}"));
        resume(event);
    }

    private static <T> Stream<T> all(World world, Function<AccountRegion, Collection<T>> of) {
        return world.sites().stream().flatMap(site -> of.apply(site).stream());
    }
}
