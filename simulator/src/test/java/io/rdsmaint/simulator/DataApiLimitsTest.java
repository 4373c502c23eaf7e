package io.rdsmaint.simulator;

import static io.rdsmaint.simulator.SqlLab.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rdsdata.model.HttpEndpointNotEnabledException;
import software.amazon.awssdk.services.rdsdata.model.RdsDataException;
import software.amazon.awssdk.services.rdsdata.model.UnsupportedResultException;

/** How large things may be, and what is never taken. */
class DataApiLimitsTest {

    private final SqlLab lab = new SqlLab();

    @Test
    void aStatementHasAtMost65536Characters() {
        String longest = "select 1 --" + "x".repeat(65_536 - 11);
        assertThat(lab.one(longest).longValue()).isEqualTo(1);
        refused("ValidationException", 400, () -> lab.sql(longest + "x"));
    }

    @Test
    void aRequestHasAtMostFourMebibytes() {
        assertThat(lab.one("select length(:v)", parameter("v", "x".repeat(4_190_000)))
                        .longValue())
                .isEqualTo(4_190_000);
        refused(
                "RequestEntityTooLargeException",
                413,
                () -> lab.sql("select length(:v)", parameter("v", "x".repeat(4 << 20))));
    }

    @Test
    void aRowHasAtMost64KilobytesAndAnAnswerOneMebibyte() {
        assertThat(lab.one("select repeat('x', 65536)").stringValue()).hasSize(65_536);
        assertThatThrownBy(() -> lab.sql("select repeat('x', 65537)")).isInstanceOf(UnsupportedResultException.class);
        String rows = "select repeat('x', 60000) from generate_series(1, :n)";
        assertThat(lab.sql(rows, parameter("n", 17)).records()).hasSize(17);
        assertThatThrownBy(() -> lab.sql(rows, parameter("n", 18)))
                .isInstanceOf(UnsupportedResultException.class)
                .hasMessageContaining("size limit");
    }

    @Test
    void arnsAreComparedExactly() {
        assertThatThrownBy(() -> lab.execute(
                        request -> request.sql("select 1").resourceArn(SqlLab.CLUSTER.replace(":lab", ":Lab"))))
                .isInstanceOf(HttpEndpointNotEnabledException.class);
        refused(
                "ValidationException",
                400,
                () -> lab.execute(request -> request.sql("select 1").resourceArn("arn:aws")));
        refused(
                "ValidationException",
                400,
                () -> lab.execute(request -> request.sql("select 1").secretArn("arn:" + "x".repeat(97))));
        refused(
                "ValidationException",
                400,
                () -> lab.execute(request -> request.sql("select 1").secretArn("lab-secret-by-name")));
    }

    @Test
    void severalStatementsASchemaAndALongTransactionIdAreRefused() {
        refused("ValidationException", 400, () -> lab.sql("select 1; select 2"));
        refused(
                "ValidationException",
                400,
                () -> lab.execute(request -> request.sql("select 1").schema("public")));
        refused(
                "ValidationException",
                400,
                () -> lab.execute(request -> request.sql("select 1").transactionId("x".repeat(193))));
        refused(
                "ValidationException",
                400,
                () -> lab.data.executeStatement(
                        request -> request.resourceArn(SqlLab.CLUSTER).secretArn(SqlLab.SECRET)));
    }

    private static void refused(String code, int status, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RdsDataException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
        });
    }
}
