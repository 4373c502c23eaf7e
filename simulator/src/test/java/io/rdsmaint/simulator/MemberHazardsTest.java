package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.MaintenanceAction;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.InstanceQuotaExceededException;
import software.amazon.awssdk.services.rds.model.InsufficientDbInstanceCapacityException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;

/** What becomes of readers, endpoints and parameters when their hazards are ignored, by the number of the hazard. */
class MemberHazardsTest {

    private static final String CLUSTER = "demo-multi";
    private static final String READER = "demo-multi-2";
    private static final String LARGE = "db.r6g.large";
    private static final String XLARGE = "db.r6g.xlarge";

    private final Lab lab = new Lab(Scenarios.multiNode());

    private static Scenario scenario(String name) {
        return Scenarios.find(name).orElseThrow();
    }

    @Test
    void h8AClassThatIsNotOnOfferIsRefused() {
        Lab own = new Lab(Scenarios.multiNode().and(stage -> stage.withdrawn(XLARGE, "us-east-1b")));
        assertThatThrownBy(() -> own.changeClass(READER, XLARGE)).hasMessageContaining("does not support");
        assertThatThrownBy(() -> own.changeClass(READER, "db.z9.huge"))
                .hasMessageContaining("Invalid DB Instance class");
        own.changeClass("demo-multi-3", XLARGE);
    }

    @Test
    void h9QuotasMemberLimitsAndZonesWithoutCapacityRefuseASpare() {
        Lab quota = new Lab(Scenarios.multiNode().and(stage -> stage.instanceQuota(3)));
        assertThatThrownBy(() -> quota.create("spare", CLUSTER, LARGE, request -> {}))
                .isInstanceOf(InstanceQuotaExceededException.class);
        Lab full = new Lab(scenario("crowded"));
        assertThatThrownBy(() -> full.create("spare", "demo-crowded", LARGE, request -> {}))
                .isInstanceOf(InvalidDbClusterStateException.class);
        Lab exhausted = new Lab(Scenarios.multiNode().and(stage -> stage.exhausted(LARGE, "us-east-1a")));
        assertThatThrownBy(() ->
                        exhausted.create("spare", CLUSTER, LARGE, request -> request.availabilityZone("us-east-1a")))
                .isInstanceOf(InsufficientDbInstanceCapacityException.class);
    }

    @Test
    void h10LongAndMisshapenIdentifiersAreRefused() {
        for (String id : new String[] {"a".repeat(64), "1st", "two--hyphens", "ends-", "under_score"}) {
            assertThatThrownBy(() -> lab.create(id, CLUSTER, LARGE, request -> {}))
                    .hasMessageContaining("not a valid identifier");
        }
    }

    @Test
    void h11AndH15AnInstanceTooManyIsPaidForUntilItIsGone() {
        lab.create("spare", CLUSTER, LARGE, request -> {});
        lab.settle();
        assertThat(lab.total(Harm.EXTRA_INSTANCE)).isEqualTo(Duration.ofHours(1));
        lab.delete("spare");
        lab.settle();
        assertThat(lab.total(Harm.EXTRA_INSTANCE)).isLessThan(Duration.ofMinutes(67));
        assertThat(lab.simulator.state().findPath("extra_instances")).isEmpty();
    }

    @Test
    void h14ASpareJoinsAnEndpointThatOnlyListsWhomItExcludes() {
        Lab own = new Lab(Scenarios.customEndpoints());
        own.create("spare", "demo-endpoints", LARGE, request -> {});
        own.settle();
        assertThat(own.incidents(Harm.ENDPOINT_JOINED)).containsExactly("spare");
        own.rds.modifyDBClusterEndpoint(request ->
                request.dbClusterEndpointIdentifier("demo-search").excludedMembers("demo-endpoints-1", "spare"));
        assertThat(own.rds
                        .describeDBClusterEndpoints(request -> request.dbClusterEndpointIdentifier("demo-search"))
                        .dbClusterEndpoints()
                        .getFirst()
                        .excludedMembers())
                .containsExactly("demo-endpoints-1", "spare");
    }

