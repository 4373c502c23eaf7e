package io.rdsmaint.preset;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.campaign.Campaign;
import io.rdsmaint.campaign.Report;
import io.rdsmaint.campaign.Subject;
import io.rdsmaint.campaign.Trouble;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import io.rdsmaint.testkit.lambda.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Operations on presets, with faults drawn by chance, and with the process ended after every request. */
@Tag("campaign")
class PresetCampaignTest {
    private static final List<Subject> PATHS = Stream.of("continue", "rollback", "abort")
            .map(PresetCampaignTest::path)
            .toList();

    private final Campaign campaign = new Campaign(
            new Deployment(Map.of("ALLOWED_REGIONS", PresetTestRunner.REGIONS), PresetTestRunner.CATALOGUE),
            List.of(PATHS));

    private static Subject path(String answer) {
        return new Subject(
                "preset: " + answer,
                "preset_copy",
                QuickScenarios.find("multi-node"),
                (simulator, _) -> new PresetPromises(simulator),
                new Subject.Target("preset", "fast"),
                "{\"family\":\"aurora-postgresql16\",\"to\":\"eu-west-1\"}",
                Trouble.NONE,
                answer.equals("continue") ? List.of() : List.of(answer));
    }

    @Test
    void noPromiseIsBroken() {
        Report report = campaign.run(campaign.draws(LongStream.rangeClosed(1, 150)));

        assertThat(report.broken()).isEmpty();
    }

    @Test
    void endedAnywhereAPathComesToItsRightEnd() {
        for (Subject path : PATHS) {
            Report report = campaign.run(campaign.sweep(path));

            assertThat(report.broken()).isEmpty();
        }
    }
}
