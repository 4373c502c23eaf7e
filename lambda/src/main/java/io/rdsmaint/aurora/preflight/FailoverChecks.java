package io.rdsmaint.aurora.preflight;

import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.gateway.cloudwatch.Alarm;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Parameter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What would a write interruption do now? */
public final class FailoverChecks {
    /** A reader is behind. */
    public static final Check<Look> LAG = new Check<>("replica-lag", FailoverChecks::lag);

    static final Check<Look> ALARMS = new Check<>("alarms", FailoverChecks::alarms);

    /** The limit that holds before every failover, too. */
    private static final double LAG_LIMIT_MILLIS = 1000;

    /** Percent: all clients come back at once, which takes CPU; chosen. */
    private static final double CPU_LIMIT = 80;

    private FailoverChecks() {}

    static List<Check<Look>> all() {
        return List.of(
                new Check<>("writer-in-place", FailoverChecks::inPlace),
                LAG,
                new Check<>("writer-load", FailoverChecks::load),
                ALARMS,
                new Check<>("ask-the-database", FailoverChecks::sql),
                new Check<>("cluster-cache-management", FailoverChecks::cacheManagement),
                new Check<>("readers-restart-with-writer", FailoverChecks::oldEngine),
                new Check<>("global-secondaries-restart", FailoverChecks::globalSecondaries),
                new Check<>("writer-zone", FailoverChecks::zone));
    }

    private static void inPlace(Look look, Found found) {
        if (look.scope().writerInPlace()) {
            String writer = look.seen().writerInstance().map(Instance::id).orElse("the writer");
            found.ask(
                    ("%s is %s while it is the writer: nothing can be written for %s,"
                                    + " and no planned failover bridges it")
                            .formatted(
                                    writer,
                                    look.rebootOnly() ? "rebooted" : "changed",
                                    look.rebootOnly()
                                            ? "about a minute, longer if recovery takes longer"
                                            : "5 to 15 minutes"),
                    "set temporary_instance to \"always\": then writes stop twice for well under a minute");
        }
    }

    private static void lag(Look look, Found found) {
        Set<String> targets = Set.copyOf(look.scope().failoverTargets());
        for (Instance reader : look.seen().readers()) {
            Double lag = look.seen().load(reader.id()).lagMillis();
            boolean target = targets.contains(reader.id());
            String way =
                    "wait until it has caught up, or look for long queries on it: aws cloudwatch get-metric-statistics"
                            + " --namespace AWS/RDS --metric-name AuroraReplicaLag --statistics Maximum --period 60"
                            + " --dimensions Name=DBInstanceIdentifier,Value=" + reader.id()
                            + Commands.LAST_HOUR
                            + " --region "
                            + look.seen().region();
            if (lag == null) {
                if (target) {
                    found.warn("CloudWatch has no replica lag of " + reader.id() + ", which is to become writer", way);
                }
            } else if (lag > LAG_LIMIT_MILLIS) {
                String observed =
                        "reader %s lags %.0f ms; the limit is %.0f ms".formatted(reader.id(), lag, LAG_LIMIT_MILLIS);
                if (target) {
                    found.ask(observed + " for the one that becomes writer", way, Subjects.lag(reader.id(), lag));
                } else {
                    found.warn(observed, way);
                }
            }
        }
    }

    private static void load(Look look, Found found) {
        if (!look.scope().failoverPlanned()) {
            return;
        }
        look.seen().writerInstance().ifPresent(w -> {
            Double cpu = look.seen().load(w.id()).cpuPercent();
            Double connections = look.seen().load(w.id()).connections();
            if (cpu != null && cpu > CPU_LIMIT) {
                found.ask(
                        "writer %s uses %.0f %% CPU with %s connections; the limit for a planned failover is %.0f %%"
                                .formatted(
                                        w.id(),
                                        cpu,
                                        connections == null ? "an unknown number of" : "%.0f".formatted(connections),
                                        CPU_LIMIT),
                        "start when less is written; all connections drop and come back at once");
            }
        });
    }

    private static void alarms(Look look, Found found) {
        for (Alarm alarm : look.seen().firingAlarms()) {
            found.ask(
                    "alarm %s on %s (%s) is in state ALARM: %s; none should be"
                            .formatted(alarm.name(), alarm.resource(), alarm.metric(), alarm.reason()),
                    "see what it tells: aws cloudwatch describe-alarm-history --alarm-name '" + alarm.name()
                            + "' --max-records 10 --region " + look.seen().region());
        }
    }