    @Test
    void h14AReaderEndpointIsEmptyWhenItsOnlyMemberIsPromotedOrAway() {
        Lab own = new Lab(Scenarios.customEndpoints());
        own.failOver("demo-endpoints", "demo-endpoints-3");
        own.settle();
        assertThat(own.lasting(Harm.CUSTOM_ENDPOINT_EMPTY)).containsExactly("demo-reports");
    }

    @Test
    void h14AnEndpointWithAFixedWriterLosesItAtTheFailover() {
        Lab own = new Lab(Scenarios.multiNode()
                .and(stage ->
                        stage.alter(CLUSTER, cluster -> cluster.staticEndpoint("writes", "ANY", "demo-multi-1"))));
        own.failOver(CLUSTER, READER);
        own.settle();
        assertThat(own.lasting(Harm.CUSTOM_ENDPOINT_READ_ONLY)).containsExactly("writes");
    }

    @Test
    void h23ApplyImmediatelyAlsoAppliesWhatWasQueued() {
        Lab own = new Lab(scenario("pending-changes"));
        own.changeClass("demo-pending-2", XLARGE);
        own.settle();
        assertThat(own.incidents(Harm.QUEUED_CHANGE_APPLIED)).containsExactly("demo-pending-2");
        assertThat(own.instance("demo-pending-2").caCertificateIdentifier()).isEqualTo("rds-ca-ecc384-g1");
    }

    @Test
    void aQueuedChangeLingersUntilItsWindow() {
        lab.rds.modifyDBInstance(request ->
                request.dbInstanceIdentifier(READER).dbInstanceClass(XLARGE).applyImmediately(false));
        lab.settle();
        assertThat(lab.instance(READER).pendingModifiedValues().dbInstanceClass())
                .isEqualTo(XLARGE);
        assertThat(lab.instance(READER).dbInstanceClass()).isEqualTo(LARGE);
    }

    @Test
    void h24PendingMaintenanceComesWithANewHost() {
        Lab own = new Lab(scenario("pending-changes"));
        assertThat(own.rds.describePendingMaintenanceActions().pendingMaintenanceActions())
                .hasSize(1);
        own.changeClass("demo-pending-3", XLARGE);
        own.settle();
        assertThat(own.incidents(Harm.MAINTENANCE_APPLIED)).containsExactly("demo-pending-3");
        assertThat(own.rds.describePendingMaintenanceActions().pendingMaintenanceActions())
                .isEmpty();
    }

    @Test
    void h25AMaintenanceWindowStrikes() {
        Lab own = new Lab(Scenarios.multiNode()
                .and(stage -> stage.alter(
                        CLUSTER,
                        cluster -> cluster.alter(
                                READER,
                                each -> each.setting("PreferredMaintenanceWindow", "wed:10:30-wed:11:00")
                                        .maintenance(MaintenanceAction.due("os-upgrade", Lab.START))))));
        own.passUntil(l -> l.instance(READER).dbInstanceStatus().equals("maintenance"));
        assertThat(own.clock.instant()).isEqualTo("2026-03-04T10:30:00Z");
        assertThatThrownBy(() -> own.changeClass(READER, XLARGE)).isInstanceOf(InvalidDbInstanceStateException.class);
        own.settle();
        assertThat(own.incidents(Harm.MAINTENANCE_APPLIED)).containsExactly(READER);
    }

    @Test
    void h26AChangeIsRefusedFromTheCallOnAlthoughTheStatusIsLate() {
        lab.changeClass(READER, XLARGE);
        assertThat(lab.instance(READER).dbInstanceStatus()).isEqualTo("available");
        assertThatThrownBy(() -> lab.changeClass(READER, "db.r6g.2xlarge"))
                .isInstanceOf(InvalidDbInstanceStateException.class);
        assertThatThrownBy(() -> lab.failOver(CLUSTER, READER)).isInstanceOf(InvalidDbInstanceStateException.class);
    }

