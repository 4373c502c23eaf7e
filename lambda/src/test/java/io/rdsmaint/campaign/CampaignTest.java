package io.rdsmaint.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.lambda.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of operations, each with a few faults drawn by chance: no promise is broken. */
@Tag("campaign")
class CampaignTest {
    private static final Path REPORT = Path.of("target", "campaign.txt");

    private final Campaign campaign = new Campaign(new Deployment());

    @Test
    void noPromiseIsBroken() throws IOException {
        Report report = campaign.run(campaign.draws(1, Campaign.RUNS));

        Files.write(REPORT, report.lines());
        System.out.println(report.lines().getFirst() + "; the table is in lambda/" + REPORT);
        assertThat(report.broken()).isEmpty();
        assertThat(report.neverStruck()).as("faults that never struck").isEmpty();
    }

    @Test
    void aSeedGivesTheSameRun() {
        List<Long> seeds = List.of(3L, 20L, 77L, 140L);

        assertThat(seeds)
                .allSatisfy(seed -> assertThat(history(campaign, seed))
                        .isNotEmpty()
                        .isEqualTo(history(new Campaign(new Deployment()), seed)));
    }

    private static List<String> history(Campaign campaign, long seed) {
        return campaign.run(campaign.draw(seed), Flaw.NONE, true).history();
    }
}
