package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.AuroraFamily;
import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.function.CatalogueFactory;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.util.List;

/** Upgrades of simulated clusters by the steps in their order; gates are passed unless something else is answered. */
final class Upgrades {
    static final String CLUSTER = "demo-upgrade";
    static final String MYSQL = "demo-upgrade-mysql";
    static final String VERSION = "16.4";

    private Upgrades() {}

    /** {@code demo-upgrade}, from Aurora PostgreSQL 15.8 to 16.4. */
    static AuroraTestRunner usual() {
        return without();
    }

    static AuroraTestRunner of(String scenario) {
        return of(Scenarios.find(scenario).orElseThrow());
    }

    /** The usual one, with the guards of these names switched off. */
    static AuroraTestRunner without(String... guards) {
        return of(Scenarios.upgrade(), guards);
    }

    static AuroraTestRunner of(Scenario scenario, String... guardsOff) {
        AuroraTestRunner runner = new AuroraTestRunner(scenario, SampleUpgrade.NAME, CLUSTER)
                .catalogue(sample(List.of(guardsOff)))
                .passingGates();
        runner.parameters.put("version", VERSION);
        return runner;
    }

    private static CatalogueFactory sample(List<String> guardsOff) {
        return CatalogueFactory.of(List.of((settings, clients) -> {
            GatewayFactory gateways = new GatewayFactory(clients);
            return AuroraFamily.of(
                    gateways,
                    List.of(new SampleUpgrade(gateways)),
                    settings.deployment(),
                    AuroraTestRunner.guardsBut(guardsOff));
        }));
    }

    /** The name of the operation's deployment. */
    static String deploymentName(AuroraTestRunner runner) {
        return SampleUpgrade.deployment(runner.operation().id());
    }
}