    @Test
    void h27ABrokenInstanceStaysBroken() {
        lab.simulator.outsider().breakDown(READER, "inaccessible-encryption-credentials");
        lab.settle();
        assertThat(lab.instance(READER).dbInstanceStatus()).isEqualTo("inaccessible-encryption-credentials");
        assertThat(lab.incidents(Harm.BROKEN_INSTANCE)).containsExactly(READER);
    }

    @Test
    void h28AStaticParameterWaitsForARebootThatCanBeProven() {
        Lab own = new Lab(Scenarios.multiNode()
                .and(stage -> stage.instanceParameterGroup("own", "aurora-postgresql15")
                        .alter(CLUSTER, cluster -> cluster.alter(READER, each -> each.parameterGroup("own")))));
        own.simulator.outsider().parameter("own", "max_connections", "900");
        assertThat(own.instance(READER).dbParameterGroups().getFirst().parameterApplyStatus())
                .isEqualTo("pending-reboot");
        own.rds.rebootDBInstance(request -> request.dbInstanceIdentifier(READER));
        own.passUntil(l -> l.instance(READER).dbInstanceStatus().equals("rebooting"));
        own.passUntil(l -> l.settled(READER));
        assertThat(own.instance(READER).dbParameterGroups().getFirst().parameterApplyStatus())
                .isEqualTo("in-sync");
        assertThat(own.incidents(Harm.RESTART)).containsExactly(READER);
    }

    @Test
    void h31ASecondReaderAwayLeavesReadsToTheWriter() {
        lab.changeClass(READER, XLARGE);
        lab.changeClass("demo-multi-3", XLARGE);
        lab.settle();
        assertThat(lab.total(Harm.FEWER_READERS)).isPositive();
        assertThat(lab.lasting(Harm.READER_ENDPOINT_ON_WRITER)).containsExactly(CLUSTER);
    }

    @Test
    void h31OneReaderAwayOverloadsTheOtherOfABusyCluster() {
        Lab own = new Lab(Scenarios.busyCluster());
        own.changeClass("demo-busy-2", XLARGE);
        own.settle();
        assertThat(own.lasting(Harm.OVERLOAD)).containsExactly("demo-busy-3");
    }

    @Test
    void h31AProxysReadOnlyEndpointDoesNotFallBackToTheWriter() {
        Lab own = new Lab(Scenarios.proxy());
        own.changeClass("demo-proxied-2", XLARGE);
        own.settle();
        assertThat(own.lasting(Harm.PROXY_READ_ONLY_EMPTY)).containsExactly("demo-proxy");
        assertThat(own.rds
                        .describeDBProxyTargets(request -> request.dbProxyName("demo-proxy"))
                        .targets())
                .extracting(target -> target.roleAsString())
                .containsExactly(null, "READ_WRITE", "READ_ONLY");
    }

