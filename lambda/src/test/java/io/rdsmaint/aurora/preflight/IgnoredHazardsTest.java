package io.rdsmaint.aurora.preflight;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.NewInstance;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.MaintenanceAction;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.PreflightCase;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes of doing it anyway: each cluster that preflight finds fault with comes to harm when nobody listens. */
class IgnoredHazardsTest {
    private static final String XLARGE = "db.r6g.xlarge";

    @Test
    void h6AnAuthorityThatNewInstancesCannotHaveFailsTheCreate() {
        PreflightCase trial = PreflightCase.multi()
                .temporary("demo-multi-maint", "us-east-1a")
                .instance("demo-multi-1", i -> i.setting("CACertificateIdentifier", "rds-ca-2019"));

        assertFound(trial, "certificate");
        assertRefused(() -> create(trial.ignored(), "demo-multi", "demo-multi-maint", "us-east-1a"));
    }

    @Test
    void h7AZoneOutsideTheClustersFailsTheCreate() {
        PreflightCase trial = PreflightCase.multi().temporary("demo-multi-maint", "us-east-1d");

        assertFound(trial, "temporary-zone");
        assertRefused(() -> create(trial.ignored(), "demo-multi", "demo-multi-maint", "us-east-1d"));
    }

    @Test
    void h7TheWriterMovesToAnotherZone() {
        assertFound(PreflightCase.multi(), "writer-zone");
        assertHarm(failover(PreflightCase.multi(), "demo-multi", "demo-multi-2"), Harm.CROSS_AZ_WRITER);
    }

    @Test
    void h8AClassThatIsNotOfferedInTheZoneFailsTheChange() {
        PreflightCase trial = PreflightCase.multi().with(s -> s.withdrawn(XLARGE, "us-east-1c"));

        assertFound(trial, "class-zone");
        assertRefused(() -> change(trial, "demo-multi-3", XLARGE));
    }

    @Test
    void h9ASeventeenthMemberFailsTheCreate() {
        PreflightCase trial = PreflightCase.of(Scenarios.find("crowded").orElseThrow(), "demo-crowded")
                .temporary("demo-crowded-maint", "us-east-1a");

        assertFound(trial, "reader-limit");
        assertRefused(() -> create(trial.ignored(), "demo-crowded", "demo-crowded-maint", "us-east-1a"));
    }

    @Test
    void h10AnIdentifierThatAwsDoesNotTakeFailsTheCreate() {
        PreflightCase trial = PreflightCase.multi().temporary("two--hyphens", "us-east-1a");

        assertFound(trial, "temporary-identifier");
        assertRefused(() -> create(trial.ignored(), "demo-multi", "two--hyphens", "us-east-1a"));
    }

    @Test
    void h12CacheManagementEndsWhenTheTierZeroReaderIsLeftOut() {
        PreflightCase trial = PreflightCase.multi()
                .with(s ->
                        s.clusterParameterGroup("ccm", "aurora-postgresql15").parameter("ccm", "apg_ccm_enabled", "1"))
                .cluster(c -> c.parameterGroup("ccm"))
                .instance("demo-multi-3", i -> i.tier(0))
                .without("demo-multi-3");

        assertFound(trial, "cluster-cache-management");
        assertHarm(change(trial, "demo-multi-1", XLARGE), Harm.CACHE_MANAGEMENT_SUSPENDED);
    }

    @Test
    void h14ATemporaryInstanceJoinsAnEndpointThatTakesInNewOnes() {
        PreflightCase trial = PreflightCase.multi()
                .temporary("demo-multi-maint", "us-east-1a")
                .cluster(c -> c.excludingEndpoint("rest", "ANY", "demo-multi-3"));
        SimulatedWorld world = trial.ignored();

        create(world, "demo-multi", "demo-multi-maint", "us-east-1a");
        world.pass(Duration.ofHours(1));

        assertFound(trial, "custom-endpoint-temporary");
        assertHarm(world, Harm.ENDPOINT_JOINED);
    }

    @Test
    void h14AReaderEndpointIsEmptyWhenItsOnlyMemberIsTheWriter() {
        PreflightCase trial = PreflightCase.multi()
                .cluster(c -> c.staticEndpoint("reports", "READER", "demo-multi-2"))
                .without("demo-multi-2");

        assertFound(trial, "custom-endpoint-after-failover");
        assertHarm(failover(trial, "demo-multi", "demo-multi-2"), Harm.CUSTOM_ENDPOINT_EMPTY);
    }

