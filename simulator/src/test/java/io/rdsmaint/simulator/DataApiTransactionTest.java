package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rdsdata.model.DatabaseErrorException;
import software.amazon.awssdk.services.rdsdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.rdsdata.model.TransactionNotFoundException;

class DataApiTransactionTest {

    private final SqlLab lab = new SqlLab();

    private String begin() {
        return lab.data
                .beginTransaction(request -> request.resourceArn(SqlLab.CLUSTER)
                        .secretArn(SqlLab.SECRET)
                        .database("app"))
                .transactionId();
    }

    private ExecuteStatementResponse in(String transaction, String sql) {
        return lab.execute(request -> request.transactionId(transaction).sql(sql));
    }

    private String commit(String transaction) {
        return lab.data
                .commitTransaction(request -> request.resourceArn(SqlLab.CLUSTER)
                        .secretArn(SqlLab.SECRET)
                        .transactionId(transaction))
                .transactionStatus();
    }

    private String rollback(String transaction) {
        return lab.data
                .rollbackTransaction(request -> request.resourceArn(SqlLab.CLUSTER)
                        .secretArn(SqlLab.SECRET)
                        .transactionId(transaction))
                .transactionStatus();
    }

    private long hits() {
        return lab.one("select sum(hits) from item").longValue();
    }

    @Test
    void othersSeeItOnceItIsCommitted() {
        String transaction = begin();
        in(transaction, "update item set hits = 1");
        assertThat(in(transaction, "select sum(hits) from item")
                        .records()
                        .getFirst()
                        .getFirst()
                        .longValue())
                .isEqualTo(100);
        assertThat(hits()).isZero();
        assertThat(commit(transaction)).isEqualTo("Transaction Committed");
        assertThat(hits()).isEqualTo(100);
        assertThatThrownBy(() -> in(transaction, "select 1")).isInstanceOf(TransactionNotFoundException.class);
        assertThatThrownBy(() -> commit("unknown")).isInstanceOf(TransactionNotFoundException.class);
    }

    @Test
    void rolledBackItLeavesNothing() {
        String transaction = begin();
        in(transaction, "update item set hits = 1");
        assertThat(rollback(transaction)).isEqualTo("Rollback Complete");
        assertThat(hits()).isZero();
    }

    @Test
    void anErrorAbortsIt() {
        String transaction = begin();
        in(transaction, "update item set hits = 1");
        assertThatThrownBy(() -> in(transaction, "select 1 / 0")).isInstanceOf(DatabaseErrorException.class);
        lab.sql("update item set hits = 2");
        assertThatThrownBy(() -> in(transaction, "select 1")).isInstanceOf(TransactionNotFoundException.class);
        assertThatThrownBy(() -> commit(transaction)).isInstanceOf(TransactionNotFoundException.class);
        assertThat(rollback(transaction)).isEqualTo("Rollback Complete");
        assertThat(hits()).isEqualTo(200);
    }

    @Test
    void aSecondCallInItIsRefusedAtOnce() {
        String transaction = begin();
        var running = CompletableFuture.supplyAsync(
                () -> in(transaction, "select /* long */ pg_sleep(60)"),
                task -> Thread.ofVirtual().start(task));
        lab.awaitRunning("long");
        assertThatThrownBy(() -> in(transaction, "select 1"))
                .isInstanceOf(DatabaseErrorException.class)
                .hasMessageContaining("still running a query");
        lab.simulator.outsider().killStatements("lab");
        assertThatThrownBy(running::join).hasMessageContaining("SQLState: 57P01");
    }

    @Test
    void threeIdleMinutesEndIt() {
        String transaction = begin();
        in(transaction, "update item set hits = 1");
        lab.pass(Duration.ofSeconds(170));
        in(transaction, "select 1");
        lab.pass(Duration.ofSeconds(170));
        in(transaction, "select 1");
        lab.pass(Duration.ofMinutes(3));
        lab.sql("update item set hits = 3");
        assertThatThrownBy(() -> commit(transaction)).isInstanceOf(TransactionNotFoundException.class);
        assertThat(hits()).isEqualTo(300);
    }

    @Test
    void aDayEndsIt() {
        String transaction = begin();
        for (int minutes = 2; minutes < 24 * 60; minutes += 2) {
            lab.pass(Duration.ofMinutes(2));
            in(transaction, "select 1");
        }
        lab.pass(Duration.ofMinutes(2));
        assertThatThrownBy(() -> in(transaction, "select 1")).isInstanceOf(TransactionNotFoundException.class);
    }
}
