package io.rdsmaint.simulator.scenario;

import io.rdsmaint.simulator.model.RecoveryService;
import io.rdsmaint.simulator.model.SourceServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Ready-made scenarios of servers that are replicated to another place. */
public final class RecoveryScenarios {
    private static final long SEED = 61;
    private static final int EACH = 4;
    private static final int MANY = 250;

    private RecoveryScenarios() {}

    static List<Scenario> all() {
        return List.of(
                drill(),
                large(),
                altered("drill-initial-sync", stage -> server(stage, "db-02").replication("INITIAL_SYNC")),
                altered("drill-critical-fails", stage -> server(stage, "db-01").failures(5)),
                altered("drill-launch-into", stage -> server(stage, "app-03").launchInto("i-0serving0000000")),
                altered("drill-forgotten", RecoveryScenarios::forgotten),
                altered("drill-quota", RecoveryScenarios::others));
    }

    /** Twelve servers in three tiers, {@code db}, {@code app} and {@code web}; the first launch of one of them fails. */
    public static Scenario drill() {
        return new Scenario("drill", SEED, stage -> {
            three(stage);
            server(stage, "app-02").failures(1);
        });
    }

    /** The same without any trouble. */
    public static Scenario calmDrill() {
        return new Scenario("calm-drill", SEED, RecoveryScenarios::three);
    }

    /** Two hundred and fifty servers of the first tier. */
    public static Scenario large() {
        return new Scenario(
                "drill-large",
                SEED,
                stage -> stage.sourceServers("db", MANY, _ -> {})
                        .sourceServers("app", EACH, _ -> {})
                        .sourceServers("web", EACH, _ -> {}));
    }

    private static Scenario altered(String name, Consumer<ScenarioBuilder> more) {
        return new Scenario(name, SEED, stage -> {
            three(stage);
            more.accept(stage);
        });
    }

    private static void three(ScenarioBuilder stage) {
        stage.sourceServers("db", EACH, _ -> {})
                .sourceServers("app", EACH, server -> server.lag(Duration.ofSeconds(20)))
                .sourceServers("web", EACH, _ -> {});
    }

    /** A server by its host's name. */
    public static SourceServer server(ScenarioBuilder stage, String hostname) {
        return stage.site().recovery().servers().stream()
                .filter(each -> each.hostname().equals(hostname))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no server " + hostname));
    }

    /** Somebody launched a drill by hand some hours ago, and forgot it. */
    private static void forgotten(ScenarioBuilder stage) {
        stage.site().recovery().launched(server(stage, "web-01"), Duration.ofHours(9));
    }

    /** Others have almost as many servers in jobs as the account may have. */
    private static void others(ScenarioBuilder stage) {
        RecoveryService service = stage.site().recovery();
        stage.sourceServers("other", EACH, _ -> {});
        service.quotas(2, 100, 500);
        service.launch(List.of(server(stage, "other-01")), true, Map.of("team", "others"));
        service.launch(List.of(server(stage, "other-02")), true, Map.of("team", "others"));
    }
}
