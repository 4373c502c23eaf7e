package io.rdsmaint.aurora.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.gateway.cloudwatch.Uptime;
import io.rdsmaint.gateway.rds.RdsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestartEvidenceTest {
    private static final Instant CALLED = Instant.parse("2026-03-04T10:00:30Z");
    private static final Instant NOW = CALLED.plus(Duration.ofMinutes(20));
    private static final RestartEvidence BEFORE =
            evidence("available", "pending-reboot", List.of(restarted(CALLED.minusSeconds(600))), null);

    @Test
    void whatWasThereBeforeTheCallProvesNothing() {
        assertThat(proof(BEFORE)).isEmpty();
    }

    @Test
    void anEventOfAnEarlierRestartThatComesLateProvesNothing() {
        assertThat(proof(evidence("available", "pending-reboot", List.of(restarted(CALLED.minusSeconds(1))), null)))
                .isEmpty();
    }

    @Test
    void aSecondRestartIsAnotherEventAlthoughItsTextIsTheSame() {
        List<RdsEvent> both = List.of(restarted(CALLED.minusSeconds(600)), restarted(CALLED.plusSeconds(40)));

        assertThat(proof(evidence("available", "pending-reboot", both, null)))
                .hasValueSatisfying(p -> assertThat(p.at()).isEqualTo(CALLED.plusSeconds(40)));
    }

    @Test
    void parametersThatWereInSyncBeforeProveNothing() {
        RestartEvidence before = evidence("available", "in-sync", List.of(), null);

        assertThat(evidence("available", "in-sync", List.of(), null).proof(CALLED, before.asBefore(), NOW))
                .isEmpty();
        assertThat(proof(evidence("available", "in-sync", List.of(), null)))
                .hasValueSatisfying(p -> assertThat(p.by()).contains("in sync"));
    }

    @Test
    void anUptimeProvesARestartOnlyWhenItSurelyBeganAfterTheCall() {
        Instant minute = Instant.parse("2026-03-04T10:05:00Z");

        assertThat(proof(evidence("available", "pending-reboot", List.of(), new Uptime(minute, 260))))
                .isPresent();
        assertThat(proof(evidence("available", "pending-reboot", List.of(), new Uptime(minute, 280))))
                .as("measured within the minute that follows, it may have begun before the call")
                .isEmpty();
    }

    @Test
    void anUptimeDisprovesACallOnlyWhenMeasuredAfterItCouldAct() {
        Instant expired = CALLED.plus(SavedIntent.EXPIRY);

        assertThat(disproof(new Uptime(expired.minusSeconds(30), 90_000))).isEmpty();
        assertThat(disproof(new Uptime(expired.plusSeconds(30), 90_000))).isPresent();
        assertThat(disproof(new Uptime(expired.plusSeconds(30), 1_030)))
                .as("it may have begun within the minute of the call")
                .isEmpty();
    }

    @Test
    void aDatabaseThatIsJustRestartingDisprovesNothing() {
        RestartEvidence rebooting = evidence(
                "rebooting",
                "pending-reboot",
                List.of(),
                new Uptime(CALLED.plus(SavedIntent.EXPIRY).plusSeconds(60), 90_000));

        assertThat(rebooting.disproof(intent())).isEmpty();
    }

    private static Optional<String> disproof(Uptime uptime) {
        return evidence("available", "pending-reboot", List.of(), uptime).disproof(intent());
    }

    private static Optional<RestartEvidence.Proof> proof(RestartEvidence now) {
        return now.proof(CALLED, BEFORE.asBefore(), NOW);
    }

    private static SavedIntent intent() {
        return new SavedIntent(
                "i-1",
                "RebootDBInstance a",
                "a",
                SavedIntent.Idempotence.NEVER,
                CALLED,
                "invocation-1",
                BEFORE.asBefore(),
                SavedIntent.State.OPEN,
                null,
                null);
    }

    private static RestartEvidence evidence(
            String status, String parameters, List<RdsEvent> events, @Nullable Uptime uptime) {
        return new RestartEvidence(status, Map.of("group own", parameters), events, Optional.ofNullable(uptime));
    }

    private static RdsEvent restarted(Instant at) {
        return new RdsEvent("a", "db-instance", at, "DB instance restarted", Set.of("availability"));
    }
}
