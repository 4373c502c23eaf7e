package io.rdsmaint.operations.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aws.Place;
import io.rdsmaint.aws.TestClients;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.simulator.scenario.Stage;
import io.rdsmaint.world.SimulatedWorld;
import io.rdsmaint.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Preflight of a change of all instances of a simulated cluster to another class, readers first with a failover to the
 * first of them, unless told otherwise. It happens at noon of a Wednesday.
 */
record Trial(
        Scenario scenario,
        String clusterId,
        String target,
        UnaryOperator<ChangeScope> planned,
        Scoping scoping,
        Place place,
        Consumer<Simulator> meanwhile) {

    static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Scoping USUAL =
            new Scoping("test", new Scoping.AllowTag("rds-maint-machine", "allowed"), List.of(), List.of());

    /** A scenario with one cluster. */
    static Trial of(Scenario scenario, String clusterId) {
        return new Trial(
                scenario, clusterId, "db.r6g.xlarge", UnaryOperator.identity(), USUAL, TestClients.PLACE, s -> {});
    }

    /** {@code demo-multi}, three nodes. */
    static Trial multi() {
        return of(Scenarios.multiNode(), "demo-multi");
    }

    /** {@code demo-two}, a writer and a reader. */
    static Trial two() {
        return of(Scenarios.twoNode(), "demo-two");
    }

    /** The same with something altered on the stage. */
    Trial with(Consumer<Stage> more) {
        return new Trial(scenario.and(more), clusterId, target, planned, scoping, place, meanwhile);
    }

    /** The same with the cluster altered. */
    Trial cluster(Consumer<io.rdsmaint.simulator.scenario.ClusterBuilder> more) {
        return with(stage -> stage.alter(clusterId, more));
    }

    /** The same with an instance altered. */
    Trial instance(String id, Consumer<io.rdsmaint.simulator.scenario.InstanceBuilder> more) {
        return cluster(cluster -> cluster.alter(id, more));
    }

    /** The same with another class asked for. */
    Trial to(String instanceClass) {
        return new Trial(scenario, clusterId, instanceClass, planned, scoping, place, meanwhile);
    }

    /** The same with something done to the simulator before the look. */
    Trial when(Consumer<Simulator> more) {
        return new Trial(scenario, clusterId, target, planned, scoping, place, meanwhile.andThen(more));
    }

    /** The same, looked at elsewhere. */
    Trial at(Place other) {
        return new Trial(scenario, clusterId, target, planned, scoping, other, meanwhile);
    }

    /** The same in a deployment that may touch other clusters. */
    Trial scoped(Scoping other) {
        return new Trial(scenario, clusterId, target, planned, other, place, meanwhile);
    }

    /** The same with another plan. */
    Trial planning(UnaryOperator<ChangeScope> more) {
        return new Trial(scenario, clusterId, target, s -> more.apply(planned.apply(s)), scoping, place, meanwhile);
    }

    /** The same with a temporary instance. */
    Trial temporary(String id, String zone) {
        return planning(s -> new ChangeScope(
                s.operationId(),
                s.changes(),
                new ChangeScope.Temporary(id, target, zone),
                s.failoverTargets(),
                s.writerInPlace(),
                s.minReaders(),
                s.duration()));
    }

    /** The same with an instance left out. */
    Trial without(String excluded) {
        return planning(s -> {
            List<ChangeScope.ClassChange> rest = s.changes().stream()
                    .filter(c -> !c.instanceId().equals(excluded))
                    .toList();
            return new ChangeScope(
                    s.operationId(),
                    rest,
                    s.temporary(),
                    s.failoverTargets(),
                    s.writerInPlace(),
                    s.minReaders(),
                    s.duration());
        });
    }

    /** The same with other instances becoming writer. */
    Trial failingOverTo(String... ids) {
        return planning(s -> new ChangeScope(
                s.operationId(),
                s.changes(),
                s.temporary(),
                List.of(ids),
                s.writerInPlace(),
                s.minReaders(),
                s.duration()));
    }

    /** The same instances rebooted as they are. */
    Trial rebooting() {
        return planning(s -> new ChangeScope(
                s.operationId(),
                List.of(),
                s.changes().stream().map(ChangeScope.ClassChange::instanceId).toList(),
                s.temporary(),
                s.failoverTargets(),
                s.writerInPlace(),
                s.minReaders(),
                s.duration()));
    }

    /** The same with that many readers kept serving. */
    Trial minReaders(int readers) {
        return planning(s -> new ChangeScope(
                s.operationId(),
                s.changes(),
                s.temporary(),
                s.failoverTargets(),
                s.writerInPlace(),
                readers,
                s.duration()));
    }

    /** The simulated cluster, for whoever ignores what is found. */
    SimulatedWorld ignored() {
        SimulatedWorld world = new SimulatedWorld(scenario, place);
        meanwhile.accept(world.simulator());
        return world;
    }

    /** Looks. */
    Inspection look() {
        VirtualClock clock = new VirtualClock(NOON);
        Simulator simulator = new Simulator(clock, scenario);
        meanwhile.accept(simulator);
        Set<String> classes = new TreeSet<>(Set.of(target));
        return new Inspector(clock)
                .inspect(
                        new Worlds(TestClients.over(simulator.httpClient(), clock)).at(place),
                        place.region(),
                        clusterId,
                        (cluster, instances) -> classes)
                .orElseThrow();
    }

    private ChangeScope scope(Inspection seen) {
        List<Instance> own =
                seen.readers().stream().filter(i -> !i.autoscaled()).toList();
        List<ChangeScope.ClassChange> changes = Stream.concat(
                        own.stream(), seen.writer().filter(i -> !i.autoscaled()).stream())
                .filter(i -> !i.instanceClass().equals(target))
                .map(i -> new ChangeScope.ClassChange(i.id(), i.instanceClass(), target))
                .toList();
        List<String> failover = own.stream().limit(1).map(Instance::id).toList();
        return planned.apply(
                new ChangeScope("op-1", changes, null, failover, false, own.isEmpty() ? 0 : 1, Duration.ofMinutes(40)));
    }

    /** Everything that is found. */
    List<Finding> all(Preflight preflight) {
        Inspection seen = look();
        return preflight.find(seen, scope(seen), scoping);
    }

    /** What is found under a code. */
    List<Finding> findings(String code) {
        return all(Preflight.standard()).stream()
                .filter(f -> f.code().equals(code))
                .toList();
    }

    /** The one thing found under a code. Whoever switches that check off learns nothing of the trouble. */
    Finding only(String code, Finding.Severity severity) {
        Inspection seen = look();
        ChangeScope scope = scope(seen);
        List<Finding> found = new ArrayList<>(Preflight.standard().find(seen, scope, scoping));
        found.removeIf(f -> !f.code().equals(code));
        assertThat(found).as(code).hasSize(1);
        assertThat(found.getFirst().severity()).isEqualTo(severity);
        assertThat(Preflight.standard().without(code).find(seen, scope, scoping))
                .as("stops nobody without " + code)
                .noneMatch(f -> f.severity() != Finding.Severity.WARN);
        return found.getFirst();
    }

    /** A refusal. */
    Finding refused(String code) {
        return only(code, Finding.Severity.REFUSE);
    }

    /** A question. */
    Finding asked(String code) {
        return only(code, Finding.Severity.ASK);
    }

    /** A warning. */
    Finding warned(String code) {
        return only(code, Finding.Severity.WARN);
    }
}
