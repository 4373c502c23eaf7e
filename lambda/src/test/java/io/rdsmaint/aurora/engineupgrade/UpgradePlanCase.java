package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.preflight.CheckSuite;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.PlanLook;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.Parameter;
import io.rdsmaint.gateway.rds.ParameterGateway;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.scenario.ClusterBuilder;
import io.rdsmaint.simulator.scenario.InstanceBuilder;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.ScenarioBuilder;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.TestClients;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The plan of an upgrade of a simulated cluster, on a Wednesday at noon. */
record UpgradePlanCase(
        Scenario scenario,
        String clusterId,
        String parameters,
        CheckSuite<PlanLook<UpgradeLook>> checks,
        AwsScope place,
        Consumer<Simulator> meanwhile) {

    static final String OPERATION = "op-9f3c2a7b5d1e8c64";

    /** A ready-made scenario whose cluster is called {@code demo-} and its name. */
    static UpgradePlanCase of(String scenario, String clusterId, String version) {
        return new UpgradePlanCase(
                Scenarios.find(scenario).orElseThrow(),
                clusterId,
                "'target_engine_version':'" + version + "'",
                EngineUpgrade.CHECKS,
                TestClients.PLACE,
                s -> {});
    }

    /** {@code demo-upgrade}: Aurora PostgreSQL 15.8 to 16.4, nothing in the way. */
    static UpgradePlanCase postgres() {
        return of("upgrade", "demo-upgrade", "16.4");
    }

    /** {@code demo-upgrade-mysql}: Aurora MySQL 3.05.2 to 3.08.2. */
    static UpgradePlanCase mysql() {
        return of("upgrade-mysql", "demo-upgrade-mysql", "8.0.mysql_aurora.3.08.2");
    }

    UpgradePlanCase with(Consumer<ScenarioBuilder> more) {
        return new UpgradePlanCase(scenario.and(more), clusterId, parameters, checks, place, meanwhile);
    }

    UpgradePlanCase cluster(Consumer<ClusterBuilder> more) {
        return with(stage -> stage.alter(clusterId, more));
    }

    UpgradePlanCase instance(String id, Consumer<InstanceBuilder> more) {
        return cluster(cluster -> cluster.alter(id, more));
    }

    /** With more parameters, in JSON with single quotes. */
    UpgradePlanCase asking(String more) {
        return new UpgradePlanCase(scenario, clusterId, parameters + "," + more, checks, place, meanwhile);
    }

    UpgradePlanCase to(String version) {
        return new UpgradePlanCase(
                scenario, clusterId, "'target_engine_version':'" + version + "'", checks, place, meanwhile);
    }

    UpgradePlanCase at(AwsScope other) {
        return new UpgradePlanCase(scenario, clusterId, parameters, checks, other, meanwhile);
    }

    UpgradePlanCase without(String code) {
        return new UpgradePlanCase(scenario, clusterId, parameters, checks.without(code), place, meanwhile);
    }

    /** Plans. */
    Plan plan() {
        return plan(new SimulatedWorld(scenario));
    }

    /** Plans what is there now. */
    Plan plan(SimulatedWorld world) {
        meanwhile.accept(world.simulator());
        return new EngineUpgrade(new Inspector(world.gateways(), world.clock()), SimulatedWorld.SCOPING, checks)
                .plan(new PlanRequest(
                        OPERATION,
                        new Target.Asked(Target.UNNAMED_KIND, clusterId, place.region(), null, null),
                        Options.NONE,
                        TestJson.read(("{" + parameters + "}").replace('\'', '"')),
                        List.of()));
    }

    List<String> steps() {
        return plan().steps().stream().map(PlannedStep::name).toList();
    }

    List<Finding> findings(String code) {
        return plan().findings().stream().filter(f -> f.code().equals(code)).toList();
    }

    /** The one thing found under a code. Whoever switches that check off is stopped by nothing. */
    private Finding only(String code, Finding.Severity severity) {
        List<Finding> found = findings(code);
        assertThat(found).as(code).hasSize(1);
        assertThat(found.getFirst().severity()).isEqualTo(severity);
        assertThat(without(code).plan().findings())
                .as("stops nobody without " + code)
                .noneMatch(f -> f.severity() != Finding.Severity.WARN);
        return found.getFirst();
    }

    Finding refused(String code) {
        return only(code, Finding.Severity.REFUSE);
    }

    /** A refusal, whatever else is found: without it nobody could know of the rest. */
    Finding refusedAlone(String code) {
        List<Finding> found = findings(code);
        assertThat(found).as(code).hasSize(1);
        assertThat(found.getFirst().severity()).isEqualTo(Finding.Severity.REFUSE);
        return found.getFirst();
    }

    /** The values of a cluster parameter group as the scenario has them. */
    Map<String, String> scenarioGroup(String group) {
        return new SimulatedWorld(scenario)
                .world().parameters().values(ParameterGateway.Scope.CLUSTER, group).stream()
                        .filter(Parameter::userSet)
                        .collect(Collectors.toMap(Parameter::name, Parameter::value));
    }

    Finding asked(String code) {
        return only(code, Finding.Severity.ASK);
    }

    Finding warned(String code) {
        return only(code, Finding.Severity.WARN);
    }
}
