package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.gateway.rds.Cluster;
import java.util.Map;
import java.util.Optional;

/** How long nobody can write while green takes over, which depends on the version that it takes over from. */
final class SwitchoverTime {
    /** The first minor version of each major one that AWS says it of. */
    private static final Map<String, String> FIRST_FAST =
            Map.of("13", "13.23", "14", "14.20", "15", "15.15", "16", "16.11", "17", "17.7");

    private SwitchoverTime() {}

    /** In words, completing "usually …". */
    static String from(Cluster.Engine engine) {
        String version = engine.version();
        boolean fast = engine.postgres()
                && Optional.ofNullable(FIRST_FAST.get(version.split("\\.", -1)[0]))
                        .filter(first -> !VersionOrder.before(version, first))
                        .isPresent();
        return fast ? "under 5 s from version " + version : "under a minute";
    }
}
