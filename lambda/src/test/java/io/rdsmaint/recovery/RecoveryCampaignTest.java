package io.rdsmaint.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.campaign.Campaign;
import io.rdsmaint.campaign.Report;
import io.rdsmaint.campaign.Subject;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drills and recoveries with faults drawn by chance, and with the process ended after every request. */
@Tag("campaign")
class RecoveryCampaignTest {
    private final Campaign campaign = RecoveryPaths.campaign();

    @Test
    void noPromiseIsBroken() {
        Report report = campaign.run(campaign.draws(LongStream.rangeClosed(1, Long.getLong("recovery.seeds", 60))));

        assertThat(report.broken()).isEmpty();
    }

    @Test
    void endedAnywhereAPathComesToItsRightEnd() {
        for (Subject path : RecoveryPaths.ALL) {
            Report report = campaign.run(campaign.sweep(path));

            assertThat(report.broken()).isEmpty();
        }
    }
}
