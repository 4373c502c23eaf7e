package io.rdsmaint.simulator.scenario;

import io.rdsmaint.simulator.model.EngineVersions;
import java.util.List;
import java.util.Optional;

/** The ready-made scenarios, by name. */
public final class Scenarios {

    private static final String VERSION = "15.8";
    private static final String LARGE = "db.r6g.large";

    private Scenarios() {}

    /** All of them. */
    public static List<Scenario> all() {
        return List.of(multiNode(), singleNode(), twoNode());
    }

    /** One of them. */
    public static Optional<Scenario> find(String name) {
        return all().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** {@code demo-multi}: a writer and two readers in three zones. */
    public static Scenario multiNode() {
        return new Scenario(
                "multi-node",
                11,
                stage -> stage.cluster(
                        "demo-multi",
                        EngineVersions.POSTGRES,
                        VERSION,
                        cluster -> cluster.instance("demo-multi-1", LARGE, "us-east-1a")
                                .instance("demo-multi-2", LARGE, "us-east-1b")
                                .instance("demo-multi-3", LARGE, "us-east-1c")));
    }

    /** {@code demo-single}: a writer alone. */
    public static Scenario singleNode() {
        return new Scenario(
                "single-node",
                12,
                stage -> stage.cluster(
                        "demo-single",
                        EngineVersions.POSTGRES,
                        VERSION,
                        cluster -> cluster.instance("demo-single-1", LARGE, "us-east-1a")));
    }

    /** {@code demo-two}: a writer and a reader in two zones. */
    public static Scenario twoNode() {
        return new Scenario(
                "two-node",
                13,
                stage -> stage.cluster(
                        "demo-two",
                        EngineVersions.POSTGRES,
                        VERSION,
                        cluster -> cluster.instance("demo-two-1", LARGE, "us-east-1a")
                                .instance("demo-two-2", LARGE, "us-east-1b")));
    }
}
