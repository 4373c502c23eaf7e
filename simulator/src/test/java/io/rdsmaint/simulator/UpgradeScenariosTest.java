package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.BlueGreenDurations;
import io.rdsmaint.simulator.model.Durations.Range;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.rds.model.DBClusterEndpoint;
import software.amazon.awssdk.services.rds.model.DbProxyTargetAlreadyRegisteredException;
import software.amazon.awssdk.services.rds.model.DbProxyTargetNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.TargetState;

class UpgradeScenariosTest {

    private static final String BLUE = "demo-upgrade";
    private static final String OLD = "demo-upgrade-old1";
    private static final String TO = "17.4";

    @Test
    void mysqlIsUpgradedAndToldItsLagByTheGreenWriter() {
        BlueGreenLab lab = of("upgrade-mysql");
        String cluster = "demo-upgrade-mysql";
        lab.provisioned(cluster, "8.0.mysql_aurora.3.08.2");
        lab.simulator.outsider().deployments().lag(BlueGreenLab.NAME, 12);
        lab.pass(Duration.ofMinutes(2));
        assertThat(reading(lab, "AuroraBinlogReplicaLag", lab.counterpart(cluster + "-1")))
                .isEqualTo(12);
        lab.switchedOver();
        assertThat(lab.cluster(cluster).engineVersion()).isEqualTo("8.0.mysql_aurora.3.08.2");
        assertThat(lab.cluster(cluster).dbClusterParameterGroup()).isEqualTo("demo-upgrade-mysql-cluster");
    }

    @Test
    void postgresqlTellsItsLagByTheBlueWritersSlot() {
        BlueGreenLab lab = of("upgrade");
        lab.provisioned(BLUE, TO);
        lab.simulator.outsider().deployments().lag(BlueGreenLab.NAME, 3);
        lab.pass(Duration.ofMinutes(2));
        assertThat(reading(lab, "OldestReplicationSlotLag", "demo-upgrade-1")).isEqualTo(3 * 1024 * 1024);
    }

    @Test
    void parametersThatNobodyMigratedAreMissedAfterTheSwitchover() {
        BlueGreenLab lab = of("upgrade");
        lab.provisioned(BLUE, TO);
        lab.switchedOver();
        assertThat(lab.incidents(Harm.OTHER_PARAMETERS)).containsExactly("demo-upgrade-1");
        BlueGreenLab careful = new BlueGreenLab(Scenarios.upgrade()
                .and(stage -> stage.clusterParameterGroup("new-cluster", "aurora-postgresql17")
                        .parameter("new-cluster", "rds.logical_replication", "1")
                        .parameter("new-cluster", "max_replication_slots", "25")
                        .instanceParameterGroup("new-instance", "aurora-postgresql17")
                        .parameter("new-instance", "work_mem", "16384")));
        careful.provisioned(
                BLUE,
                TO,
                request -> request.targetDBClusterParameterGroupName("new-cluster")
                        .targetDBParameterGroupName("new-instance"));
        careful.switchedOver();
        assertThat(careful.incidents(Harm.OTHER_PARAMETERS)).isEmpty();
    }

    @Test
    void aGreenWriterThatHasJustComeUpIsCold() {
        BlueGreenLab lab = new BlueGreenLab(Scenarios.singleNode()
                .and(stage -> stage.clusterParameterGroup("replicating", "aurora-postgresql15")
                        .parameter("replicating", "rds.logical_replication", "1")
                        .alter("demo-single", cluster -> cluster.parameterGroup("replicating"))
                        .durations(new BlueGreenDurations(
                                new Range(5, 5),
                                new Range(5, 5),
                                new Range(5, 5),
                                new Range(10, 10),
                                new Range(5, 5),
                                new Range(5, 5),
                                new Range(5, 5)))));
        lab.provisioned("demo-single", TO);
        lab.switchedOver();
        assertThat(lab.incidents(Harm.COLD_CACHE_PROMOTION)).containsExactly("demo-single-1");
    }

    @Test
    void aProxyThatTrackedTheClusterBeforeFollowsToTheGreenOne() {
        BlueGreenLab lab = of("upgrade-proxied");
        lab.provisioned(BLUE, TO);
        String green = lab.cluster(lab.green()).dbClusterResourceId();
        lab.switchedOver();
        assertThat(tracked(lab)).isEqualTo(BLUE);
        assertThat(lab.cluster(BLUE).dbClusterResourceId()).isEqualTo(green);
        lab.pass(Duration.ofMinutes(1));
        assertThat(lab.rds
                        .describeDBProxyTargets(request -> request.dbProxyName("demo-upgrade-proxy"))
                        .targets())
                .filteredOn(each -> each.targetHealth() != null)
                .hasSize(3)
                .allMatch(each -> each.targetHealth().state() == TargetState.AVAILABLE);
        lab.settle();
        assertThat(lab.simulator.ledger().interruptions(Harm.PROXY_WRITE_EMPTY))
                .singleElement()
                .matches(each -> each.end().isPresent());
    }

