package io.rdsmaint.simulator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The engine versions on offer, with those of the other engines that share the API. AWS documents which ones keep
 * readers up while the writer restarts.
 */
public final class EngineVersions {

    public static final String POSTGRES = "aurora-postgresql";
    public static final String MYSQL = "aurora-mysql";

    private static final List<String> POSTGRES_VERSIONS = List.of(
            "11.21", "12.12", "12.19", "13.8", "13.9", "13.15", "14.6", "14.7", "14.12", "15.4", "15.5", "15.8", "16.1",
            "16.4", "16.6", "17.4");
    private static final List<String> POSTGRES_RESTARTING = List.of("11.21", "12.12", "13.8", "13.9", "14.6");
    private static final List<String> MYSQL_VERSIONS = List.of(
            "5.7.mysql_aurora.2.09.3",
            "5.7.mysql_aurora.2.12.4",
            "8.0.mysql_aurora.3.04.1",
            "8.0.mysql_aurora.3.05.2",
            "8.0.mysql_aurora.3.06.0",
            "8.0.mysql_aurora.3.08.2");

    private static final List<EngineVersion> ALL = catalogue();

    private EngineVersions() {}

    /** All versions, older before newer within an engine. */
    public static List<EngineVersion> all() {
        return ALL;
    }

    /** One version of an engine. */
    public static Optional<EngineVersion> find(String engine, String version) {
        return ALL.stream()
                .filter(each -> each.engine().equals(engine) && each.version().equals(version))
                .findFirst();
    }

    private static List<EngineVersion> catalogue() {
        var versions = new ArrayList<EngineVersion>();
        for (int i = 0; i < POSTGRES_VERSIONS.size(); i++) {
            String version = POSTGRES_VERSIONS.get(i);
            versions.add(new EngineVersion(
                    POSTGRES,
                    version,
                    POSTGRES + version.substring(0, version.indexOf('.')),
                    !POSTGRES_RESTARTING.contains(version),
                    POSTGRES_VERSIONS.subList(i + 1, POSTGRES_VERSIONS.size())));
        }
        for (int i = 0; i < MYSQL_VERSIONS.size(); i++) {
            String version = MYSQL_VERSIONS.get(i);
            versions.add(new EngineVersion(
                    MYSQL,
                    version,
                    MYSQL + version.substring(0, 3),
                    !version.contains("2.09"),
                    MYSQL_VERSIONS.subList(i + 1, MYSQL_VERSIONS.size())));
        }
        versions.add(new EngineVersion("neptune", "1.3.2.1", "neptune1.3", true, List.of()));
        versions.add(new EngineVersion("docdb", "5.0.0", "docdb5.0", true, List.of()));
        versions.add(new EngineVersion("mysql", "8.0.40", "mysql8.0", true, List.of()));
        versions.add(new EngineVersion("postgres", "16.4", "postgres16", true, List.of()));
        return List.copyOf(versions);
    }
}