    @Test
    void h16ALaggingReaderIsPromoted() {
        PreflightCase trial = PreflightCase.multi().instance("demo-multi-2", i -> i.lagMillis(4200));

        assertFound(trial, "replica-lag");
        assertHarm(failover(trial, "demo-multi", "demo-multi-2"), Harm.LAGGING_PROMOTION);
    }

    @Test
    void h18ASmallerInstanceBecomesWriter() {
        PreflightCase trial = PreflightCase.multi()
                .cluster(c -> c.instance("demo-multi-4", "db.t4g.medium", "us-east-1a"))
                .without("demo-multi-4")
                .failingOverTo("demo-multi-4");

        assertFound(trial, "failover-target-size");
        assertHarm(failover(trial, "demo-multi", "demo-multi-4"), Harm.SMALLER_WRITER);
    }

    @Test
    void h21AnAutoscaledReaderBecomesWriter() {
        PreflightCase trial = PreflightCase.multi()
                .instance("demo-multi-3", i -> i.autoscaled())
                .failingOverTo("demo-multi-3");

        assertFound(trial, "autoscaled-writer");
        assertHarm(failover(trial, "demo-multi", "demo-multi-3"), Harm.AUTOSCALED_WRITER);
    }

    @Test
    void h23QueuedValuesAreAppliedUnasked() {
        PreflightCase trial = PreflightCase.multi()
                .instance("demo-multi-2", i -> i.pending("CACertificateIdentifier", "rds-ca-ecc384-g1"));

        assertFound(trial, "instance-pending-values");
        assertHarm(change(trial, "demo-multi-2", XLARGE), Harm.QUEUED_CHANGE_APPLIED);
    }

    @Test
    void h24h25DueMaintenanceBeginsInTheMiddle() {
        PreflightCase trial = PreflightCase.multi()
                .instance(
                        "demo-multi-1",
                        i -> i.setting("PreferredMaintenanceWindow", "wed:12:10-wed:12:40")
                                .maintenance(MaintenanceAction.due(
                                        "system-update", PreflightCase.NOON.minus(Duration.ofDays(1)))));

        assertFound(trial, "pending-maintenance");
        assertFound(trial, "maintenance-window");
        assertHarm(change(trial, "demo-multi-2", XLARGE), Harm.MAINTENANCE_APPLIED);
    }

    @Test
    void h28TheRestartMakesParametersCountUnasked() {
        PreflightCase trial = PreflightCase.multi().instance("demo-multi-2", i -> i.parameterStatus("pending-reboot"));

        SimulatedWorld world = change(trial, "demo-multi-2", XLARGE);

        assertFound(trial, "parameters-in-sync");
        assertThat(world.world().rds().instance("demo-multi-2").orElseThrow().parametersInSync())
                .isTrue();
    }

    @Test
    void h29ReadersRestartWithTheWriterOfAnOldEngine() {
        PreflightCase trial = PreflightCase.of(Scenarios.find("old-engine").orElseThrow(), "demo-old");

        SimulatedWorld world = failover(trial, "demo-old", "demo-old-2");

        assertFound(trial, "readers-restart-with-writer");
        assertThat(world.simulator().ledger().interruptions(Harm.READER_ENDPOINT_ON_WRITER))
                .isNotEmpty();
    }

    @Test
    void h31TheOnlyReaderIsTakenAway() {
        PreflightCase trial =
                PreflightCase.two().cluster(c -> c.proxy("app", true).staticEndpoint("reports", "ANY", "demo-two-2"));

        SimulatedWorld world = change(trial, "demo-two-2", XLARGE);

        assertFound(trial, "min-readers");
        assertFound(trial, "proxy-read-only-endpoint");
        assertFound(trial, "custom-endpoint-members");
        assertHarm(world, Harm.READER_ENDPOINT_ON_WRITER);
        assertHarm(world, Harm.PROXY_READ_ONLY_EMPTY);
        assertHarm(world, Harm.CUSTOM_ENDPOINT_EMPTY);
    }

    @Test
    void h31TheReaderThatIsLeftIsOverloaded() {
        PreflightCase trial = PreflightCase.multi().cluster(c -> c.reads(3.0, 100));

        assertFound(trial, "reader-capacity");
        assertHarm(change(trial, "demo-multi-2", XLARGE), Harm.OVERLOAD);
    }

    @Test
    void h32ScalingThatIsNotSuspendedAddsReadersInTheMiddle() {
        PreflightCase trial =
                PreflightCase.multi().cluster(c -> c.scaling(2, 6, 40).reads(2.0, 100));

        assertFound(trial, "autoscaling");
        assertHarm(change(trial, "demo-multi-2", XLARGE), Harm.SCALED);
    }

