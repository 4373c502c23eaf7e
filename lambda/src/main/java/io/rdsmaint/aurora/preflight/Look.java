package io.rdsmaint.aurora.preflight;

import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a check decides by: what was seen, what is planned, and what the deployment may touch. */
public record Look(Inspection seen, ChangeScope scope, Scoping scoping) {

    Cluster cluster() {
        return seen.cluster();
    }

    /** The instances that restart, change class or become writer, without the temporary one, in planned order. */
    List<Instance> touched() {
        Set<String> ids = new java.util.LinkedHashSet<>();
        scope.changes().forEach(c -> ids.add(c.instanceId()));
        ids.addAll(scope.reboots());
        ids.addAll(scope.failoverTargets());
        seen.writerInstance()
                .map(Instance::id)
                .filter(w -> scope.failoverPlanned())
                .ifPresent(ids::add);
        List<Instance> found = new ArrayList<>();
        ids.forEach(id -> seen.instance(id).ifPresent(found::add));
        return found;
    }

    /** The instances whose class changes. */
    List<Instance> changed() {
        return scope.changes().stream()
                .flatMap(c -> seen.instance(c.instanceId()).stream())
                .toList();
    }

    /** The instances that restart, with another class or as they are. */
    List<Instance> restarted() {
        List<Instance> all = new ArrayList<>(changed());
        scope.reboots().forEach(id -> seen.instance(id).ifPresent(all::add));
        return all;
    }

    /** True when an instance waits for a restart to run with its parameter groups' values. */
    boolean restartPending(Instance instance) {
        return !seen.waitingGroups(instance).isEmpty();
    }

    /** True when instances are only rebooted. */
    boolean rebootOnly() {
        return scope.changes().isEmpty() && !scope.reboots().isEmpty();
    }

    /** The members that read and can serve now. */
    List<Instance> servingReaders() {
        return seen.readers().stream().filter(Instance::available).toList();
    }

    boolean readerChanges() {
        return restarted().stream()
                .anyMatch(i -> cluster().member(i.id()).filter(m -> !m.writer()).isPresent());
    }

    boolean temporary() {
        return scope.temporary() != null;
    }

    /** Who is writer when all is done; empty when nobody becomes writer by plan. */
    Optional<String> lastWriter() {
        return scope.failoverTargets().isEmpty()
                ? Optional.empty()
                : Optional.of(scope.failoverTargets().getLast());
    }

    /** The class an instance has when all is done. */
    String classAfter(Instance instance) {
        return scope.change(instance.id()).map(ChangeScope.ClassChange::to).orElse(instance.instanceClass());
    }

    /** What an instance is to its clients, for people. */
    String role(Instance instance) {
        return cluster()
                .member(instance.id())
                .map(m -> m.writer() ? "the writer" : "a reader")
                .orElse("no member");
    }

    /** An {@code aws rds} command for the cluster's region. */
    String rds(String command) {
        return seen.rds(command);
    }

    /** Names in a fixed order. */
    static String names(java.util.Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
