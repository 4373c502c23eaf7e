package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.Tag;

class InstanceLifeTest {

    private final Lab lab = new Lab(Scenarios.multiNode());

    @Test
    void theClusterIsDescribedAsAwsWould() {
        DBCluster cluster = lab.cluster("demo-multi");
        assertThat(cluster.engine()).isEqualTo("aurora-postgresql");
        assertThat(cluster.availabilityZones()).containsExactly("us-east-1a", "us-east-1b", "us-east-1c");
        assertThat(cluster.dbClusterMembers()).hasSize(3);
        assertThat(cluster.tagList())
                .contains(
                        Tag.builder().key("rds-maint-machine").value("allowed").build());
        assertThat(lab.writer("demo-multi")).isEqualTo("demo-multi-1");
        assertThat(lab.instance("demo-multi-2").dbInstanceClass()).isEqualTo("db.r6g.large");
    }

    @Test
    void aReaderChangesItsClassWithoutTouchingWrites() {
        lab.rds.modifyDBInstance(request -> request.dbInstanceIdentifier("demo-multi-2")
                .dbInstanceClass("db.r6g.xlarge")
                .applyImmediately(true));
        assertThat(lab.instance("demo-multi-2").dbInstanceStatus()).isEqualTo("available");
        assertThat(lab.instance("demo-multi-2").pendingModifiedValues().dbInstanceClass())
                .isEqualTo("db.r6g.xlarge");
        lab.passUntil(l -> l.instance("demo-multi-2").dbInstanceStatus().equals("modifying"));
        Duration taken = lab.passUntil(l -> l.settled("demo-multi-2"));
        assertThat(taken).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(13));
        assertThat(lab.instance("demo-multi-2").dbInstanceClass()).isEqualTo("db.r6g.xlarge");
        assertThat(lab.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                .isEmpty();
        assertThat(lab.simulator.ledger().interruptions(Harm.FEWER_READERS)).hasSize(1);
    }

    @Test
    void aBusyInstanceRefusesEveryOtherChange() {
        lab.rds.rebootDBInstance(request -> request.dbInstanceIdentifier("demo-multi-2"));
        assertThatThrownBy(() -> lab.rds.modifyDBInstance(
                        request -> request.dbInstanceIdentifier("demo-multi-2").promotionTier(3)))
                .isInstanceOf(InvalidDbInstanceStateException.class);
        assertThatThrownBy(() -> lab.rds.deleteDBInstance(request -> request.dbInstanceIdentifier("demo-multi-2")))
                .isInstanceOf(InvalidDbInstanceStateException.class);
    }

    @Test
    void aFailoverInterruptsWritesForLessThanAMinute() {
        lab.rds.failoverDBCluster(
                request -> request.dbClusterIdentifier("demo-multi").targetDBInstanceIdentifier("demo-multi-3"));
        assertThat(lab.writer("demo-multi")).isEqualTo("demo-multi-1");
        lab.passUntil(l -> l.writer("demo-multi").equals("demo-multi-3"));
        lab.passUntil(l -> l.cluster("demo-multi").status().equals("available") && l.settled("demo-multi-1"));
        var interruptions = lab.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION);
        assertThat(interruptions).hasSize(1);
        assertThat(interruptions.getFirst().length(lab.clock.instant()))
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(35));
        assertThat(lab.simulator.ledger().incidents(Harm.CROSS_AZ_WRITER)).hasSize(1);
    }

    @Test
    void aNewInstanceBecomesAvailableAndADeletedOneIsGone() {
        lab.rds.createDBInstance(request -> request.dbInstanceIdentifier("extra")
                .dbClusterIdentifier("demo-multi")
                .engine("aurora-postgresql")
                .dbInstanceClass("db.r6g.large")
                .tags(Tag.builder().key("owner").value("me").build()));
        assertThat(lab.instance("extra").dbInstanceStatus()).isEqualTo("creating");
        assertThat(lab.cluster("demo-multi").dbClusterMembers()).hasSize(3);
        lab.passUntil(l -> l.settled("extra"));
        assertThat(lab.cluster("demo-multi").dbClusterMembers()).hasSize(4);
        assertThat(lab.instance("extra").tagList()).hasSize(1);
        lab.rds.deleteDBInstance(
                request -> request.dbInstanceIdentifier("extra").skipFinalSnapshot(true));
        lab.pass(Duration.ofMinutes(7));
        assertThatThrownBy(() -> lab.instance("extra")).isInstanceOf(DbInstanceNotFoundException.class);
    }
}