    @Test
    void h34AServerlessClassWithoutARangeFailsTheChange() {
        PreflightCase trial = PreflightCase.multi().to("db.serverless");

        assertFound(trial, "serverless-range");
        assertRefused(() -> change(trial, "demo-multi-2", "db.serverless"));
    }

    @Test
    void h35AnotherEnginesInstanceIsChanged() {
        PreflightCase trial = PreflightCase.of(Scenarios.find("foreign-engines").orElseThrow(), "demo-graph");

        assertFound(trial, "cluster-kind");
        assertHarm(change(trial, "demo-graph-2", XLARGE), Harm.FOREIGN_ENGINE_CHANGED);
    }

    @Test
    void h61AProxyLosesItsWriter() {
        PreflightCase trial = PreflightCase.multi()
                .cluster(c -> c.proxy("app", false))
                .when(s -> s.change(w -> requireNonNull(
                                w.site("123456789012", "us-east-1").proxies().get("app"))
                        .ail("demo-multi-2", new Proxy.Ailment("UNAVAILABLE", "AUTH_FAILURE", "bad secret"))));

        assertFound(trial, "proxy-health");
        assertHarm(failover(trial, "demo-multi", "demo-multi-2"), Harm.PROXY_WRITE_EMPTY);
    }

    @Test
    void h73AFixedCacheBreaksTheInstance() {
        PreflightCase trial = PreflightCase.of(
                        Scenarios.find("fixed-parameters").orElseThrow(), "demo-fixed")
                .to("db.r6g.large");

        assertFound(trial, "cache-size");
        assertHarm(change(trial, "demo-fixed-2", "db.r6g.large"), Harm.BROKEN_INSTANCE);
    }

    @Test
    void h73ConnectionsAreRefusedByTheSmallerClass() {
        PreflightCase trial =
                PreflightCase.multi().cluster(c -> c.writes(0.2, 900)).to("db.t4g.medium");
        SimulatedWorld world = change(trial, "demo-multi-2", "db.t4g.medium");

        world.world().rds().failover(world.intent(), "demo-multi", "demo-multi-2");
        world.pass(Duration.ofHours(1));

        assertFound(trial, "peak-connections");
        assertHarm(world, Harm.REFUSED_CONNECTIONS);
    }

    @Test
    void aWriterChangedInPlaceStopsWritesForMinutes() {
        PreflightCase trial = PreflightCase.of(Scenarios.singleNode(), "demo-single");

        SimulatedWorld world = change(trial, "demo-single-1", XLARGE);

        assertThat(world.simulator().ledger().total(Harm.WRITE_INTERRUPTION, world.now()))
                .isGreaterThan(Duration.ofMinutes(3));
    }

    private static SimulatedWorld change(PreflightCase trial, String instance, String instanceClass) {
        SimulatedWorld world = trial.ignored();
        world.world().rds().modifyInstanceClass(world.intent(), instance, instanceClass);
        world.pass(Duration.ofHours(1));
        return world;
    }

    private static SimulatedWorld failover(PreflightCase trial, String cluster, String instance) {
        SimulatedWorld world = trial.ignored();
        world.world().rds().failover(world.intent(), cluster, instance);
        world.pass(Duration.ofMinutes(10));
        return world;
    }

    private static void create(SimulatedWorld world, String cluster, String id, String zone) {
        String writer = world.world()
                .rds()
                .cluster(cluster)
                .orElseThrow()
                .writer()
                .one()
                .orElseThrow()
                .instanceId();
        Instance like = world.world().rds().instance(writer).orElseThrow();
        world.world()
                .rds()
                .createInstance(
                        world.intent(),
                        new NewInstance(
                                id,
                                cluster,
                                like.engine(),
                                XLARGE,
                                zone,
                                15,
                                like.parameterGroups().getFirst().name(),
                                like.settings(),
                                Map.of()));
    }

    private static void assertFound(PreflightCase trial, String code) {
        assertThat(trial.findings(code)).as(code).isNotEmpty();
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(ChangeFailure.Refused.class);
    }

    private static void assertHarm(SimulatedWorld world, Harm harm) {
        var ledger = world.simulator().ledger();
        assertThat(ledger.interruptions(harm).size() + ledger.incidents(harm).size())
                .as(harm + " in " + ledger.interruptions() + ledger.incidents())
                .isPositive();
    }
}