    private static void sql(Look look, Found found) {
        if (!look.scope().failoverPlanned() && !look.scope().writerInPlace()) {
            return;
        }
        if (look.cluster().engine().postgres()) {
            found.warn(
                    "long transactions are rolled back and unlogged tables emptied when the writer"
                            + " changes; only SQL tells whether there are any",
                    "on the writer: SELECT pid, usename, state, now() - xact_start AS age, left(query, 80) FROM"
                            + " pg_stat_activity WHERE xact_start < now() - interval '5 minutes' ORDER BY xact_start;"
                            + " SELECT oid::regclass FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r';");
        } else {
            found.warn(
                    "long transactions are rolled back and MEMORY tables emptied when the writer"
                            + " changes; only SQL tells whether there are any",
                    "on the writer: SELECT trx_mysql_thread_id, trx_started, trx_rows_modified,"
                            + " left(trx_query, 80) FROM"
                            + " information_schema.innodb_trx WHERE trx_started < NOW() - INTERVAL 5 MINUTE;"
                            + " SELECT table_schema, table_name FROM information_schema.tables WHERE engine = 'MEMORY'"
                            + " AND table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys');");
        }
    }

    private static void cacheManagement(Look look, Found found) {
        Parameter parameter = look.seen().clusterParameters().get("apg_ccm_enabled");
        if (parameter == null
                || !(parameter.value().equals("1") || parameter.value().equals("on"))) {
            return;
        }
        String tierZero = look.cluster().readers().stream()
                .filter(m -> m.promotionTier() == 0)
                .map(Cluster.Member::instanceId)
                .collect(Collectors.joining(", "));
        Set<String> classesThen = look.seen().instances().values().stream()
                .filter(i -> look.cluster()
                        .member(i.id())
                        .filter(m -> m.writer() || m.promotionTier() == 0)
                        .isPresent())
                .map(look::classAfter)
                .collect(Collectors.toSet());
        String query = "on the writer: SELECT * FROM aurora_ccm_status();";
        String observed = ("cluster cache management is on (tier-0 reader: %s); it pauses while that reader's class"
                        + " differs from the writer's")
                .formatted(tierZero.isEmpty() ? "none" : tierZero);
        if (classesThen.size() > 1) {
            found.ask(
                    observed + ", and would differ for good: " + Look.names(classesThen),
                    "change the tier-0 reader, too, or give tier 0 to a reader of the writer's new class; " + query);
        } else {
            found.warn(observed, "check at the end that it is back, " + query);
        }
    }

    private static void oldEngine(Look look, Found found) {
        Cluster.Engine engine = look.cluster().engine();
        if ((look.scope().failoverPlanned() || look.scope().writerInPlace())
                && !look.cluster().readers().isEmpty()
                && EngineAge.readersRestartWithWriter(engine)) {
            found.warn(
                    "on %s %s all readers restart when the writer does or changes; newer versions keep reading"
                            .formatted(engine.name(), engine.version()),
                    "expect reads to drop, too, for the time of each write interruption, or upgrade the engine first");
        }
    }

    private static void globalSecondaries(Look look, Found found) {
        Cluster.Engine engine = look.cluster().engine();
        if (look.scope().failoverPlanned()
                && look.seen().globalCluster() != null
                && !look.seen().globalSecondary()
                && EngineAge.globalSecondariesRestartWithWriter(engine)) {
            found.warn(
                    "on %s %s the global database's secondary clusters restart when the primary's writer does"
                            .formatted(engine.name(), engine.version()),
                    "expect reads to drop in the other regions, too, or upgrade to Aurora MySQL 3.06 first");
        }
    }

    private static void zone(Look look, Found found) {
        look.lastWriter()
                .flatMap(look.seen()::instance)
                .ifPresent(then -> look.seen()
                        .writerInstance()
                        .filter(now -> !now.availabilityZone().equals(then.availabilityZone()))
                        .ifPresent(now -> found.warn(
                                "the writer moves from %s (%s) to %s (%s)"
                                        .formatted(
                                                now.id(), now.availabilityZone(), then.id(), then.availabilityZone()),
                                "set failback to true if clients sit in the old zone"
                                        + " (latency and cross-zone traffic cost)")));
    }
}
