package io.rdsmaint.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.campaign.Campaign;
import io.rdsmaint.campaign.Report;
import io.rdsmaint.campaign.Subject;
import io.rdsmaint.campaign.Trouble;
import io.rdsmaint.function.CatalogueFactory;
import io.rdsmaint.simulator.scenario.RecoveryScenarios;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.lambda.Deployment;
import io.rdsmaint.testkit.recovery.RecoveryTestRunner;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drills and recoveries with faults drawn by chance, and with the process ended after every request. */
@Tag("campaign")
class RecoveryCampaignTest {
    private static final String WAVES = "\"waves\":[{\"name\":\"db\",\"tags\":{\"tier\":\"db\"},"
            + "\"policy\":{\"retries\":%d}},{\"name\":\"web\",\"tags\":{\"tier\":\"web\"}}]";
    private static final String DRILL = "{\"mode\":\"drill\",\"drill\":{\"ttl_hours\":0}," + WAVES + "}";
    private static final Scenario PLAIN = scenario(0);
    private static final Scenario FAILING = scenario(1);
    private static final Scenario FAILING_TWICE = scenario(2);

    private static final List<Subject> PATHS = Stream.of(
                    path("a drill", PLAIN, DRILL.formatted(1)),
                    path("a retried drill", FAILING, DRILL.formatted(1)),
                    path("an asking drill", FAILING_TWICE, DRILL.formatted(1), "continue"),
                    path("an asking drill", FAILING, DRILL.formatted(0), "continue/accept"),
                    path("an asking drill", FAILING, DRILL.formatted(0), "continue/stop"),
                    path("an asking drill", FAILING, DRILL.formatted(0), "rollback"),
                    path("an asking drill", FAILING, DRILL.formatted(0), "abort"),
                    path("a recovery", FAILING, "{\"mode\":\"recovery\"," + WAVES.formatted(1) + "}", "continue"))
            .toList();

    private final Campaign campaign = new Campaign(
            new Deployment(Map.of("ALLOWED_SERVER_TAG", RecoveryTestRunner.ALLOWED), CatalogueFactory.standard()),
            List.of(PATHS));

    private static Scenario scenario(int failures) {
        return Scenario.of("recovery-campaign", stage -> {
            stage.sourceServers("db", 2, _ -> {}).sourceServers("web", 1, _ -> {});
            RecoveryScenarios.server(stage, "db-02").failures(failures);
        });
    }

    private static Subject path(String name, Scenario scenario, String parameters, String... answers) {
        return new Subject(
                name + ": " + String.join(", ", answers),
                "drs_recovery",
                scenario,
                (simulator, _) -> new RecoveryPromises(simulator),
                new Subject.Target("plan_id", "shop"),
                parameters,
                Trouble.NONE,
                List.of(answers));
    }

    @Test
    void noPromiseIsBroken() {
        Report report = campaign.run(campaign.draws(LongStream.rangeClosed(1, Long.getLong("recovery.seeds", 120))));

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
