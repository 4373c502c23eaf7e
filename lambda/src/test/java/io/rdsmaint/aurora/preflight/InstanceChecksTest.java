package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.testkit.aurora.PreflightCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceChecksTest {
    @ParameterizedTest
    @CsvSource({
        "modifying,wait db-instance-available",
        "storage-full,describe-events",
        "incompatible-parameters,describe-events",
        "stopped,start-db-cluster",
        "deleting,wait db-instance-deleted",
        "a-word-of-tomorrow,wait db-instance-available"
    })
    void h26AnInstanceToChangeThatIsNotAvailableIsRefused(String status, String command) {
        Finding finding = PreflightCase.multi()
                .when(s -> s.inject(Fault.showsStatus("demo-multi-2", status)))
                .minReaders(0)
                .findings("member-status")
                .getFirst();

        assertThat(finding.severity()).isEqualTo(Finding.Severity.REFUSE);
        assertThat(finding.observed()).contains("demo-multi-2 is " + status, "must be available");
        assertThat(finding.wayOut()).contains("aws rds " + command);
    }

    @Test
    void h26WithoutTheCheckABusyInstanceGoesUnnoticed() {
        PreflightCase trial = PreflightCase.multi().when(s -> s.inject(Fault.showsStatus("demo-multi-1", "modifying")));

        trial.refused("member-status");
    }

    @Test
    void anExcludedInstanceThatIsNotAvailableIsAskedAbout() {
        PreflightCase trial = PreflightCase.multi()
                .without("demo-multi-3")
                .minReaders(0)
                .when(s -> s.inject(Fault.showsStatus("demo-multi-3", "modifying")));

        assertThat(trial.findings("member-status"))
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.ASK);
    }

    @Test
    void h23ValuesPendingOnAnInstanceToChangeAreAskedAbout() {
        Finding finding = PreflightCase.multi()
                .instance("demo-multi-2", i -> i.pending("CACertificateIdentifier", "rds-ca-ecc384-g1"))
                .asked("instance-pending-values");

        assertThat(finding.observed())
                .contains("demo-multi-2", "CACertificateIdentifier=rds-ca-ecc384-g1", "applies them, too");
        assertThat(finding.wayOut()).contains("aws rds modify-db-instance --db-instance-identifier demo-multi-2");
    }

    @Test
    void h23APendingPasswordIsNotShown() {
        Finding finding = PreflightCase.multi()
                .instance("demo-multi-2", i -> i.pending("MasterUserPassword", "hunter2"))
                .asked("instance-pending-values");

        assertThat(finding.observed()).contains("MasterUserPassword=****").doesNotContain("hunter2");
    }

    @Test
    void h23ValuesPendingOnAnExcludedInstanceAreTold() {
        Finding finding = PreflightCase.multi()
                .without("demo-multi-3")
                .instance("demo-multi-3", i -> i.pending("Port", "5433"))
                .warned("instance-pending-values");

        assertThat(finding.observed()).contains("demo-multi-3: Port=5433", "not applied by this operation");
    }

    @Test
    void h23AClassThatWaitsOnTheNextWriterIsAskedAboutAndItsRoleNamed() {
        Finding finding = PreflightCase.multi()
                .without("demo-multi-2")
                .instance("demo-multi-2", i -> i.pending("DBInstanceClass", "db.r6g.2xlarge"))
                .asked("instance-pending-values");

        assertThat(finding.observed()).contains("in its maintenance window, when it may be the writer");
        assertThat(finding.wayOut()).contains("which restarts a reader demo-multi-2");
    }

    @Test
    void h23TheClassThatIsAskedForMayBeQueuedAlready() {
        assertThat(PreflightCase.multi()
                        .instance("demo-multi-2", i -> i.pending("DBInstanceClass", "db.r6g.xlarge"))
                        .findings("instance-pending-values"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"failed-to-apply", "pending-database-upgrade", "a-word-of-tomorrow", "pending-reboot"})
    void h28ParametersOfAMemberThatIsLeftAloneAreAskedAbout(String word) {
        Finding finding = PreflightCase.multi()
                .without("demo-multi-3")
                .instance("demo-multi-3", i -> i.clusterParameterStatus(word))
                .asked("parameters-in-sync");

        assertThat(finding.observed())
                .contains("demo-multi-3, a reader, does not run with", word, "does not restart it");
    }

    @Test
    void membersOnDifferentEngineVersionsAreAskedAbout() {
        Finding finding = PreflightCase.multi()
                .instance("demo-multi-3", i -> i.instance().engineVersion("15.5"))
                .asked("mixed-versions");

        assertThat(finding.observed()).contains("is of version 15.8", "demo-multi-3 (a reader) 15.5");
    }

    @Test
    void h28ParametersThatTheRestartWouldMakeCountAreAskedAbout() {
        Finding finding = PreflightCase.multi()
                .instance("demo-multi-2", i -> i.parameterStatus("pending-reboot"))
                .asked("parameters-in-sync");

        assertThat(finding.observed())
                .contains("demo-multi-2", "instance group" + " default.aurora-postgresql15 is pending-reboot");
        assertThat(finding.wayOut()).contains("aws rds describe-db-parameters --source user");
    }

    @Test
    void h30ClusterParametersThatAreNotInEffectAreAskedAbout() {
        Finding finding = PreflightCase.multi()
                .instance("demo-multi-3", i -> i.clusterParameterStatus("pending-reboot"))
                .asked("parameters-in-sync");

        assertThat(finding.wayOut()).contains("aws rds describe-db-cluster-parameters --source user");
    }

    @Test
    void differentClassesAreFlattenedOnlyAfterAsking() {
        PreflightCase trial = PreflightCase.multi()
                .cluster(c -> c.instance("demo-multi-4", "db.r6g.2xlarge", "us-east-1b"))
                .to("db.r6g.4xlarge");

        assertThat(trial.asked("mixed-classes").observed())
                .contains("2 different classes (db.r6g.2xlarge, db.r6g.large); all would get db.r6g.4xlarge");
    }

    @Test
    void differentClassesWithSomeExcludedAreWanted() {
        PreflightCase trial = PreflightCase.multi()
                .cluster(c -> c.instance("demo-multi-4", "db.r6g.2xlarge", "us-east-1b"))
                .to("db.r6g.4xlarge")
                .without("demo-multi-3");

        assertThat(trial.findings("mixed-classes")).isEmpty();
    }

    @Test
    void anInstanceWhoseRoleIsUnknownIsRefused() {
        PreflightCase trial = PreflightCase.multi()
                .instance("demo-multi-3", i -> i.instance().member(false))
                .without("demo-multi-3")
                .minReaders(0);

        assertThat(trial.findings("member-unseen").getFirst().observed())
                .contains("demo-multi-3", "not among the members");
    }
}