    @Test
    void scalingThatIsDeregisteredIsForgottenOnce() {
        Lab lab = new Lab(Scenarios.autoscaled());
        Runnable deregister =
                () -> lab.scaling.deregisterScalableTarget(request -> request.serviceNamespace(ServiceNamespace.RDS)
                        .resourceId("cluster:demo-autoscaled")
                        .scalableDimension(ScalableDimension.RDS_CLUSTER_READ_REPLICA_COUNT));

        deregister.run();

        assertThat(lab.scaling
                        .describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.RDS))
                        .scalableTargets())
                .isEmpty();
        assertThat(lab.cluster("demo-autoscaled").dbClusterMembers()).hasSize(4);
        assertThatThrownBy(deregister::run).isInstanceOf(ObjectNotFoundException.class);
    }

    @Test
    void h32ScalingAddsReadersOfTheOldClassUnlessItIsSuspended() {
        Lab own = new Lab(Scenarios.autoscaled());
        own.changeClass("demo-autoscaled-2", XLARGE);
        own.simulator.outsider().breakDown("application-autoscaling-11111111-aaaa-4aaa-aaaa-111111111111", "failed");
        own.settle();
        assertThat(own.incidents(Harm.SCALED)).isNotEmpty();
        assertThat(own.cluster("demo-autoscaled").dbClusterMembers()).hasSizeGreaterThan(4);

        Lab suspended = new Lab(Scenarios.autoscaled());
        suspended.scaling.registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.RDS)
                .resourceId("cluster:demo-autoscaled")
                .scalableDimension(ScalableDimension.RDS_CLUSTER_READ_REPLICA_COUNT)
                .suspendedState(state -> state.dynamicScalingInSuspended(true).dynamicScalingOutSuspended(true)));
        suspended.changeClass("demo-autoscaled-2", XLARGE);
        suspended
                .simulator
                .outsider()
                .breakDown("application-autoscaling-11111111-aaaa-4aaa-aaaa-111111111111", "failed");
        suspended.settle();
        assertThat(suspended.incidents(Harm.SCALED)).isEmpty();
    }

    @Test
    void h33AnAutoscaledReaderThatIsChangedByHandIsNoted() {
        Lab own = new Lab(Scenarios.autoscaled());
        own.changeClass("application-autoscaling-11111111-aaaa-4aaa-aaaa-111111111111", XLARGE);
        assertThat(own.incidents(Harm.AUTOSCALED_CHANGED)).hasSize(1);
    }

    @Test
    void h35MultiAzClustersRefuseChangesAndOtherEnginesTakeThemSilently() {
        Lab own = new Lab(scenario("foreign-engines"));
        assertThatThrownBy(() -> own.changeClass("demo-multi-az-2", XLARGE)).hasMessageContaining("cluster's type");
        assertThatThrownBy(() -> own.failOver("demo-multi-az", "demo-multi-az-2"))
                .hasMessageContaining("TargetDBInstanceIdentifier");
        own.changeClass("demo-graph-2", XLARGE);
        assertThat(own.incidents(Harm.FOREIGN_ENGINE_CHANGED)).containsExactly("demo-graph-2");
    }

    @Test
    void h36OthersAddRenameAndDeleteMeanwhile() {
        lab.simulator.outsider().add(CLUSTER, "theirs", LARGE, "us-east-1a");
        lab.simulator.outsider().rename(READER, "renamed");
        lab.simulator.outsider().delete("demo-multi-3");
        lab.settle();
        assertThat(lab.cluster(CLUSTER).dbClusterMembers())
                .extracting(member -> member.dbInstanceIdentifier())
                .containsExactlyInAnyOrder("demo-multi-1", "renamed", "theirs");
    }

    @Test
    void h64ARepeatedCreateAndDeleteAreToldApart() {
        lab.create("spare", CLUSTER, LARGE, request -> {});
        assertThatThrownBy(() -> lab.create("spare", CLUSTER, LARGE, request -> {}))
                .isInstanceOf(DbInstanceAlreadyExistsException.class);
        lab.settle();
        lab.delete("spare");
        assertThatThrownBy(() -> lab.delete("spare")).isInstanceOf(InvalidDbInstanceStateException.class);
        lab.settle();
        assertThatThrownBy(() -> lab.delete("spare")).isInstanceOf(DbInstanceNotFoundException.class);
    }

    @Test
    void h65ASecondFailoverByAnotherHandInterruptsTwice() {
        lab.failOver(CLUSTER, READER);
        lab.settle();
        lab.failOver(CLUSTER, "demo-multi-1");
        lab.settle();
        assertThat(lab.lasting(Harm.WRITE_INTERRUPTION)).hasSize(2);
    }

    @Test
    void h67PermissionCanBeMissingForOneCallOnly() {
        lab.simulator.inject(
                Fault.error("FailoverDBCluster", "AccessDenied", 403).untilCleared());
        lab.changeClass(READER, XLARGE);
        assertThatThrownBy(() -> lab.failOver(CLUSTER, "demo-multi-3")).hasMessageContaining("AccessDenied");
    }

    @Test
    void h73FixedBuffersDoNotFitASmallerClass() {
        Lab own = new Lab(scenario("fixed-parameters"));
        own.changeClass("demo-fixed-2", LARGE);
        own.settle();
        assertThat(own.instance("demo-fixed-2").dbInstanceStatus()).isEqualTo("incompatible-parameters");
        assertThatThrownBy(() -> own.changeClass("demo-fixed-2", "db.r6g.xlarge"))
                .isInstanceOf(InvalidDbInstanceStateException.class);
        own.simulator.outsider().parameter("demo-fixed-values", "shared_buffers", "1000000");
        own.rds.rebootDBInstance(request -> request.dbInstanceIdentifier("demo-fixed-2"));
        own.settle();
        assertThat(own.settled("demo-fixed-2")).isTrue();
    }

    @Test
    void h73PeakConnectionsBeyondTheNewLimitAreRefused() {
        Lab own = new Lab(Scenarios.twoNode()
                .and(stage -> stage.alter("demo-two", cluster -> cluster.writes(0.5, 1_500))));
        assertThat(own.lasting(Harm.REFUSED_CONNECTIONS)).isEmpty();
        own.changeClass("demo-two-2", "db.t4g.medium");
        own.settle();
        own.failOver("demo-two", "demo-two-2");
        own.settle();
        assertThat(own.lasting(Harm.REFUSED_CONNECTIONS)).containsExactly("demo-two-2");
    }

    @Test
    void h73FeaturesOfTheOldClassEndWithIt() {
        Lab own = new Lab(Scenarios.singleNode()
                .and(stage -> stage.alter(
                        "demo-single", cluster -> cluster.instance("demo-single-2", "db.r6gd.large", "us-east-1b"))));
        own.changeClass("demo-single-2", LARGE);
        own.settle();
        assertThat(own.incidents(Harm.LOST_FEATURE)).containsExactly("demo-single-2");
        Lab global = new Lab(scenario("global-database"));
        assertThatThrownBy(() -> global.changeClass("demo-global-2", "db.t4g.medium"))
                .hasMessageContaining("global databases");
    }

    @Test
    void h29ReadersOfAnOldMysqlSecondaryRestartWithThePrimarysWriter() {
        Scenario global = Scenario.of("old-global", stage -> {
            String old = "8.0.mysql_aurora.3.05.2";
            stage.cluster("first", "aurora-mysql", old, cluster -> cluster.instance("first-1", LARGE, "us-east-1a"));
            stage.elsewhere("123456789012", "us-west-2")
                    .cluster(
                            "second",
                            "aurora-mysql",
                            old,
                            cluster -> cluster.secondary().instance("second-1", LARGE, "us-west-2a"));
            stage.global("worldwide", "first", "us-west-2", "second");
        });
        Lab own = new Lab(global);
        own.rds.rebootDBInstance(request -> request.dbInstanceIdentifier("first-1"));
        own.settle();
        assertThat(own.incidents(Harm.RESTART)).containsExactly("first-1", "second-1");
    }

    @Test
    void h37WhatHasDriftedFromTheBeginningIsListed() {
        lab.changeClass(READER, XLARGE);
        lab.rds.modifyDBInstance(
                request -> request.dbInstanceIdentifier("demo-multi-3").promotionTier(4));
        lab.settle();
        assertThat(lab.simulator.state().path("drift"))
                .extracting(each ->
                        each.path("field").asText() + " " + each.path("is").asText())
                .containsExactlyInAnyOrder("class " + XLARGE, "tier 4");
    }

    @Test
    void h70AChangeUnderARunningBlueGreenDeploymentDisturbsIt() {
        Lab own = new Lab(Scenarios.multiNode()
                .and(stage -> stage.blueGreen(new BlueGreenDeployment(
                        "bgd-1",
                        "upgrade",
                        "arn:aws:rds:us-east-1:123456789012:cluster:demo-multi",
                        "arn:aws:rds:us-east-1:123456789012:cluster:demo-multi-green",
                        "AVAILABLE",
                        Lab.START))));
        own.changeClass(READER, XLARGE);
        assertThat(own.incidents(Harm.BLUE_GREEN_DISTURBED)).containsExactly(READER);
    }
}
