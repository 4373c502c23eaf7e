package io.rdsmaint.gateway.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an upgrade asks of the gateways beyond single instances. */
class UpgradeGatewaysTest {
    private static final String CLUSTER = "demo-upgrade";

    private final SimulatedWorld simulated = new SimulatedWorld(Scenarios.upgrade());
    private final RdsGateway rds = simulated.world().rds();
    private final BlueGreenGateway blueGreens = simulated.world().blueGreens();
    private final SnapshotGateway snapshots = simulated.world().snapshots();
    private final Instant start = simulated.now();

    private Cluster cluster() {
        return rds.cluster(CLUSTER).orElseThrow();
    }

    private BlueGreen switchedOver() {
        BlueGreen made = blueGreens.create(
                simulated.intent(), new NewBlueGreen("an-upgrade", cluster().arn(), "16.4", null, null, Map.of()));
        simulated.pass(Duration.ofHours(3));
        blueGreens.switchover(simulated.intent(), made.id(), 300);
        simulated.pass(Duration.ofMinutes(10));
        return blueGreens.deployment(made.id()).orElseThrow();
    }

    @Test
    void h49_aPhysicalClusterAndItsInstancesAreFoundUnderWhateverNameTheyHave() {
        String cluster = cluster().resourceId();
        String instance = rds.instance("demo-upgrade-1").orElseThrow().resourceId();

        assertThat(switchedOver().switchedOver()).isTrue();

        assertThat(rds.clusterOfResource(cluster)).map(Cluster::id).contains("demo-upgrade-old1");
        assertThat(rds.instanceOfResource(instance)).map(Instance::id).contains("demo-upgrade-1-old1");
        assertThat(cluster().resourceId()).isNotEqualTo(cluster);
        assertThat(rds.clusterOfResource("cluster-GONE")).isEmpty();
        assertThat(rds.instanceOfResource("db-GONE")).isEmpty();
    }

    @Test
    void whatHappenedToADeploymentIsToldUnderItsIdentifier() {
        BlueGreen deployment = switchedOver();

        assertThat(blueGreens.events(deployment.id(), start))
                .extracting(RdsEvent::message)
                .anyMatch(m -> m.startsWith("Switchover from DB cluster") && m.endsWith("started."))
                .anyMatch(m -> m.equals("Switchover completed on blue/green deployment."));
    }

    @Test
    void h50_aSnapshotSaysOfWhichPhysicalClusterItIs() {
        assertThat(snapshots.snapshot("last")).isEmpty();

        snapshots.create(simulated.intent(), "last", CLUSTER, Map.of("team", "orders"));
        simulated.pass(Duration.ofHours(1));

        assertThat(snapshots.snapshot("last").orElseThrow())
                .satisfies(s -> assertThat(s.status()).isEqualTo("available"))
                .satisfies(s ->
                        assertThat(s.clusterResourceId()).isEqualTo(cluster().resourceId()));
    }

    @Test
    void h64_aSnapshotThatExistsPassesSoThatTheNextLookFindsIt() {
        snapshots.create(simulated.intent(), "last", CLUSTER, Map.of());

        ChangeFailure.Refused refused = catchThrowableOfType(
                ChangeFailure.Refused.class, () -> snapshots.create(simulated.intent(), "last", CLUSTER, Map.of()));

        assertThat(refused.passes()).isTrue();
    }
}
