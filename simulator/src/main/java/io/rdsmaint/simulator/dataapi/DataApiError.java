package io.rdsmaint.simulator.dataapi;

import io.rdsmaint.simulator.postgres.ClusterDatabases;
import io.rdsmaint.simulator.postgres.DatabaseSession;
import io.rdsmaint.simulator.protocol.ApiError;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The errors of the Data API by their names. */
final class DataApiError {

    private static final String TERMINATED = "57P01";

    private DataApiError() {}

    static ApiError invalid(String message) {
        return new ApiError("ValidationException", 400, message);
    }

    static ApiError badRequest(String message) {
        return new ApiError("BadRequestException", 400, message);
    }

    static ApiError denied(String action, String resource) {
        return new ApiError(
                "AccessDeniedException",
                403,
                "User: arn:aws:iam::123456789012:user/simulated is not authorized to perform: " + action
                        + " on resource: " + resource
                        + " because no identity-based policy allows the " + action + " action");
    }

    static ApiError off(String arn) {
        return new ApiError("HttpEndpointNotEnabledException", 400, "HttpEndpoint is not enabled for resource " + arn);
    }

    static ApiError state(String message) {
        return new ApiError("InvalidResourceStateException", 400, message);
    }

    static ApiError noInstance(String arn) {
        return new ApiError("DatabaseNotFoundException", 404, "The DB cluster " + arn + " doesn't have a DB instance.");
    }

    static ApiError resuming() {
        return new ApiError(
                "DatabaseResumingException",
                400,
                "The Aurora DB instance is resuming after being auto-paused. Please wait a few seconds and try again.");
    }

    static ApiError unavailable() {
        return new ApiError(
                "DatabaseUnavailableException", 504, "The writer instance in the DB cluster isn't available.");
    }

    static ApiError secret(String message) {
        return new ApiError("SecretsErrorException", 400, message);
    }

    static ApiError invalidSecret(String message) {
        return new ApiError("InvalidSecretException", 400, message);
    }

    static ApiError noTransaction(String id) {
        return new ApiError("TransactionNotFoundException", 404, "Transaction " + id + " is not found");
    }

    static ApiError busy() {
        return database("Transaction is still running a query");
    }

    static ApiError database(String message) {
        return new ApiError("DatabaseErrorException", 400, message);
    }

    static ApiError unsupported(String message) {
        return new ApiError("UnsupportedResultException", 400, message);
    }

    /** A call took too long; {@code dbConnectionId} says which backend it was. */
    static ApiError timeout(int pid) {
        return new ApiError("StatementTimeoutException", 400, "Request timed out").with("dbConnectionId", pid);
    }

    /** What the server said about a statement, or what the loss of its connection means. */
    static ApiError of(SQLException e, DatabaseSession session) {
        return session.lost() ? unavailable() : of(e);
    }

    /** What the server said about a login. */
    static ApiError of(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.equals(ClusterDatabases.WRITER_CHANGED)) {
            return unavailable();
        }
        if (state.equals(TERMINATED) || state.startsWith("08")) {
            return database("FATAL: terminating connection due to administrator command; SQLState: " + TERMINATED);
        }
        ServerErrorMessage server = e instanceof PSQLException error ? error.getServerErrorMessage() : null;
        if (server == null) {
            return database(e.getMessage() + "; SQLState: " + state);
        }
        String position = server.getPosition() > 0 ? "; Position: " + server.getPosition() : "";
        return database(
                server.getSeverity() + ": " + server.getMessage() + position + "; SQLState: " + server.getSQLState());
    }
}
