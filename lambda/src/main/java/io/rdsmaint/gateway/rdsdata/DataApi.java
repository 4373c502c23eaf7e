package io.rdsmaint.gateway.rdsdata;

import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.ErrorTranslation;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.DatabaseErrorException;
import software.amazon.awssdk.services.rdsdata.model.DatabaseResumingException;
import software.amazon.awssdk.services.rdsdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.rdsdata.model.RdsDataException;
import software.amazon.awssdk.services.rdsdata.model.StatementTimeoutException;

/**
 * Executes statements, each in a transaction of its own. The API has no client token: whatever is sent by {@link #change} has to be
 * harmless when it is executed twice, or late.
 *
 * <p>It waits for 45 seconds before it ends a statement; this client waits longer, so that the answer tells what happened.
 */
public final class DataApi {
    /** Longest time that a call may take, all in all: the API's own limit of 45 seconds with some room. */
    public static final Duration CALL = Duration.ofSeconds(50);

    private static final String ACTION = "rds-data:ExecuteStatement";

    private final Supplier<RdsDataClient> client;
    private final ErrorTranslation calls;

    /**
     * @param client sends once, and waits for {@link #CALL}
     */
    public DataApi(Supplier<RdsDataClient> client, ErrorTranslation calls) {
        this.client = client;
        this.calls = calls;
    }

    /**
     * Executes a statement that changes nothing.
     *
     * @throws TransientFailure when the database is paused, busy or failing over, or no answer comes
     * @throws LastingFailure for whatever a person has to mend, with the database's own words
     */
    public List<Row> read(Database database, Sql sql) {
        return calls.read(
                ACTION,
                database.words(),
                e -> passes(e) || e instanceof StatementTimeoutException || SqlState.lostSession(e),
                () -> execute(database, sql, false));
    }

    /**
     * Executes a statement that changes something, once.
     *
     * @param goesOn whether the database goes on with it beyond the API's limit of 45 seconds
     * @throws ChangeFailure.Refused when it was surely not executed, or failed as a whole
     * @throws ChangeFailure.Unknown when it may have been executed, may still run, or may be executed yet
     */
    public List<Row> change(Intent intent, Database database, Sql sql, boolean goesOn) {
        return calls.change(intent, ACTION, database.words(), DataApi::passes, () -> {
            try {
                return execute(database, sql, goesOn);
            } catch (StatementTimeoutException e) {
                throw new Unsettled(e);
            } catch (DatabaseErrorException e) {
                throw SqlState.lostSession(e) ? new Unsettled(e) : e;
            }
        });
    }

    private List<Row> execute(Database database, Sql sql, boolean goesOn) {
        return Row.of(client.get()
                .executeStatement(ExecuteStatementRequest.builder()
                        .resourceArn(database.clusterArn())
                        .secretArn(database.secretArn())
                        .database(database.name())
                        .sql(sql.text())
                        .parameters(sql.parameters())
                        .includeResultMetadata(true)
                        .continueAfterTimeout(goesOn)
                        .build()));
    }

    /** A paused database that is being resumed has executed nothing. */
    private static boolean passes(AwsServiceException e) {
        return e instanceof DatabaseResumingException;
    }

    /** A refusal by its status, of a statement that may run on, or may have been committed when its session was lost. */
    private static final class Unsettled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsettled(RdsDataException e) {
            super(e.getMessage(), e);
        }
    }
}
