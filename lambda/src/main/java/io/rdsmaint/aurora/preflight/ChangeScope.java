package io.rdsmaint.aurora.preflight;

import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Schedule;
import io.rdsmaint.gateway.rds.Instance;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is about to do to a cluster, as far as the checks must know it. The planner fills it in.
 *
 * @param operationId marks what belongs to this operation
 * @param changes the instances to change, in the planned order
 * @param reboots the instances to reboot as they are, in the planned order
 * @param temporary the temporary instance, or null when none is planned
 * @param failoverTargets instances that are planned to become writer, in order; empty without failover
 * @param writerInPlace true when an instance is changed while it is the writer, so that writes stop for its whole
 *   duration
 * @param minReaders readers that must be serving at any time
 * @param duration how long all of it usually takes, without waiting for its schedule
 * @param schedule when its disruptive steps may begin
 */
public record ChangeScope(
        String operationId,
        List<ClassChange> changes,
        List<String> reboots,
        @Nullable Temporary temporary,
        List<String> failoverTargets,
        boolean writerInPlace,
        int minReaders,
        Duration duration,
        Schedule schedule) {

    public ChangeScope {
        changes = List.copyOf(changes);
        reboots = List.copyOf(reboots);
        failoverTargets = List.copyOf(failoverTargets);
    }

    /** What happens as soon as its steps come up. */
    public ChangeScope(
            String operationId,
            List<ClassChange> changes,
            List<String> reboots,
            @Nullable Temporary temporary,
            List<String> failoverTargets,
            boolean writerInPlace,
            int minReaders,
            Duration duration) {
        this(
                operationId,
                changes,
                reboots,
                temporary,
                failoverTargets,
                writerInPlace,
                minReaders,
                duration,
                Schedule.ANYTIME);
    }

    /** The same without reboots. */
    public ChangeScope(
            String operationId,
            List<ClassChange> changes,
            @Nullable Temporary temporary,
            List<String> failoverTargets,
            boolean writerInPlace,
            int minReaders,
            Duration duration) {
        this(operationId, changes, List.of(), temporary, failoverTargets, writerInPlace, minReaders, duration);
    }

    /** The same, run as {@code options} say: its disruptive steps may have to wait, and it may be watched afterwards. */
    public ChangeScope under(Options options) {
        return new ChangeScope(
                operationId,
                changes,
                reboots,
                temporary,
                failoverTargets,
                writerInPlace,
                minReaders,
                duration.plusMinutes(options.watchMinutes()),
                options.schedule());
    }

    /** All instances are replaced by copies of the same class, and none is changed itself. */
    public static ChangeScope replacing(String operationId, Collection<Instance> instances, Duration duration) {
        List<ClassChange> same = instances.stream()
                .map(i -> new ClassChange(i.id(), i.instanceClass(), i.instanceClass()))
                .toList();
        return new ChangeScope(operationId, same, null, List.of(), false, 0, duration);
    }

    /** One instance and the class it gets. */
    public record ClassChange(String instanceId, String from, String to) {
        /** True when a copy replaces it. */
        private boolean keepsClass() {
            return from.equals(to);
        }
    }

    /** The temporary instance; an empty zone leaves the choice to AWS. */
    public record Temporary(String id, String instanceClass, String availabilityZone) {}

    /** True when the writer changes at least once. */
    public boolean failoverPlanned() {
        return !failoverTargets.isEmpty();
    }

    /** True when instances are made: the temporary one, or copies that replace all. */
    boolean makesInstances() {
        return temporary != null || replaces();
    }

    /** True when copies replace all instances, and the cluster with them. */
    boolean replaces() {
        return !changes.isEmpty() && changes.stream().allMatch(ClassChange::keepsClass);
    }

    /** The change planned for an instance. */
    public Optional<ClassChange> change(String instanceId) {
        return changes.stream().filter(c -> c.instanceId().equals(instanceId)).findFirst();
    }

    /** The classes that instances get. */
    public Set<String> targetClasses() {
        Set<String> classes = new java.util.TreeSet<>();
        changes.forEach(c -> classes.add(c.to()));
        if (temporary != null) {
            classes.add(temporary.instanceClass());
        }
        return classes;
    }
}
