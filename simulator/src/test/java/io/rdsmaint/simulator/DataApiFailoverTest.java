package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rdsdata.model.DatabaseUnavailableException;
import software.amazon.awssdk.services.rdsdata.model.TransactionNotFoundException;

/** What a change of the writer does to whoever talks to it. */
class DataApiFailoverTest {

    private final SqlLab lab = new SqlLab();

    @Test
    void aStatementThatRunsIsRolledBackAndTransactionsAreGone() {
        String transaction = lab.data
                .beginTransaction(request -> request.resourceArn(SqlLab.CLUSTER)
                        .secretArn(SqlLab.SECRET)
                        .database("app"))
                .transactionId();
        lab.execute(request -> request.transactionId(transaction).sql("update item set hits = 1 where id = 1"));
        var running = CompletableFuture.supplyAsync(
                () -> lab.sql("with u as (update item set hits = 1 where id > 1 returning 1)"
                        + " select /* doomed */ count(*), pg_sleep(60) from u"),
                task -> Thread.ofVirtual().start(task));
        lab.awaitRunning("doomed");
        lab.failOver("lab", "lab-2");
        lab.passUntil(l -> !l.simulator
                .world()
                .sites()
                .iterator()
                .next()
                .cluster("lab")
                .orElseThrow()
                .writer()
                .orElseThrow()
                .engine()
                .serving());
        assertThatThrownBy(running::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(() -> lab.sql("select 1")).isInstanceOf(DatabaseUnavailableException.class);
        lab.pass(Duration.ofMinutes(5));
        assertThat(lab.one("select sum(hits) from item").longValue()).isZero();
        assertThatThrownBy(() -> lab.execute(
                        request -> request.transactionId(transaction).sql("select 1")))
                .isInstanceOf(TransactionNotFoundException.class);
        assertThat(lab.writer("lab")).isEqualTo("lab-2");
    }

    @Test
    void aWriterThatFailsTakesItsSessionsWithIt() {
        lab.one("select 1");
        lab.simulator.outsider().failWriter("lab");
        assertThatThrownBy(() -> lab.sql("select 1")).isInstanceOf(DatabaseUnavailableException.class);
        lab.pass(Duration.ofMinutes(10));
        assertThat(lab.one("select count(*) from item").longValue()).isEqualTo(100);
    }
}
