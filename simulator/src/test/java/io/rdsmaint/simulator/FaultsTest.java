package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.rds.model.InsufficientDbInstanceCapacityException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;

class FaultsTest {

    private static final String READER = "demo-multi-2";

    private final Lab lab = new Lab(Scenarios.multiNode());

    @Test
    void anErrorStrikesTheCallThatItIsMeantForAndNoOther() {
        lab.simulator.inject(Fault.throttle("DescribeDBInstances").fromCall(2).times(2));
        lab.instance(READER);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> lab.instance(READER))
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            error -> assertThat(error.isThrottlingException()).isTrue());
        }
        assertThat(lab.instance(READER).dbInstanceStatus()).isEqualTo("available");
    }

    @Test
    void aFaultForOneInstanceLeavesTheOthersAlone() {
        lab.simulator.inject(Fault.error("DescribeDBInstances", "AccessDenied", 403)
                .on("demo-multi-3")
                .untilCleared());
        assertThat(lab.instance(READER).dbInstanceStatus()).isEqualTo("available");
        assertThatThrownBy(() -> lab.instance("demo-multi-3")).hasMessageContaining("AccessDenied");
    }

    @Test
    void aLikelyFaultStrikesAboutAsOftenAsItIsLikelyAndTheSameForTheSameName() {
        String first = drawn();
        assertThat(first.chars().filter(c -> c == 'x').count()).isBetween(15L, 45L);
        assertThat(drawn()).isEqualTo(first);
    }

    private String drawn() {
        lab.simulator.inject(
                Fault.throttle("DescribeDBInstances").untilCleared().percent(30).named("likely"));
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            try {
                lab.instance(READER);
                drawn.append('.');
            } catch (AwsServiceException e) {
                drawn.append('x');
            }
        }
        return drawn.toString();
    }

    @Test
    void aCutBeforeTheEffectChangesNothing() {
        lab.simulator.inject(Fault.cutBeforeEffect("RebootDBInstance"));
        assertThatThrownBy(() -> lab.rds.rebootDBInstance(request -> request.dbInstanceIdentifier(READER)))
                .isInstanceOf(SdkClientException.class);
        lab.rds.rebootDBInstance(request -> request.dbInstanceIdentifier(READER));
    }

    @Test
    void aCutAfterTheEffectLeavesTheChangeUnderWay() {
        lab.simulator.inject(Fault.cutAfterEffect("RebootDBInstance"));
        assertThatThrownBy(() -> lab.rds.rebootDBInstance(request -> request.dbInstanceIdentifier(READER)))
                .isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> lab.rds.rebootDBInstance(request -> request.dbInstanceIdentifier(READER)))
                .isInstanceOf(InvalidDbInstanceStateException.class);
    }

    @Test
    void aServerErrorCanHideAnEffect() {
        lab.simulator.inject(Fault.errorAfterEffect("FailoverDBCluster", "InternalFailure", 500));
        assertThatThrownBy(() -> lab.failOver("demo-multi", READER))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> assertThat(error.statusCode()).isEqualTo(500));
        lab.passUntil(l -> l.writer("demo-multi").equals(READER));
    }

    @Test
    void aSlowAnswerLetsTimePass() {
        lab.simulator.inject(Fault.slow("DescribeDBClusters", 40));
        Instant before = lab.clock.instant();
        lab.cluster("demo-multi");
        assertThat(Duration.between(before, lab.clock.instant())).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aStaleDescribeShowsWhatItShowedBefore() {
        assertThat(lab.writer("demo-multi")).isEqualTo("demo-multi-1");
        lab.failOver("demo-multi", READER);
        lab.pass(Duration.ofMinutes(5));
        lab.simulator.inject(Fault.stale("DescribeDBClusters"));
        assertThat(lab.writer("demo-multi")).isEqualTo("demo-multi-1");
        assertThat(lab.writer("demo-multi")).isEqualTo(READER);
    }

    @Test
    void aStuckInstanceMovesOnWhenTheFaultIsCleared() {
        lab.changeClass(READER, "db.r6g.xlarge");
        lab.passUntil(l -> l.instance(READER).dbInstanceStatus().equals("modifying"));
        Fault stuck = lab.simulator.inject(Fault.stuck(READER));
        lab.pass(Duration.ofHours(2));
        assertThat(lab.instance(READER).dbInstanceStatus()).isEqualTo("modifying");
        assertThat(lab.simulator.clearFault(stuck.id())).isTrue();
        lab.passUntil(l -> l.settled(READER));
        assertThat(lab.instance(READER).dbInstanceClass()).isEqualTo("db.r6g.xlarge");
    }

    @Test
    void aChangeCanEndInAStatusThatNeedsAPerson() {
        lab.simulator.inject(Fault.endsInStatus("ModifyDBInstance", READER, "incompatible-network"));
        lab.changeClass(READER, "db.r6g.xlarge");
        lab.settle();
        assertThat(lab.instance(READER).dbInstanceStatus()).isEqualTo("incompatible-network");
    }

    @Test
    void aCreationCanFail() {
        lab.simulator.inject(Fault.endsInStatus("CreateDBInstance", "spare", "failed"));
        lab.create("spare", "demo-multi", "db.r6g.large", request -> {});
        lab.settle();
        assertThat(lab.instance("spare").dbInstanceStatus()).isEqualTo("failed");
    }

    @Test
    void aFailoverCanFailAndLeaveTheOldWriter() {
        lab.simulator.inject(Fault.endsInStatus("FailoverDBCluster", "demo-multi", "failed"));
        lab.failOver("demo-multi", READER);
        lab.settle();
        assertThat(lab.writer("demo-multi")).isEqualTo("demo-multi-1");
        assertThat(lab.cluster("demo-multi").status()).isEqualTo("available");
        assertThat(lab.simulator.world().sites().iterator().next().events())
                .anyMatch(event -> event.message().contains("failover failed"));
    }

    @Test
    void withoutCapacityAnInstanceIsNotCreatedAndAClassStaysAsItWas() {
        lab.simulator.inject(Fault.noCapacity("db.r6g.xlarge"));
        assertThatThrownBy(() -> lab.create("spare", "demo-multi", "db.r6g.xlarge", request -> {}))
                .isInstanceOf(InsufficientDbInstanceCapacityException.class);
        lab.changeClass(READER, "db.r6g.xlarge");
        lab.settle();
        assertThat(lab.settled(READER)).isTrue();
        assertThat(lab.instance(READER).dbInstanceClass()).isEqualTo("db.r6g.large");
    }

    @Test
    void aStatusCanFlapOrBeOneThatNobodyKnows() {
        Fault flapping = lab.simulator.inject(Fault.flapping(READER, "modifying"));
        assertThat(lab.instance(READER).dbInstanceStatus()).isEqualTo("modifying");
        assertThat(lab.instance(READER).dbInstanceStatus()).isEqualTo("available");
        lab.simulator.clearFault(flapping.id());
        lab.simulator.inject(Fault.showsStatus(READER, "contemplating"));
        assertThat(lab.instance(READER).dbInstanceStatus()).isEqualTo("contemplating");
    }
}
