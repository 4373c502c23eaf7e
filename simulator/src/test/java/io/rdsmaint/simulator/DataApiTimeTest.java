package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rdsmaint.simulator.faults.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rdsdata.model.StatementTimeoutException;

/** What becomes of statements that take longer than a call may, in real time and by the simulated clock. */
class DataApiTimeTest {

    private static final String UPDATE = "update item set hits = 1 where id <= 10";
    private static final String FREE = "select count(*) from (select from item for update skip locked) free";

    private final SqlLab lab = new SqlLab(stage -> stage.statementLimit(Duration.ofMillis(300)));

    private long hits() {
        return lab.one("select sum(hits) from item").longValue();
    }

    private Duration passed(Instant since) {
        return Duration.between(since, lab.clock.instant());
    }

    @Test
    void aStatementOfTooLongIsStoppedAndTheCallTook45Seconds() {
        Instant before = lab.clock.instant();
        assertThatThrownBy(() -> lab.sql(
                        "with u as (update item set hits = 1 returning 1) select count(*), pg_sleep(30) from u"))
                .isInstanceOfSatisfying(
                        StatementTimeoutException.class,
                        error -> assertThat(error.dbConnectionId()).isPositive());
        assertThat(passed(before)).isEqualTo(Duration.ofSeconds(45));
        assertThat(lab.one(
                                "select count(*) from pg_stat_activity where query like '%pg_sleep(30)%' and state = 'active'"
                                        + " and pid <> pg_backend_pid() and datname = current_database()")
                        .longValue())
                .isZero();
        assertThat(hits()).isZero();
    }

    @Test
    void askedToItGoesOnAfterItsCall() {
        lab.sql("create function wait_for_flag() returns void language plpgsql as $$ begin"
                + " update item set hits = 1 where id = 1;"
                + " while pg_try_advisory_lock(7) loop perform pg_advisory_unlock(7), pg_sleep(0.01); end loop;"
                + " end $$");
        var error = catchThrowableOfType(
                StatementTimeoutException.class,
                () -> lab.execute(
                        request -> request.continueAfterTimeout(true).sql("select /* on */ wait_for_flag()")));
        assertThat(lab.one("select pid::int8 from pg_stat_activity where query like '%/* on */%' and state = 'active'"
                                + " and pid <> pg_backend_pid() and datname = current_database()")
                        .longValue())
                .isEqualTo(error.dbConnectionId());
        assertThat(hits()).isZero();
        String transaction = lab.data
                .beginTransaction(request -> request.resourceArn(SqlLab.CLUSTER)
                        .secretArn(SqlLab.SECRET)
                        .database("app"))
                .transactionId();
        lab.execute(request -> request.transactionId(transaction).sql("select pg_advisory_lock(7)"));
        while (hits() == 0) {
            Thread.onSpinWait();
        }
        assertThat(hits()).isEqualTo(1);
    }

    @Test
    void aSlowStatementHoldsItsLocksUntilItsTimeHasPassed() {
        lab.simulator.inject(Fault.slow("ExecuteStatement", 30));
        Instant before = lab.clock.instant();
        assertThat(lab.sql(UPDATE).numberOfRecordsUpdated()).isEqualTo(10);
        assertThat(passed(before)).isEqualTo(Duration.ofSeconds(30));
        assertThat(hits()).isEqualTo(10);
    }

    @Test
    void oneThatIsTooSlowIsRolledBack() {
        lab.simulator.inject(Fault.slow("ExecuteStatement", 60));
        Instant before = lab.clock.instant();
        assertThatThrownBy(() -> lab.sql(UPDATE)).isInstanceOf(StatementTimeoutException.class);
        assertThat(passed(before)).isEqualTo(Duration.ofSeconds(45));
        assertThat(lab.one(FREE).longValue()).isEqualTo(100);
        lab.pass(Duration.ofMinutes(5));
        assertThat(hits()).isZero();
    }

    @Test
    void oneThatIsTooSlowAndGoesOnCommitsWhenItsTimeHasPassed() {
        lab.simulator.inject(Fault.slow("ExecuteStatement", 100));
        assertThatThrownBy(() -> lab.execute(request -> request.sql(UPDATE).continueAfterTimeout(true)))
                .isInstanceOf(StatementTimeoutException.class);
        lab.pass(Duration.ofSeconds(54));
        assertThat(lab.one(FREE).longValue()).isEqualTo(90);
        assertThat(hits()).isZero();
        lab.pass(Duration.ofSeconds(1));
        assertThat(hits()).isEqualTo(10);
        assertThat(lab.one(FREE).longValue()).isEqualTo(100);
    }

    @Test
    void maintenanceThatNoTransactionTakesCanBeSlowToo() {
        lab.simulator.inject(Fault.slow("ExecuteStatement", 20));
        Instant before = lab.clock.instant();
        lab.sql("vacuum item");
        assertThat(passed(before)).isEqualTo(Duration.ofSeconds(20));
    }
}
