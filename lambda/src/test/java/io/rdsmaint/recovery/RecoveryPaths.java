package io.rdsmaint.recovery;

import io.rdsmaint.campaign.Campaign;
import io.rdsmaint.campaign.Subject;
import io.rdsmaint.campaign.Trouble;
import io.rdsmaint.function.CatalogueFactory;
import io.rdsmaint.simulator.scenario.RecoveryScenarios;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.lambda.Deployment;
import io.rdsmaint.testkit.recovery.RecoveryTestRunner;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Paths of drills and recoveries, through their questions. */
public final class RecoveryPaths {
    private static final String WAVES = "\"waves\":[{\"name\":\"db\",\"tags\":{\"tier\":\"db\"},"
            + "\"policy\":{\"retries\":%d}},{\"name\":\"web\",\"tags\":{\"tier\":\"web\"}}]";
    private static final String DRILL = "{\"mode\":\"drill\",\"drill\":{\"ttl_hours\":0}," + WAVES + "}";
    private static final Scenario PLAIN = scenario(0);
    private static final Scenario FAILING = scenario(1);
    private static final Scenario FAILING_TWICE = scenario(2);

    /** All of them. */
    public static final List<Subject> ALL = Stream.of(
                    path("a drill", PLAIN, DRILL.formatted(1)),
                    path("a retried drill", FAILING, DRILL.formatted(1)),
                    path("an asking drill", FAILING_TWICE, DRILL.formatted(1), "continue"),
                    path("an asking drill", FAILING, DRILL.formatted(0), "continue/accept"),
                    path("an asking drill", FAILING, DRILL.formatted(0), "continue/stop"),
                    path("an asking drill", FAILING, DRILL.formatted(0), "rollback"),
                    path("an asking drill", FAILING, DRILL.formatted(0), "abort"),
                    path("a recovery", FAILING, "{\"mode\":\"recovery\"," + WAVES.formatted(1) + "}", "continue"))
            .toList();

    private RecoveryPaths() {}

    /** A campaign of them. */
    public static Campaign campaign() {
        return new Campaign(
                new Deployment(Map.of("ALLOWED_SERVER_TAG", RecoveryTestRunner.ALLOWED), CatalogueFactory.standard()),
                List.of(ALL));
    }

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
}
