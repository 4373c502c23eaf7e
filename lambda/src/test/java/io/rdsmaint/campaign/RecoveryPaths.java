package io.rdsmaint.campaign;

import io.rdsmaint.simulator.model.RecoveryService;
import io.rdsmaint.simulator.model.SourceServer;
import io.rdsmaint.simulator.scenario.RecoveryScenarios;
import io.rdsmaint.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Paths of drills, recoveries and their terminations, through their questions. */
final class RecoveryPaths {
    /** The recovery that was before: what it launched is there. */
    static final String EARLIER = "op-earlier";

    private static final String RECOVERY = "drs_recovery";
    private static final String WAVES = "\"waves\":[{\"name\":\"db\",\"tags\":{\"tier\":\"db\"},"
            + "\"policy\":{\"retries\":%d}},{\"name\":\"web\",\"tags\":{\"tier\":\"web\"}}]";
    private static final String DRILL = "{\"mode\":\"drill\",\"drill\":{\"ttl_hours\":0}," + WAVES + "}";
    private static final String CHOOSING = """
            {"mode": "drill", "drill": {"ttl_hours": 0}, "snapshot": {"before": "2026-03-01T00:00:00Z"},
             "preflight": {"existing_instances": "allow"},
             "waves": [{"name": "db", "tags": {"tier": "db"}, "launch": {"copy_tags": true}, "health": {"ssm_online": true},
                        "pre_hook": {"document": "rds-maint-freeze-dns"}}]}""";
    private static final Scenario PLAIN = scenario(0);
    private static final Scenario FAILING = scenario(1);
    private static final Scenario FAILING_TWICE = scenario(2);
    private static final Scenario RECOVERED = Scenario.of("recovered", stage -> {
        stage.sourceServers("db", 2, _ -> {});
        RecoveryService service = stage.site().recovery();
        for (SourceServer server : service.servers()) {
            service.launched(server, Duration.ofDays(3), false, Map.of("rds-maint-operation", "test/" + EARLIER));
        }
    });

    private RecoveryPaths() {}

    /** All of them. */
    static List<Subject> all() {
        return List.of(
                path("a drill", PLAIN, DRILL.formatted(1)),
                path("a drill that chooses", PLAIN, CHOOSING),
                path("a retried drill", FAILING, DRILL.formatted(1)),
                path("an asking drill", FAILING_TWICE, DRILL.formatted(1), "continue"),
                path("an asking drill", FAILING, DRILL.formatted(0), "continue/accept"),
                path("an asking drill", FAILING, DRILL.formatted(0), "continue/stop"),
                path("an asking drill", FAILING, DRILL.formatted(0), "rollback"),
                path("an asking drill", FAILING, DRILL.formatted(0), "abort"),
                path("a recovery", FAILING, "{\"mode\":\"recovery\"," + WAVES.formatted(1) + "}", "continue"),
                termination("continue/terminate-2-instances"),
                termination("rollback"));
    }

    private static Scenario scenario(int failures) {
        return Scenario.of("recovery-campaign", stage -> {
            stage.sourceServers("db", 2, _ -> {}).sourceServers("web", 1, _ -> {});
            RecoveryScenarios.server(stage, "db-02").failures(failures);
        });
    }

    private static Subject termination(String answer) {
        return path(
                "a termination", "drs_termination", RECOVERED, "{\"operation\":\"" + EARLIER + "\"}", List.of(answer));
    }

    private static Subject path(String name, Scenario scenario, String parameters, String... answers) {
        return path(name, RECOVERY, scenario, parameters, List.of(answers));
    }

    private static Subject path(String name, String type, Scenario scenario, String parameters, List<String> answers) {
        return new Subject(
                answers.isEmpty() ? name : name + ": " + String.join(", ", answers),
                type,
                scenario,
                (simulator, _) -> new RecoveryPromises(simulator),
                new Subject.Target("plan_id", "shop"),
                parameters,
                Trouble.NONE,
                answers);
    }
}
