package io.rdsmaint.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.lambda.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operations of all types on all their paths, each with a few faults drawn by chance: no promise is broken. */
@Tag("campaign")
@ExtendWith(OneCampaign.class)
class CampaignTest {
    private static final Path REPORT = Path.of("target", "campaign.txt");

    /** Set by scripts/test to the commit under test. */
    private final Campaign campaign;

    CampaignTest(Campaign campaign) {
        this.campaign = campaign;
    }

    @Test
    void noPromiseIsBroken() throws IOException {
        Seeds seeds = Seeds.ofThisCommit();
        Report report = campaign.run(campaign.draws(seeds.all()));

        List<String> lines = new ArrayList<>(report.lines());
        lines.add("");
        lines.add(seeds + "; the same again:");
        lines.addAll(seeds.commands());
        Files.write(REPORT, lines);
        System.out.println(
                "Campaign: " + report.lines().getFirst() + "; " + seeds + "; the table is in lambda/" + REPORT);
        assertThat(report.broken()).isEmpty();
        assertThat(report.neverStruck()).as("faults that never struck").isEmpty();
    }

    @Test
    void aSeedGivesTheSameRun() {
        assertThat(List.of(3L, 20L, 77L, 122L, 140L))
                .allSatisfy(seed -> assertThat(history(campaign, seed))
                        .isNotEmpty()
                        .isEqualTo(history(new Campaign(new Deployment()), seed)));
    }

    private static List<String> history(Campaign campaign, long seed) {
        return campaign.run(campaign.draw(seed), Flaw.NONE, true).history();
    }
}
