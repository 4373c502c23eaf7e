package io.rdsmaint.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.TestIntents;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.testkit.TestClients;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTranslationTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @ParameterizedTest
    @CsvSource({"400,Throttling", "400,RequestLimitExceeded", "500,InternalFailure", "503,ServiceUnavailable"})
    void h66AReadThatWasThrottledOrFailedInsideAwsIsTransient(int status, String code) {
        StubHttp http = new StubHttp(r -> StubHttp.queryError(status, code));

        assertThatThrownBy(() -> world(http).rds().cluster("orders"))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(code);
        assertThat(http.asked()).hasSize(3);
    }

    @Test
    void h67AReadWithoutPermissionNamesTheActionTheResourceAndWhatToDo() {
        StubHttp http = new StubHttp(r -> StubHttp.queryError(403, "AccessDenied"));

        assertThatThrownBy(() -> world(http).rds().cluster("orders"))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContainingAll("rds:DescribeDBClusters", "cluster orders", "us-east-1", ". To mend: allow");
        assertThat(http.asked()).hasSize(1);
    }

    @Test
    void aReadWithoutConnectionIsTransient() {
        StubHttp http = new StubHttp(r -> {
            throw new IOException("no route");
        });

        assertThatThrownBy(() -> world(http).rds().instance("orders-1")).isInstanceOf(TransientFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Throttling", "InvalidDBInstanceState", "InvalidDBClusterStateFault", "RequestExpired"})
    void h66ARefusalOfAChangeThatPassesByItselfSaysSo(String code) {
        ChangeFailure.Refused refused = refused(400, code);

        assertThat(refused.passes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"InsufficientDBInstanceCapacity", "InstanceQuotaExceeded", "InvalidParameterCombination"})
    void aRefusalOfAChangeThatLastsSaysSo(String code) {
        ChangeFailure.Refused refused = refused(400, code);

        assertThat(refused.passes()).isFalse();
        assertThat(refused).hasMessageContainingAll("rds:ModifyDBInstance", "orders-1", code);
    }

    @Test
    void h67AChangeWithoutPermissionSaysWhatToDo() {
        assertThat(refused(403, "AccessDenied"))
                .hasMessageContainingAll("To mend: allow rds:ModifyDBInstance", "policies/lambda-policy.json");
    }

    @Test
    void aServiceErrorLeavesAChangeUnknownAndIsNotRepeated() {
        StubHttp http = new StubHttp(r -> StubHttp.queryError(500, "InternalFailure"));

        assertThatThrownBy(() ->
                        world(http).rds().modifyInstanceClass(TestIntents.fresh(CLOCK), "orders-1", "db.r6g.large"))
                .isInstanceOf(ChangeFailure.Unknown.class);
        assertThat(http.asked()).hasSize(1);
    }

    @Test
    void anAnswerThatIsNotAwssLeavesAChangeUnknown() {
        StubHttp http = new StubHttp(r -> new StubHttp.Answer(403, "<html>blocked by a proxy</html>"));

        assertThatThrownBy(() ->
                        world(http).rds().modifyInstanceClass(TestIntents.fresh(CLOCK), "orders-1", "db.r6g.large"))
                .isInstanceOf(ChangeFailure.Unknown.class);
    }

    @Test
    void anIntentWithTooLittleTimeLeftSendsNothing() {
        StubHttp http = new StubHttp(r -> StubHttp.queryError(500, "InternalFailure"));
        Intent late = TestIntents.withTimeLeft(CLOCK, Duration.ofSeconds(19));

        assertThatThrownBy(() -> world(http).rds().deleteInstance(late, "orders-1"))
                .isInstanceOf(Intent.IntentLapsed.class);
        assertThat(http.asked()).isEmpty();
    }

    @Test
    void anIntentIsUsedOnce() {
        StubHttp http = new StubHttp(r -> StubHttp.queryError(400, "Throttling"));
        Intent intent = TestIntents.fresh(CLOCK);
        Gateways world = world(http);
        assertThatThrownBy(() -> world.rds().deleteInstance(intent, "orders-1"))
                .isInstanceOf(ChangeFailure.Refused.class);

        assertThatThrownBy(() -> world.rds().deleteInstance(intent, "orders-1"))
                .isInstanceOf(Intent.IntentLapsed.class);
        assertThat(http.asked()).hasSize(1);
    }

    @Test
    void aChangeIsDatedAsItsIntentAndAReadByTheClock() {
        StubHttp http = new StubHttp(r -> StubHttp.queryError(400, "InvalidParameterValue"));
        Gateways world = world(http);
        Intent earlier = TestIntents.fresh(InstantSource.fixed(NOW.minusSeconds(7)));

        assertThatThrownBy(() -> world.rds().failover(earlier, "orders", "orders-2"))
                .isInstanceOf(ChangeFailure.Refused.class);
        assertThatThrownBy(() -> world.scaling()
                        .suspend(
                                TestIntents.fresh(InstantSource.fixed(NOW.minusSeconds(9))),
                                "orders",
                                io.rdsmaint.gateway.autoscaling.ReaderScaling.Suspension.ALL))
                .isInstanceOf(ChangeFailure.class);
        assertThatThrownBy(() -> world.rds().cluster("orders")).isInstanceOf(LastingFailure.class);

        assertThat(http.asked())
                .extracting(a -> a.header("X-Amz-Date"))
                .containsExactly("20260304T115953Z", "20260304T115951Z", "20260304T120000Z");
        assertThat(http.asked())
                .allMatch(a -> a.header("Authorization").contains("Credential=local/20260304/us-east-1/"));
    }

    @Test
    void aRoleIsAssumedWithItsExternalIdAndUsed() {
        StubHttp http = new StubHttp(r -> r.body().contains("Action=AssumeRole")
                ? new StubHttp.Answer(200, """
                        <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>THEIRS</AccessKeyId>\
                        <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>\
                        <Expiration>2026-03-04T13:00:00Z</Expiration></Credentials></AssumeRoleResult>\
                        </AssumeRoleResponse>""")
                : StubHttp.queryError(404, "DBClusterNotFoundFault"));
        AwsScope place = new AwsScope("eu-central-1", "arn:aws:iam::222222222222:role/maint", "ext-7");
        Gateways world = new GatewayFactory(TestClients.over(http, CLOCK)).at(place);

        assertThat(world.rds().cluster("orders")).isEmpty();
        assertThat(world.rds().cluster("orders")).isEmpty();

        assertThat(http.asked()).hasSize(3);
        assertThat(http.asked().get(0).body()).contains("ExternalId=ext-7", "role%2Fmaint");
        assertThat(http.asked().get(1).header("Authorization"))
                .contains("Credential=THEIRS/20260304/eu-central-1/rds/");
        assertThat(http.asked().get(1).header("X-Amz-Security-Token")).isEqualTo("t");
    }

    @Test
    void aRoleThatMayNotBeAssumedIsNamed() {
        StubHttp http = new StubHttp(r -> StubHttp.queryError(403, "AccessDenied"));
        AwsScope place = new AwsScope("eu-central-1", "arn:aws:iam::222222222222:role/maint", null);

        assertThatThrownBy(() -> new GatewayFactory(TestClients.over(http, CLOCK))
                        .at(place)
                        .rds()
                        .cluster("orders"))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContainingAll("let the function's role assume role arn:aws:iam::222222222222:role/maint");
    }

    private static ChangeFailure.Refused refused(int status, String code) {
        StubHttp http = new StubHttp(r -> StubHttp.queryError(status, code));
        ChangeFailure.Refused refused = catchThrowableOfType(
                ChangeFailure.Refused.class,
                () -> world(http).rds().modifyInstanceClass(TestIntents.fresh(CLOCK), "orders-1", "db.r6g.large"));
        assertThat(http.asked()).hasSize(1);
        return refused;
    }

    private static Gateways world(StubHttp http) {
        return new GatewayFactory(TestClients.over(http, CLOCK)).at(TestClients.PLACE);
    }
}
