package io.rdsmaint.simulator;

import static io.rdsmaint.simulator.ParameterGroupTest.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.DBClusterMember;

/** When the values of parameter groups reach the members that use them. */
class ParameterEffectTest {

    private static final String CLUSTER = "demo-multi";
    private static final String READER = "demo-multi-2";

    private final Lab lab = new Lab(Scenarios.multiNode()
            .and(stage -> stage.clusterParameterGroup("ours", "aurora-postgresql15")
                    .clusterParameterGroup("others", "aurora-postgresql15")
                    .instanceParameterGroup("own", "aurora-postgresql15")
                    .parameter("others", "rds.logical_replication", "1")
                    .alter(
                            CLUSTER,
                            cluster ->
                                    cluster.parameterGroup("ours").alter(READER, each -> each.parameterGroup("own")))));

    private void set(String name, String value, ApplyMethod method) {
        lab.rds.modifyDBClusterParameterGroup(
                request -> request.dbClusterParameterGroupName("ours").parameters(parameter(name, value, method)));
    }

    private List<String> statuses() {
        return lab.cluster(CLUSTER).dbClusterMembers().stream()
                .map(DBClusterMember::dbClusterParameterGroupStatus)
                .toList();
    }

    private String own() {
        return lab.instance(READER).dbParameterGroups().getFirst().parameterApplyStatus();
    }

    private String inForce(String id, String name) {
        return lab.simulator
                .world()
                .site("123456789012", "us-east-1")
                .instance(id)
                .orElseThrow()
                .inForce(name)
                .orElse("-");
    }

    private void reboot(String id) {
        lab.rds.rebootDBInstance(request -> request.dbInstanceIdentifier(id));
        lab.passUntil(l -> l.instance(id).dbInstanceStatus().equals("rebooting"));
        lab.passUntil(l -> l.settled(id));
    }

    @Test
    void aDynamicValueReachesEveryMemberWithoutARestart() {
        set("work_mem", "8192", ApplyMethod.IMMEDIATE);
        assertThat(statuses()).containsOnly("in-sync");
        assertThat(inForce(READER, "work_mem")).isEqualTo("-");
        lab.passUntil(l -> statuses().stream().allMatch("applying"::equals));
        lab.passUntil(l -> statuses().stream().allMatch("in-sync"::equals));
        assertThat(inForce(READER, "work_mem")).isEqualTo("8192");
        assertThat(lab.incidents(Harm.RESTART)).isEmpty();
        lab.settle();
        assertThat(lab.cluster(CLUSTER).status()).isEqualTo("available");
    }

    @Test
    void theClusterIsModifyingWhileItsGroupIsApplied() {
        set("work_mem", "8192", ApplyMethod.IMMEDIATE);
        lab.passUntil(l -> l.cluster(CLUSTER).status().equals("modifying"));
        lab.passUntil(l -> l.cluster(CLUSTER).status().equals("available"));
        assertThat(lab.simulator.ledger().interruptions()).isEmpty();
    }

    @Test
    void aStaticValueWaitsOnEachMemberUntilThatMemberRestarts() {
        set("rds.logical_replication", "1", ApplyMethod.PENDING_REBOOT);
        lab.passUntil(l -> statuses().stream().allMatch("pending-reboot"::equals));
        reboot(READER);
        assertThat(statuses()).containsExactly("pending-reboot", "in-sync", "pending-reboot");
        assertThat(inForce(READER, "rds.logical_replication")).isEqualTo("1");
        assertThat(inForce("demo-multi-1", "rds.logical_replication")).isEqualTo("-");
        lab.settle();
        assertThat(statuses()).containsExactly("pending-reboot", "in-sync", "pending-reboot");
    }

    @Test
    void aDynamicValueCanBeHeldUntilTheRestartAndThenAppliedAfterAll() {
        set("work_mem", "8192", ApplyMethod.PENDING_REBOOT);
        lab.settle();
        assertThat(statuses()).containsOnly("pending-reboot");
        assertThat(inForce(READER, "work_mem")).isEqualTo("-");
        set("work_mem", "16384", ApplyMethod.IMMEDIATE);
        lab.settle();
        assertThat(statuses()).containsOnly("in-sync");
        assertThat(inForce(READER, "work_mem")).isEqualTo("16384");
    }

    @Test
    void anotherClusterGroupHoldsForMembersOnlyAfterTheirRestart() {
        lab.rds.modifyDBCluster(request -> request.dbClusterIdentifier(CLUSTER).dbClusterParameterGroupName("others"));
        assertThat(lab.cluster(CLUSTER).dbClusterParameterGroup()).isEqualTo("others");
        assertThat(statuses()).containsOnly("pending-reboot");
        assertThat(inForce("demo-multi-1", "rds.logical_replication")).isEqualTo("-");
        reboot("demo-multi-1");
        assertThat(inForce("demo-multi-1", "rds.logical_replication")).isEqualTo("1");
    }

    @Test
    void anInstanceGroupConcernsOnlyTheInstancesThatUseIt() {
        lab.rds.modifyDBParameterGroup(request -> request.dbParameterGroupName("own")
                .parameters(
                        parameter("max_connections", "900", ApplyMethod.PENDING_REBOOT),
                        parameter("work_mem", "8192", ApplyMethod.IMMEDIATE)));
        lab.passUntil(l -> own().equals("applying"));
        lab.passUntil(l -> own().equals("pending-reboot"));
        assertThat(inForce(READER, "work_mem")).isEqualTo("8192");
        assertThat(inForce(READER, "max_connections")).isEqualTo("-");
        assertThat(lab.instance("demo-multi-3").dbParameterGroups().getFirst().parameterApplyStatus())
                .isEqualTo("in-sync");
        reboot(READER);
        assertThat(own()).isEqualTo("in-sync");
        assertThat(inForce(READER, "max_connections")).isEqualTo("900");
    }

    @Test
    void anotherInstanceGroupAlsoWaitsForTheRestart() {
        lab.rds.modifyDBParameterGroup(request ->
                request.dbParameterGroupName("own").parameters(parameter("work_mem", "8192", ApplyMethod.IMMEDIATE)));
        lab.rds.modifyDBInstance(request -> request.dbInstanceIdentifier("demo-multi-3")
                .dbParameterGroupName("own")
                .applyImmediately(true));
        lab.settle();
        assertThat(lab.instance("demo-multi-3").dbParameterGroups().getFirst().parameterApplyStatus())
                .isEqualTo("pending-reboot");
        assertThat(inForce("demo-multi-3", "work_mem")).isEqualTo("-");
        reboot("demo-multi-3");
        assertThat(inForce("demo-multi-3", "work_mem")).isEqualTo("8192");
    }

    @Test
    void aValueCanFailToApply() {
        lab.simulator.inject(Fault.endsInStatus("ModifyDBClusterParameterGroup", READER, "failed-to-apply"));
        set("work_mem", "8192", ApplyMethod.IMMEDIATE);
        lab.settle();
        assertThat(statuses()).containsExactly("in-sync", "failed-to-apply", "in-sync");
        assertThat(inForce(READER, "work_mem")).isEqualTo("-");
    }
}
