package io.rdsmaint.operations.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.model.MaintenanceAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MaintenanceChecksTest {
    @Test
    void h24MaintenanceThatTheNextWindowAppliesIsRefused() {
        Finding finding = Trial.multi()
                .instance(
                        "demo-multi-2",
                        i -> i.maintenance(
                                MaintenanceAction.due("system-update", Trial.NOON.minus(Duration.ofDays(1)))))
                .refused("pending-maintenance");

        assertThat(finding.observed()).contains("system-update", "db:demo-multi-2");
        assertThat(finding.wayOut())
                .contains("aws rds apply-pending-maintenance-action", "--opt-in-type immediate", "undo-opt-in");
    }

    @Test
    void h24MaintenanceOfTheClusterCounts() {
        Trial.multi()
                .cluster(c ->
                        c.maintenance(MaintenanceAction.due("db-upgrade", Trial.NOON.plus(Duration.ofMinutes(30)))))
                .refused("pending-maintenance");
    }

    @Test
    void h24MaintenanceThatNobodyForcesIsOnlyMentioned() {
        Trial.multi()
                .instance("demo-multi-2", i -> i.maintenance(MaintenanceAction.optional("os-upgrade")))
                .warned("pending-maintenance");
    }

    @Test
    void h25AMaintenanceWindowInWhichAMinorUpgradeMayBeginIsAskedAbout() {
        Finding finding = Trial.multi()
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
        Trial.multi()
                .cluster(c -> c.attribute("PreferredMaintenanceWindow", "wed:12:30-wed:13:00"))
                .warned("maintenance-window");
    }

    @Test
    void h25ABackupWindowIsMentioned() {
        assertThat(Trial.multi()
                        .cluster(c -> c.attribute("PreferredBackupWindow", "12:30-13:00"))
                        .warned("backup-window")
                        .observed())
                .contains("12:30-13:00 opens at 2026-03-04T12:30:00Z");
    }
}
