package io.rdsmaint.simulator.scenario;

import io.rdsmaint.simulator.model.EngineVersions;
import java.util.List;

/** Ready-made scenarios whose databases can be asked. */
final class SqlScenarios {

    private static final long SEED = 51;

    private SqlScenarios() {}

    static List<Scenario> all() {
        return List.of(sql());
    }

    /** {@code demo-sql}: the Data API on, and a database {@code app} with twenty thousand visits. */
    private static Scenario sql() {
        return new Scenario(
                "sql",
                SEED,
                stage -> stage.cluster(
                                "demo-sql",
                                EngineVersions.POSTGRES,
                                "16.6",
                                cluster -> cluster.instance("demo-sql-1", "db.r6g.large", "us-east-1a")
                                        .instance("demo-sql-2", "db.r6g.large", "us-east-1b")
                                        .dataApi()
                                        .masterUser("demo_admin", "demo-password")
                                        .database("app", Visits.script(Visits.ROWS, SEED)))
                        .secret("demo-sql", "demo_admin", "demo-password"));
    }
}
