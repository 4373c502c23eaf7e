package io.rdsmaint.simulator.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Engine versions, with those of the other engines that share the API. A version of Aurora PostgreSQL can be upgraded to
 * every later minor version of its major one, and to versions of later major ones that were released in the same quarter
 * or later: an older release may lack what it already has. Aurora MySQL takes every later release.
 */
public final class EngineVersions {

    public static final String POSTGRES = "aurora-postgresql";
    public static final String MYSQL = "aurora-mysql";

    /** Aurora PostgreSQL by the quarter of its release, older first. */
    private static final List<List<String>> POSTGRES_QUARTERS = List.of(
            List.of("12.12", "13.8"),
            List.of("13.9", "14.6"),
            List.of("13.10", "14.7"),
            List.of("11.21", "15.4"),
            List.of("15.5", "16.1"),
            List.of("12.19", "13.15", "14.12"),
            List.of("15.8", "16.4"),
            List.of("15.10", "16.6"),
            List.of("13.20", "14.17", "15.12", "16.8", "17.4"));

    private static final List<String> MYSQL_VERSIONS = List.of(
            "5.7.mysql_aurora.2.09.3",
            "5.7.mysql_aurora.2.12.4",
            "8.0.mysql_aurora.3.04.1",
            "8.0.mysql_aurora.3.05.2",
            "8.0.mysql_aurora.3.06.0",
            "8.0.mysql_aurora.3.08.2");

    private static final Set<String> DEPRECATED = Set.of("12.12", "5.7.mysql_aurora.2.09.3");
    private static final Set<String> DEFAULTS = Set.of("16.6", "8.0.mysql_aurora.3.08.2", "1.3.2.1", "5.0.0", "8.0.40");

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

    /** True for the version that new clusters of the engine get unless they name one. */
    public static boolean isDefault(EngineVersion version) {
        return DEFAULTS.contains(version.version());
    }

    private static List<EngineVersion> catalogue() {
        var versions = new ArrayList<EngineVersion>();
        POSTGRES_QUARTERS.stream()
                .flatMap(List::stream)
                .map(version -> version(POSTGRES, version, POSTGRES + major(version), postgresTargets(version)))
                .sorted(Comparator.comparing(EngineVersion::release, Arrays::compare))
                .forEach(versions::add);
        for (int i = 0; i < MYSQL_VERSIONS.size(); i++) {
            String version = MYSQL_VERSIONS.get(i);
            List<String> later = MYSQL_VERSIONS.subList(i + 1, MYSQL_VERSIONS.size());
            versions.add(version(MYSQL, version, MYSQL + version.substring(0, 3), later));
        }
        versions.add(version("neptune", "1.3.2.1", "neptune1.3", List.of()));
        versions.add(version("docdb", "5.0.0", "docdb5.0", List.of()));
        versions.add(version("mysql", "8.0.40", "mysql8.0", List.of()));
        versions.add(version("postgres", "16.4", "postgres16", List.of()));
        return List.copyOf(versions);
    }

    private static EngineVersion version(String engine, String version, String family, List<String> targets) {
        List<String> offered =
                targets.stream().filter(each -> !DEPRECATED.contains(each)).toList();
        return new EngineVersion(engine, version, family, DEPRECATED.contains(version), offered);
    }

    private static List<String> postgresTargets(String version) {
        int from = quarter(version);
        return POSTGRES_QUARTERS.stream()
                .flatMap(List::stream)
                .filter(each -> major(each) == major(version)
                        ? minor(each) > minor(version)
                        : major(each) > major(version) && quarter(each) >= from)
                .sorted(Comparator.<String>comparingInt(EngineVersions::major).thenComparingInt(EngineVersions::minor))
                .toList();
    }

    private static int quarter(String version) {
        for (int i = 0; i < POSTGRES_QUARTERS.size(); i++) {
            if (POSTGRES_QUARTERS.get(i).contains(version)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no version " + version);
    }

    private static int major(String version) {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    private static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }
}