    @Test
    void aProxyThatCameLaterStaysWithTheOldCluster() {
        BlueGreenLab lab = of("upgrade-proxied");
        deregister(lab);
        lab.provisioned(BLUE, TO);
        assertThatThrownBy(() -> register(lab, BLUE)).isInstanceOf(InvalidDbClusterStateException.class);
        lab.simulator.outsider().deployments().register("demo-upgrade-proxy", BLUE);
        lab.switchedOver();
        lab.settle();
        assertThat(tracked(lab)).isEqualTo(OLD);
        assertThat(lab.simulator.ledger().interruptions(Harm.PROXY_WRITE_EMPTY))
                .anyMatch(each -> each.cluster().equals(OLD) && each.end().isEmpty());
    }

    @Test
    void targetsAreDeregisteredToTheirClientsHarmAndRegisteredAgain() {
        BlueGreenLab lab = of("upgrade-proxied");
        assertThatThrownBy(() -> register(lab, BLUE)).isInstanceOf(DbProxyTargetAlreadyRegisteredException.class);
        deregister(lab);
        assertThat(lab.rds
                        .describeDBProxyTargets(request -> request.dbProxyName("demo-upgrade-proxy"))
                        .targets())
                .isEmpty();
        assertThatThrownBy(() -> deregister(lab)).isInstanceOf(DbProxyTargetNotFoundException.class);
        lab.pass(Duration.ofMinutes(3));
        register(lab, BLUE);
        assertThat(tracked(lab)).isEqualTo(BLUE);
        assertThat(lab.total(Harm.PROXY_WRITE_EMPTY)).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void aProxyThatCannotReachTheClusterStopsTheSwitchover() {
        BlueGreenLab lab = of("upgrade-proxied");
        lab.provisioned(BLUE, TO);
        lab.simulator.change(world -> world.site("123456789012", "us-east-1")
                .proxies()
                .values()
                .forEach(each -> each.ail(
                        "demo-upgrade-1", new Proxy.Ailment("UNAVAILABLE", "AUTH_FAILURE", "wrong password"))));
        lab.switchedOver();
        assertThat(lab.deployment().statusDetails()).contains("demo-upgrade-proxy cannot reach");
    }

    @Test
    void backtrackingIsNotCopiedToTheGreenCluster() {
        BlueGreenLab lab = of("upgrade-backtrack");
        String cluster = "demo-upgrade-backtrack";
        assertThat(lab.cluster(cluster).backtrackWindow()).isEqualTo(86_400);
        lab.provisioned(cluster, "8.0.mysql_aurora.3.08.2");
        assertThat(lab.cluster(lab.green()).backtrackWindow()).isNull();
        lab.switchedOver();
        assertThat(lab.incidents(Harm.LOST_FEATURE)).containsExactly(cluster + "-1");
    }

    @Test
    void aManagedPasswordIsDescribed() {
        BlueGreenLab lab = of("upgrade-secret");
        assertThat(lab.cluster(BLUE).masterUserSecret().secretStatus()).isEqualTo("active");
        assertThat(lab.cluster(BLUE).masterUserSecret().secretArn()).contains(":secret:rds!cluster-");
    }

    @Test
    void aZeroEtlIntegrationStopsTheSwitchoverUntilItIsGone() {
        BlueGreenLab lab = of("upgrade-zero-etl");
        assertThat(lab.rds.describeIntegrations(all -> {}).integrations())
                .extracting(each -> each.integrationName() + " of " + BlueGreenLab.named(each.sourceArn()))
                .containsExactly("demo-upgrade-warehouse of demo-upgrade");
        lab.provisioned(BLUE, TO);
        lab.switchedOver();
        assertThat(lab.deployment().statusDetails()).contains("zero-ETL integration demo-upgrade-warehouse");
        lab.simulator.outsider().deployments().dropIntegration("demo-upgrade-warehouse");
        lab.switchedOver();
        assertThat(lab.status()).isEqualTo("SWITCHOVER_COMPLETED");
    }

    @Test
    void theScalingPolicyStaysWithTheOldClusterAndActsNoMore() {
        BlueGreenLab lab = of("upgrade-autoscaled");
        lab.provisioned(BLUE, TO);
        lab.switchedOver();
        assertThat(lab.scaling
                        .describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.RDS))
                        .scalableTargets())
                .extracting(each -> each.resourceId())
                .containsExactly("cluster:demo-upgrade-old1");
        lab.settle();
        assertThat(lab.incidents(Harm.SCALED)).isEmpty();
    }

    @Test
    void theNextNumberIsTakenWhereTheOldNameExists() {
        BlueGreenLab lab = of("upgrade-old-taken");
        String kept = lab.cluster(OLD).dbClusterResourceId();
        lab.provisioned(BLUE, TO);
        lab.switchedOver();
        assertThat(BlueGreenLab.named(lab.deployment().source())).isEqualTo("demo-upgrade-old2");
        assertThat(lab.members()).containsKeys("demo-upgrade-old2", "demo-upgrade-1-old1");
        assertThat(lab.cluster(OLD).dbClusterResourceId()).isEqualTo(kept);
        assertThat(lab.cluster("demo-upgrade-old2").engineVersion()).isEqualTo("15.8");
    }

    @Test
    void anOutsiderCanTakeTheOldNameToo() {
        BlueGreenLab lab = of("upgrade");
        lab.provisioned(BLUE, TO);
        lab.simulator.outsider().deployments().addCluster(OLD, BLUE);
        lab.switchedOver();
        assertThat(BlueGreenLab.named(lab.deployment().source())).isEqualTo("demo-upgrade-old2");
    }

    @Test
    void customEndpointsAreCopiedWithTheirMembersAndExchangedToo() {
        BlueGreenLab lab = of("upgrade-custom-endpoints");
        List<DBClusterEndpoint> before = custom(lab, BLUE);
        lab.provisioned(BLUE, TO);
        assertThat(lab.task("CREATE_CUSTOM_ENDPOINTS")).isEqualTo("COMPLETED");
        assertThat(custom(lab, lab.green()))
                .filteredOn(each -> each.dbClusterEndpointIdentifier().startsWith("demo-upgrade-reports-green-"))
                .singleElement()
                .satisfies(each -> assertThat(each.staticMembers()).containsExactly(lab.counterpart("demo-upgrade-3")));
        lab.switchedOver();
        assertThat(custom(lab, BLUE))
                .extracting(each -> each.endpoint() + each.staticMembers() + each.excludedMembers())
                .containsExactlyInAnyOrderElementsOf(before.stream()
                        .map(each -> each.endpoint() + each.staticMembers() + each.excludedMembers())
                        .toList());
        assertThat(custom(lab, OLD))
                .extracting(each -> each.dbClusterEndpointIdentifier() + each.staticMembers() + each.excludedMembers())
                .containsExactlyInAnyOrder(
                        "demo-upgrade-reports-old1[demo-upgrade-3-old1][]",
                        "demo-upgrade-search-old1[][demo-upgrade-1-old1]");
        assertThat(lab.members()).containsKeys("demo-upgrade-reports-old1", "demo-upgrade-search-old1");
        lab.settle();
        assertThat(lab.simulator.ledger().interruptions(Harm.CUSTOM_ENDPOINT_EMPTY))
                .hasSize(2)
                .allMatch(each -> each.end().isPresent());
    }

    private static BlueGreenLab of(String scenario) {
        return new BlueGreenLab(Scenarios.find(scenario).orElseThrow());
    }

    private static List<DBClusterEndpoint> custom(BlueGreenLab lab, String cluster) {
        return lab
                .rds
                .describeDBClusterEndpoints(request -> request.dbClusterIdentifier(cluster))
                .dbClusterEndpoints()
                .stream()
                .filter(each -> each.endpointType().equals("CUSTOM"))
                .toList();
    }

    private static String tracked(BlueGreenLab lab) {
        return lab.rds
                .describeDBProxyTargets(request -> request.dbProxyName("demo-upgrade-proxy"))
                .targets()
                .getFirst()
                .trackedClusterId();
    }

    private static void register(BlueGreenLab lab, String cluster) {
        lab.rds.registerDBProxyTargets(
                request -> request.dbProxyName("demo-upgrade-proxy").dbClusterIdentifiers(cluster));
    }

    private static void deregister(BlueGreenLab lab) {
        lab.rds.deregisterDBProxyTargets(
                request -> request.dbProxyName("demo-upgrade-proxy").dbClusterIdentifiers(BLUE));
    }

    private static double reading(BlueGreenLab lab, String metric, String instance) {
        return lab.metrics
                .getMetricStatistics(request -> request.namespace("AWS/RDS")
                        .metricName(metric)
                        .dimensions(Dimension.builder()
                                .name("DBInstanceIdentifier")
                                .value(instance)
                                .build())
                        .startTime(lab.clock.instant().minusSeconds(60))
                        .endTime(lab.clock.instant().plusSeconds(1))
                        .period(60)
                        .statistics(Statistic.AVERAGE))
                .datapoints()
                .getLast()
                .average();
    }
}
