package io.rdsmaint.testkit.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.preflight.ChangeScope;
import io.rdsmaint.aurora.preflight.CheckSuite;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Look;
import io.rdsmaint.aurora.preflight.Preflight;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.scenario.ClusterBuilder;
import io.rdsmaint.simulator.scenario.InstanceBuilder;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.ScenarioBuilder;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.TestClients;
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
 * What preflight finds, without an operation that is run: preflight of a change of all instances of a simulated cluster to another class, readers first with a failover to the
 * first of them, unless told otherwise. It happens at noon of a Wednesday.
 */
public record PreflightCase(
        Scenario scenario,
        String clusterId,
        String target,
        UnaryOperator<ChangeScope> planned,
        Scoping scoping,
        AwsScope place,
        Consumer<Simulator> meanwhile) {

    /** When it happens. */
    public static final Instant NOON = SimulatedWorld.NOON;

    /** A scenario with one cluster. */
    public static PreflightCase of(Scenario scenario, String clusterId) {
        return new PreflightCase(
                scenario,
                clusterId,
                "db.r6g.xlarge",
                UnaryOperator.identity(),
                SimulatedWorld.SCOPING,
                TestClients.PLACE,
                s -> {});
    }

    /** {@code demo-multi}, three nodes. */
    public static PreflightCase multi() {
        return of(Scenarios.multiNode(), "demo-multi");
    }

    /** {@code demo-two}, a writer and a reader. */
    public static PreflightCase two() {
        return of(Scenarios.twoNode(), "demo-two");
    }

    /** The same with something altered on the stage. */
    public PreflightCase with(Consumer<ScenarioBuilder> more) {
        return new PreflightCase(scenario.and(more), clusterId, target, planned, scoping, place, meanwhile);
    }

    /** The same with the cluster altered. */
    public PreflightCase cluster(Consumer<ClusterBuilder> more) {
        return with(stage -> stage.alter(clusterId, more));
    }

    /** The same with an instance altered. */
    public PreflightCase instance(String id, Consumer<InstanceBuilder> more) {
        return cluster(cluster -> cluster.alter(id, more));
    }

    /** The same with another class asked for. */
    public PreflightCase to(String instanceClass) {
        return new PreflightCase(scenario, clusterId, instanceClass, planned, scoping, place, meanwhile);
    }

    /** The same with something done to the simulator before the look. */
    public PreflightCase when(Consumer<Simulator> more) {
        return new PreflightCase(scenario, clusterId, target, planned, scoping, place, meanwhile.andThen(more));
    }

    /** The same, looked at elsewhere. */
    public PreflightCase at(AwsScope other) {
        return new PreflightCase(scenario, clusterId, target, planned, scoping, other, meanwhile);
    }

    /** The same in a deployment that may touch other clusters. */
    public PreflightCase scoped(Scoping other) {
        return new PreflightCase(scenario, clusterId, target, planned, other, place, meanwhile);
    }

    /** The same with another plan. */
    public PreflightCase planning(UnaryOperator<ChangeScope> more) {
        return new PreflightCase(
                scenario, clusterId, target, s -> more.apply(planned.apply(s)), scoping, place, meanwhile);
    }

    /** The same with a temporary instance. */
    public PreflightCase temporary(String id, String zone) {
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
    public PreflightCase without(String excluded) {
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
    public PreflightCase failingOverTo(String... ids) {
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
    public PreflightCase rebooting() {
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
    public PreflightCase minReaders(int readers) {
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
    public SimulatedWorld ignored() {
        SimulatedWorld world = new SimulatedWorld(scenario, place);
        meanwhile.accept(world.simulator());
        return world;
    }

    /** Looks. */
    public Inspection look() {
        SimulatedWorld world = ignored();
        Set<String> classes = new TreeSet<>(Set.of(target));
        return new Inspector(world.gateways(), world.clock())
                .inspect(world.world(), place.region(), clusterId, (cluster, instances) -> classes)
                .orElseThrow();
    }

    private ChangeScope scope(Inspection seen) {
        List<Instance> own =
                seen.readers().stream().filter(i -> !i.autoscaled()).toList();
        List<ChangeScope.ClassChange> changes = Stream.concat(
                        own.stream(), seen.writerInstance().filter(i -> !i.autoscaled()).stream())
                .filter(i -> !i.instanceClass().equals(target))
                .map(i -> new ChangeScope.ClassChange(i.id(), i.instanceClass(), target))
                .toList();
        List<String> failover = own.stream().limit(1).map(Instance::id).toList();
        return planned.apply(
                new ChangeScope("op-1", changes, null, failover, false, own.isEmpty() ? 0 : 1, Duration.ofMinutes(40)));
    }

    /** Everything that is found. */
    public List<Finding> all(CheckSuite<Look> checks) {
        Inspection seen = look();
        return checks.find(new Look(seen, scope(seen), scoping));
    }

    /** What is found under a code. */
    public List<Finding> findings(String code) {
        return all(Preflight.standard()).stream()
                .filter(f -> f.code().equals(code))
                .toList();
    }

    /** The one thing found under a code. Whoever switches that check off learns nothing of the trouble. */
    public Finding only(String code, Finding.Severity severity) {
        Inspection seen = look();
        ChangeScope scope = scope(seen);
        List<Finding> found = new ArrayList<>(Preflight.standard().find(new Look(seen, scope, scoping)));
        found.removeIf(f -> !f.code().equals(code));
        assertThat(found).as(code).hasSize(1);
        assertThat(found.getFirst().severity()).isEqualTo(severity);
        assertThat(Preflight.standard().without(code).find(new Look(seen, scope, scoping)))
                .as("stops nobody without " + code)
                .noneMatch(f -> f.severity() != Finding.Severity.WARN);
        return found.getFirst();
    }

    /** A refusal. */
    public Finding refused(String code) {
        return only(code, Finding.Severity.REFUSE);
    }

    /** A question. */
    public Finding asked(String code) {
        return only(code, Finding.Severity.ASK);
    }

    /** A warning. */
    public Finding warned(String code) {
        return only(code, Finding.Severity.WARN);
    }
}
