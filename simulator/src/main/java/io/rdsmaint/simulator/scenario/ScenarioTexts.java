package io.rdsmaint.simulator.scenario;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What there is in each ready-made scenario, in a few words. */
public final class ScenarioTexts {
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("multi-node", "a writer and two readers in three zones"),
            Map.entry("single-node", "a writer alone"),
            Map.entry("two-node", "a writer and a reader"),
            Map.entry("autoscaled", "two of the three readers were added by scaling, which keeps 60 % CPU"),
            Map.entry("serverless-reader", "provisioned members and a serverless v2 reader in tier 1"),
            Map.entry("custom-endpoints", "two custom endpoints, of one reader and of all but the writer"),
            Map.entry("proxy", "behind a proxy with a read-only endpoint"),
            Map.entry("busy-cluster", "readers without room to spare"),
            Map.entry("old-engine", "version 13.8, whose readers restart with the writer"),
            Map.entry("fixed-parameters", "memory fixed for the class that it has"),
            Map.entry("pending-changes", "a change is queued on a reader, maintenance due on another"),
            Map.entry("global-database", "the primary of a global database"),
            Map.entry("crowded", "sixteen members: no other can join"),
            Map.entry("foreign-engines", "Neptune, DocumentDB, Multi-AZ MySQL, Limitless: none is maintained here"),
            Map.entry("many-clusters", "131 clusters: more than a page"),
            Map.entry("alarms", "alarms on the CPU of its readers"),
            Map.entry("late-roles", "after each failover it shows no writer, or two, for a while"),
            Map.entry("storage", "standard storage, which may become I/O-Optimized"),
            Map.entry("storage-cooldown", "no other storage type for another twelve days"),
            Map.entry("storage-unsupported", "a version, or a class, without I/O-Optimized"),
            Map.entry("storage-local-disks", "I/O-Optimized on a class with local disks"),
            Map.entry("pending-reboot", "a static parameter waits for two restarts"),
            Map.entry("failed-to-apply", "parameter values that did not reach two readers"),
            Map.entry("many-parameters", "more than 40 values in its parameter groups"),
            Map.entry("upgrade", "Aurora PostgreSQL 15.8, ready for a blue/green deployment"),
            Map.entry("upgrade-mysql", "the same with Aurora MySQL 3.05"),
            Map.entry("upgrade-proxied", "the same behind a proxy"),
            Map.entry("upgrade-not-ready", "logical replication is set, but nobody was restarted since"),
            Map.entry("upgrade-secret", "its master password is managed in Secrets Manager"),
            Map.entry("upgrade-backtrack", "Aurora MySQL with backtracking, which no green cluster has"),
            Map.entry("upgrade-zero-etl", "a zero-ETL integration, with which AWS cancels the switchover"),
            Map.entry("upgrade-autoscaled", "scaling keeps its readers at 60 % CPU"),
            Map.entry("upgrade-old-taken", "the name that the old cluster would get is taken"),
            Map.entry("upgrade-custom-endpoints", "two custom endpoints"),
            Map.entry("sql", "the Data API on, and a database of 20,000 visits"),
            Map.entry("drill", "twelve servers in three tiers, of which one fails at first"),
            Map.entry("drill-large", "250 servers in one tier"),
            Map.entry("drill-initial-sync", "a server has no snapshot yet"),
            Map.entry("drill-critical-fails", "a server fails five times"),
            Map.entry("drill-launch-into", "a server launches into an instance that serves"),
            Map.entry("drill-forgotten", "somebody forgot a drill"),
            Map.entry("drill-quota", "others have as many jobs as there may be"),
            Map.entry(
                    "restore",
                    "production with a snapshot of the night, and the staging cluster to be made anew of it"),
            Map.entry("restore-elsewhere", "the same with production in another region, both with a key"),
            Map.entry("restore-shared", "the same with production in another account, which shares a snapshot"));

    private ScenarioTexts() {}

    /** What there is in the scenario of this name; empty for one that is nobody's. */
    public static String of(String name) {
        return TEXTS.getOrDefault(name, "");
    }

    /** All scenarios, a line each. */
    public static String list(String indent) {
        return list(indent, text -> "");
    }

    /**
     * The same with something behind some of them.
     *
     * @param more what is to be said of the scenario of a name; empty for nothing
     */
    public static String list(String indent, UnaryOperator<String> more) {
        return Scenarios.all().stream()
                .map(Scenario::name)
                .map(name -> "%s%-25s %s%s".formatted(indent, name, of(name), more.apply(name)))
                .collect(Collectors.joining("\n"));
    }
}
