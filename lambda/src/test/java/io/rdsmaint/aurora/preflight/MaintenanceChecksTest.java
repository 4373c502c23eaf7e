package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Schedule;
import io.rdsmaint.simulator.model.MaintenanceAction;
import io.rdsmaint.testkit.aurora.PreflightCase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceChecksTest {
    @Test
    void h24MaintenanceThatTheNextWindowAppliesIsRefused() {
        Finding finding = PreflightCase.multi()
                .instance(
                        "demo-multi-2",
                        i -> i.maintenance(
                                MaintenanceAction.due("system-update", PreflightCase.NOON.minus(Duration.ofDays(1)))))
                .refused("pending-maintenance");

        assertThat(finding.observed()).contains("system-update", "db:demo-multi-2");
        assertThat(finding.wayOut())
                .contains("aws rds apply-pending-maintenance-action", "--opt-in-type immediate", "undo-opt-in");
    }

    @Test
    void h24MaintenanceOfTheClusterCounts() {
        PreflightCase.multi()
                .cluster(c -> c.maintenance(
                        MaintenanceAction.due("db-upgrade", PreflightCase.NOON.plus(Duration.ofMinutes(30)))))
                .refused("pending-maintenance");
    }

    @Test
    void h24MaintenanceThatNobodyForcesIsOnlyMentioned() {
        PreflightCase.multi()
                .instance("demo-multi-2", i -> i.maintenance(MaintenanceAction.optional("os-upgrade")))
                .warned("pending-maintenance");
    }

    @Test
    void anAutomaticMinorUpgradeThatIsDueIsToldWithItsRolloutOrder() {
        PreflightCase automatic = PreflightCase.multi()
                .cluster(c -> c.attribute("UpgradeRolloutOrder", "last"))
                .cluster(c -> List.of("demo-multi-1", "demo-multi-2", "demo-multi-3")
                        .forEach(id -> c.alter(id, i -> i.instance().settings().put("AutoMinorVersionUpgrade", true))));

        Finding finding = automatic.warned("minor-upgrade-due");

        assertThat(finding.observed())
                .contains("cluster demo-multi takes automatic minor upgrades, and AWS gives 15.")
                .contains("to those of version 15.", "rollout order last");
        assertThat(finding.wayOut())
                .contains(
                        "aws rds modify-db-instance --no-auto-minor-version-upgrade --db-instance-identifier demo-multi-");
        assertThat(automatic
                        .instance("demo-multi-2", i -> i.instance().settings().put("AutoMinorVersionUpgrade", false))
                        .findings("minor-upgrade-due"))
                .as("one that does not take it keeps the whole cluster from it")
                .isEmpty();
    }

    @Test
    void h25AMaintenanceWindowInWhichAMinorUpgradeMayBeginIsAskedAbout() {
        Finding finding = PreflightCase.multi()
                .instance("demo-multi-2", i -> {
                    i.instance().settings().put("AutoMinorVersionUpgrade", true);
                    i.setting("PreferredMaintenanceWindow", "wed:12:30-wed:13:00");
                })
                .asked("maintenance-window");

        assertThat(finding.observed())
                .contains("wed:12:30-wed:13:00 of instance demo-multi-2", "opens at 2026-03-04T12:30:00Z");
        assertThat(finding.wayOut())
                .contains("aws rds modify-db-instance --db-instance-identifier demo-multi-2"
                        + " --preferred-maintenance-window");
    }

    @Test
    void h25AMaintenanceWindowInWhichNothingIsDueIsOnlyMentioned() {
        PreflightCase.multi()
                .cluster(c -> c.attribute("PreferredMaintenanceWindow", "wed:12:30-wed:13:00"))
                .warned("maintenance-window");
    }

    @Test
    void h25ABackupWindowIsMentioned() {
        assertThat(PreflightCase.multi()
                        .cluster(c -> c.attribute("PreferredBackupWindow", "12:30-13:00"))
                        .warned("backup-window")
                        .observed())
                .contains("12:30-13:00 opens at 2026-03-04T12:30:00Z");
    }

    private static PreflightCase beginning(String notBefore) {
        return PreflightCase.multi()
                .planning(s -> s.under(new Options(
                        null, new Schedule(Instant.parse(notBefore), null, Schedule.Outside.WAIT), List.of(), 0)));
    }

    @Test
    void h24MaintenanceWhileTheOperationWaitsForItsTimeIsOnlyMentioned() {
        Finding finding = beginning("2026-03-06T12:00:00Z")
                .instance("demo-multi-2", i -> {
                    i.maintenance(MaintenanceAction.due("system-update", PreflightCase.NOON.plus(Duration.ofHours(1))));
                    i.setting("PreferredMaintenanceWindow", "thu:05:00-thu:06:00");
                })
                .warned("pending-maintenance");

        assertThat(finding.observed()).contains("while the operation waits for 2026-03-06T12:00:00Z");
    }

    @Test
    void h24MaintenanceThatIsDueBeforeButWhoseWindowComesInTheOperationsTimeIsRefused() {
        PreflightCase trial = beginning("2026-03-06T12:00:00Z").instance("demo-multi-2", i -> {
            i.maintenance(MaintenanceAction.due("system-update", PreflightCase.NOON.plus(Duration.ofHours(1))));
            i.setting("PreferredMaintenanceWindow", "fri:12:30-fri:13:00");
        });

        assertThat(trial.findings("pending-maintenance")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.REFUSE);
            assertThat(finding.observed()).contains("none may from 2026-03-06T12:00:00Z to 2026-03-06T13:20:00Z");
        });
        assertThat(trial.findings("maintenance-window"))
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.ASK);
    }

    @Test
    void h25AMaintenanceWindowCountsByWhenTheOperationMayBegin() {
        PreflightCase upgrading = beginning("2026-03-06T12:00:00Z")
                .instance("demo-multi-2", i -> i.instance().settings().put("AutoMinorVersionUpgrade", true));

        assertThat(upgrading
                        .instance("demo-multi-2", i -> i.setting("PreferredMaintenanceWindow", "wed:12:30-wed:13:00"))
                        .warned("maintenance-window")
                        .observed())
                .contains("the operation still waits for 2026-03-06T12:00:00Z");
        upgrading
                .instance("demo-multi-2", i -> i.setting("PreferredMaintenanceWindow", "fri:12:30-fri:13:00"))
                .asked("maintenance-window");
    }

    @Test
    void h25TheMinutesOfTheWatchCountAsTimeOfTheOperation() {
        PreflightCase trial =
                PreflightCase.multi().cluster(c -> c.attribute("PreferredMaintenanceWindow", "wed:15:00-wed:15:30"));

        assertThat(trial.findings("maintenance-window")).isEmpty();
        trial.planning(s -> s.under(new Options(null, Schedule.ANYTIME, List.of(), 60)))
                .warned("maintenance-window");
    }
}
