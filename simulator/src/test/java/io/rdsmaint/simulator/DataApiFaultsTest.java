package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.faults.FaultJson;
import io.rdsmaint.simulator.faults.FaultKind;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rdsdata.model.DatabaseErrorException;
import software.amazon.awssdk.services.rdsdata.model.RdsDataException;

/** Errors and lost answers on request. */
class DataApiFaultsTest {

    private static final String UPDATE = "update item set hits = hits + 1 where id = 1";

    private final SqlLab lab = new SqlLab();

    private long hits() {
        return lab.one("select sum(hits) from item").longValue();
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, 403",
        "BadRequestException, 400",
        "DatabaseErrorException, 400",
        "DatabaseNotFoundException, 404",
        "DatabaseResumingException, 400",
        "DatabaseUnavailableException, 504",
        "ForbiddenException, 403",
        "HttpEndpointNotEnabledException, 400",
        "InternalServerErrorException, 500",
        "InvalidResourceStateException, 400",
        "InvalidSecretException, 400",
        "SecretsErrorException, 400",
        "ServiceUnavailableError, 503",
        "StatementTimeoutException, 400",
        "TransactionNotFoundException, 404",
        "UnsupportedResultException, 400",
        "ThrottlingException, 400"
    })
    void eachErrorCanBeAskedFor(String code, int status) {
        lab.simulator.inject(Fault.error("ExecuteStatement", code, status).on("lab"));
        assertThatThrownBy(() -> lab.sql(UPDATE)).isInstanceOfSatisfying(RdsDataException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.getClass().getSimpleName())
                    .isEqualTo(
                            code.equals("ThrottlingException")
                                    ? "RdsDataException"
                                    : code.replaceAll("Exception$|$", "Exception")
                                            .replace("ExceptionException", "Exception"));
        });
        assertThat(hits()).isZero();
    }

    @Test
    void anAnswerIsLostWithoutAnEffect() {
        lab.simulator.inject(Fault.cutBeforeEffect("ExecuteStatement"));
        assertThatThrownBy(() -> lab.sql(UPDATE)).isInstanceOf(SdkClientException.class);
        lab.pass(Duration.ofMinutes(5));
        assertThat(hits()).isZero();
    }

    @Test
    void anAnswerIsLostAfterItsEffect() {
        lab.simulator.inject(Fault.cutAfterEffect("ExecuteStatement"));
        assertThatThrownBy(() -> lab.sql(UPDATE)).isInstanceOf(SdkClientException.class);
        assertThat(hits()).isEqualTo(1);
    }

    @Test
    void anAnswerIsLostAndTheEffectComesAfterItsClientHasLooked() {
        lab.simulator.inject(Fault.cutBeforeLateEffect("ExecuteStatement", 40));
        assertThatThrownBy(() -> lab.sql(UPDATE)).isInstanceOf(SdkClientException.class);
        assertThat(hits()).isZero();
        lab.pass(Duration.ofSeconds(39));
        assertThat(hits()).isZero();
        lab.pass(Duration.ofSeconds(1));
        assertThat(hits()).isEqualTo(1);
        lab.pass(Duration.ofMinutes(5));
        assertThat(hits()).isEqualTo(1);
    }

    @Test
    void aLateEffectMeetsTheWorldAsItIsThen() {
        lab.simulator.inject(Fault.cutBeforeLateEffect("ExecuteStatement", 30));
        assertThatThrownBy(() -> lab.sql(UPDATE)).isInstanceOf(SdkClientException.class);
        lab.rds.disableHttpEndpoint(request -> request.resourceArn(SqlLab.CLUSTER));
        lab.pass(Duration.ofMinutes(1));
        lab.rds.enableHttpEndpoint(request -> request.resourceArn(SqlLab.CLUSTER));
        assertThat(hits()).isZero();
    }

    @Test
    void anyCallCanComeLate() {
        lab.simulator.inject(Fault.cutBeforeLateEffect("RebootDBInstance", 30));
        assertThatThrownBy(() -> lab.rds.rebootDBInstance(request -> request.dbInstanceIdentifier("lab-2")))
                .isInstanceOf(SdkClientException.class);
        assertThat(lab.simulator
                        .world()
                        .sites()
                        .iterator()
                        .next()
                        .instance("lab-2")
                        .orElseThrow()
                        .busy())
                .isFalse();
        lab.pass(Duration.ofSeconds(31));
        assertThatThrownBy(() -> lab.rds.rebootDBInstance(request -> request.dbInstanceIdentifier("lab-2")))
                .isInstanceOf(InvalidDbInstanceStateException.class);
    }

    @Test
    void aKilledStatementIsRolledBack() {
        lab.simulator.inject(Fault.killed("ExecuteStatement"));
        assertThatThrownBy(() -> lab.sql(UPDATE))
                .isInstanceOf(DatabaseErrorException.class)
                .hasMessageContaining("FATAL: terminating connection due to administrator command; SQLState: 57P01");
        assertThat(hits()).isZero();
        lab.sql(UPDATE);
        assertThat(hits()).isEqualTo(1);
    }

    @Test
    void faultsAreReadAsJson() throws Exception {
        Fault late = FaultJson.read(
                new ObjectMapper()
                        .readTree("{\"kind\": \"cut-before-late-effect\", \"action\": \"ExecuteStatement\","
                                + " \"delay_seconds\": 40}"),
                Set.of("ExecuteStatement"));
        assertThat(late.kind()).isEqualTo(FaultKind.CUT_BEFORE_LATE_EFFECT);
        assertThat(late.delaySeconds()).isEqualTo(40);
    }
}
