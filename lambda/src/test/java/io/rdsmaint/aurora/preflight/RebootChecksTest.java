package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.PreflightCase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is looked at when instances are only rebooted. */
class RebootChecksTest {

    @Test
    void anOrdinaryClusterIsRebootedWithoutAnyQuestion() {
        assertThat(PreflightCase.multi().rebooting().all(Preflight.standard()))
                .noneMatch(f -> f.severity() != Severity.WARN)
                .extracting(Finding::code)
                .doesNotContain("class-orderable", "mixed-classes", "reserved-instances", "smaller-class");
    }

    @Test
    void h28_parametersThatWaitForARebootAreNoQuestion() {
        assertThat(PreflightCase.multi()
                        .instance("demo-multi-2", i -> i.parameterStatus("pending-reboot"))
                        .rebooting()
                        .findings("parameters-in-sync"))
                .isEmpty();
    }

    @Test
    void h28_parametersThatARebootMayNotApplyAreAskedAbout() {
        for (String status : List.of("failed-to-apply", "pending-database-upgrade")) {
            Finding finding = PreflightCase.multi()
                    .instance("demo-multi-2", i -> i.parameterStatus(status))
                    .rebooting()
                    .asked("parameters-in-sync");

            assertThat(finding.observed()).contains("demo-multi-2", status, "a reboot may not change that");
            assertThat(finding.wayOut()).contains("describe-events", "describe-db-parameters --source user");
        }
    }

    @Test
    void h73_aWaitingValueThatWouldKeepTheDatabaseDownIsRefused() {
        Finding finding = PreflightCase.multi()
                .with(stage -> stage.instanceParameterGroup("own", "aurora-postgresql15")
                        .parameter("own", "shared_buffers", "99999999"))
                .instance("demo-multi-2", i -> i.parameterGroup("own").parameterStatus("pending-reboot"))
                .rebooting()
                .refused("cache-size");

        assertThat(finding.observed()).contains("shared_buffers=99999999", "incompatible-parameters");
    }

    @Test
    void h23_valuesThatAreQueuedOnAnInstanceAreAskedAbout() {
        Finding finding = PreflightCase.multi()
                .instance("demo-multi-2", i -> i.pending("Port", "5433"))
                .rebooting()
                .asked("instance-pending-values");

        assertThat(finding.observed()).contains("a reboot may be what applies them");
    }

    @Test
    void h29_anOldEngineIsNamedAlsoWhenTheWriterIsRebootedInPlace() {
        PreflightCase trial = PreflightCase.of(Scenarios.find("old-engine").orElseThrow(), "demo-old")
                .rebooting();

        assertThat(trial.warned("readers-restart-with-writer").observed()).contains("13.8 all readers restart");
        assertThat(trial.planning(s -> new ChangeScope(
                                s.operationId(),
                                List.of(),
                                s.reboots(),
                                null,
                                List.of(),
                                true,
                                0,
                                Duration.ofMinutes(5)))
                        .findings("readers-restart-with-writer"))
                .hasSize(1);
    }

    @Test
    void autoscaledReadersThatGoOnWaitingAreNamed() {
        PreflightCase trial = PreflightCase.of(Scenarios.autoscaled(), "demo-autoscaled")
                .when(s -> s.change(world -> world.sites()
                        .forEach(site -> site.instances().stream()
                                .filter(i -> i.id().startsWith("application-autoscaling-"))
                                .forEach(i -> i.parameterStatus("pending-reboot")))))
                .rebooting();

        assertThat(trial.findings("autoscaled-readers"))
                .singleElement()
                .satisfies(f -> assertThat(f.observed()).contains("go on waiting for a restart"));
    }
}
