package io.rdsmaint.aurora.preflight;

import io.rdsmaint.gateway.rds.Cluster;
import java.util.List;
import java.util.stream.Stream;

/** What older Aurora versions do differently. */
public final class EngineAge {
    /**
     * The last minor of each major whose readers restart with the writer. Source: AWS on high availability of Aurora.
     */
    private static final List<int[]> POSTGRES_LAST_WITHOUT =
            List.of(new int[] {14, 6}, new int[] {13, 9}, new int[] {12, 13});

    /** Up to this major no minor keeps its readers up; same source. */
    private static final int POSTGRES_NEVER = 11;

    private EngineAge() {}

    /** Aurora MySQL up to 2.09; Aurora PostgreSQL up to 14.6, 13.9, 12.13 and all of 11. */
    public static boolean readersRestartWithWriter(Cluster.Engine engine) {
        return engine.postgres() ? oldPostgres(numbers(engine.version())) : oldMysql(engine.version());
    }

    private static boolean oldPostgres(List<Integer> version) {
        if (version.size() < 2) {
            return false;
        }
        return version.get(0) <= POSTGRES_NEVER
                || POSTGRES_LAST_WITHOUT.stream().anyMatch(v -> version.get(0) == v[0] && version.get(1) <= v[1]);
    }

    private static boolean oldMysql(String version) {
        List<Integer> aurora = auroraVersion(version);
        return aurora.isEmpty() || before(aurora, 2, 10);
    }

    /** Aurora MySQL before 3.06. */
    static boolean globalSecondariesRestartWithWriter(Cluster.Engine engine) {
        return !engine.postgres() && before(auroraVersion(engine.version()), 3, 6);
    }

    private static boolean before(List<Integer> version, int major, int minor) {
        return version.size() >= 2 && (version.get(0) < major || (version.get(0) == major && version.get(1) < minor));
    }

    /** The Aurora part of {@code 5.7.mysql_aurora.2.09.2}. */
    private static List<Integer> auroraVersion(String version) {
        String marker = "mysql_aurora.";
        int at = version.indexOf(marker);
        return at < 0 ? List.of() : numbers(version.substring(at + marker.length()));
    }

    private static List<Integer> numbers(String version) {
        return Stream.of(version.split("[^0-9]+", -1))
                .filter(n -> !n.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }
}
