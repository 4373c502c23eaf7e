package io.rdsmaint.gateway.cloudwatch;

import io.rdsmaint.gateway.ErrorTranslation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * CloudWatch's view of a cluster. Figures arrive a minute or two late; a figure that isn't there is null, never zero. All methods
 * read; errors as in {@link ErrorTranslation#read}.
 */
public final class MetricsGateway {
    /** A figure older than this is not the latest one; chosen. */
    private static final Duration LATEST = Duration.ofMinutes(5);

    /** Now: some minutes, as figures arrive late; chosen. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    /** The past: every weekday twice; chosen. */
    private static final Duration HISTORY = Duration.ofDays(14);

    /** Period of the past's figures, which CloudWatch keeps for 15 months (CloudWatch guide, metrics retention). */
    private static final Duration HOUR = Duration.ofHours(1);

    /** Period of figures of now: RDS sends them every minute (Aurora guide, CloudWatch metrics). */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What GetMetricData takes (CloudWatch API reference). */
    private static final int QUERIES_PER_CALL = 500;

    /** What DescribeAlarms takes and returns (CloudWatch API reference). */
    private static final int NAMES_PER_CALL = 100;

    private static final String CPU = "CPUUtilization";
    private static final String CONNECTIONS = "DatabaseConnections";
    private static final String LAG = "AuroraReplicaLag";
    private static final String INSTANCE = "DBInstanceIdentifier";
    private static final Set<String> OURS = Set.of(INSTANCE, "DBClusterIdentifier");

    private final Supplier<CloudWatchClient> cloudWatch;
    private final InstantSource clock;
    private final ErrorTranslation calls;

    public MetricsGateway(Supplier<CloudWatchClient> cloudWatch, InstantSource clock, ErrorTranslation calls) {
        this.cloudWatch = cloudWatch;
        this.clock = clock;
        this.calls = calls;
    }

    /** How busy the instances are now, and how busy they were in fourteen days. */
    public Map<String, InstanceLoad> load(Collection<String> instanceIds) {
        Queries recent = new Queries();
        Queries history = new Queries();
        for (String id : instanceIds) {
            recent.add(id, LAG, "Maximum", MINUTE);
            recent.add(id, CPU, "Average", MINUTE);
            recent.add(id, CONNECTIONS, "Maximum", MINUTE);
            recent.add(id, "FreeableMemory", "Minimum", MINUTE);
            recent.add(id, "BufferCacheHitRatio", "Average", MINUTE);
            recent.add(id, "ServerlessDatabaseCapacity", "Maximum", MINUTE);
            history.add(id, CPU, "Average", HOUR);
            history.add(id, CONNECTIONS, "Maximum", HOUR);
        }
        Map<Series, NavigableMap<Instant, Double>> now = fetch(recent, RECENT);
        Map<Series, NavigableMap<Instant, Double>> past = fetch(history, HISTORY);
        Map<String, InstanceLoad> loads = new HashMap<>();
        for (String id : instanceIds) {
            loads.put(
                    id,
                    new InstanceLoad(
                            highest(now, id, LAG),
                            mean(now, id, CPU),
                            highest(past, id, CPU),
                            highest(now, id, CONNECTIONS),
                            highest(past, id, CONNECTIONS),
                            lowest(now, id, "FreeableMemory"),
                            latest(now, id, "BufferCacheHitRatio"),
                            highest(now, id, "ServerlessDatabaseCapacity")));
        }
        return loads;
    }

    /** How far the readers are behind, in milliseconds: the latest figure of each that has one. */
    public Map<String, Double> replicaLagMillis(Collection<String> instanceIds) {
        Queries queries = new Queries();
        instanceIds.forEach(id -> queries.add(id, LAG, "Maximum", MINUTE));
        return latest(queries, instanceIds, LAG);
    }

    /** The most connections that clients held in any whole minute since then, of each instance of which that is known. */
    public Map<String, Double> mostConnections(Collection<String> instanceIds, Instant since) {
        Queries queries = new Queries();
        instanceIds.forEach(id -> queries.add(id, CONNECTIONS, "Maximum", MINUTE));
        Instant first = since.plus(MINUTE).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
        Instant now = clock.instant();
        if (!first.isBefore(now)) {
            return Map.of();
        }
        Map<Series, NavigableMap<Instant, Double>> found = fetch(queries, first, now);
        Map<String, Double> most = new HashMap<>();
        for (String id : instanceIds) {
            Double value = highest(found, id, CONNECTIONS);
            if (value != null) {
                most.put(id, value);
            }
        }
        return most;
    }

    private Map<String, Double> latest(Queries queries, Collection<String> instanceIds, String metric) {
        Map<Series, NavigableMap<Instant, Double>> found = fetch(queries, LATEST);
        Map<String, Double> latest = new HashMap<>();
        for (String id : instanceIds) {
            Double value = latest(found, id, metric);
            if (value != null) {
                latest.put(id, value);
            }
        }
        return latest;
    }

    /**
     * How busy the instances were, minute by minute, oldest first. Only whole minutes count that began at or after
     * {@code from}; the latest are missing for a minute or two, and a minute of which nothing is known is left out.
     *
     * @return by instance; an empty list where nothing is known
     */
    public Map<String, List<MinuteLoad>> minutes(Collection<String> instanceIds, Instant from, Instant until) {
        Queries queries = new Queries();
        for (String id : instanceIds) {
            queries.add(id, CPU, "Average", MINUTE);
            queries.add(id, CONNECTIONS, "Maximum", MINUTE);
            queries.add(id, LAG, "Maximum", MINUTE);
        }
        Instant first = from.plus(MINUTE).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
        Map<Series, NavigableMap<Instant, Double>> found =
                first.isBefore(until) ? fetch(queries, first, until) : Map.of();
        Map<String, List<MinuteLoad>> minutes = new HashMap<>();
        for (String id : instanceIds) {
            NavigableMap<Instant, Double> cpu = values(found, id, CPU);
            NavigableMap<Instant, Double> connections = values(found, id, CONNECTIONS);
            NavigableMap<Instant, Double> lag = values(found, id, LAG);
            Set<Instant> known = new TreeSet<>(cpu.keySet());
            known.addAll(connections.keySet());
            known.addAll(lag.keySet());
            minutes.put(
                    id,
                    known.stream()
                            .filter(at -> !at.isBefore(first))
                            .map(at -> new MinuteLoad(at, cpu.get(at), connections.get(at), lag.get(at)))
                            .toList());
        }
        return minutes;
    }

    /**
     * How far the replica of a blue/green deployment is behind by the binary log, in seconds (Aurora MySQL), as its writer last
     * reported; null when unknown.
     */
    public @Nullable Double binlogLagSeconds(String greenWriter) {
        Queries queries = new Queries();
        queries.add(greenWriter, "AuroraBinlogReplicaLag", "Maximum", MINUTE);
        return latest(fetch(queries, LATEST), greenWriter, "AuroraBinlogReplicaLag");
    }

    /**
     * How many bytes of log the slowest logical replica of a writer has not fetched (Aurora PostgreSQL), as last reported; null when
     * unknown.
     */
    public @Nullable Double slotLagBytes(String blueWriter) {
        Queries queries = new Queries();
        queries.add(blueWriter, "OldestReplicationSlotLag", "Maximum", MINUTE);
        return latest(fetch(queries, LATEST), blueWriter, "OldestReplicationSlotLag");
    }

    /** How long the database on the instance had been up when that was last reported; empty when unknown. */
    public Optional<Uptime> uptime(String instanceId) {
        Queries queries = new Queries();
        queries.add(instanceId, "EngineUptime", "Minimum", MINUTE);
        return Optional.ofNullable(values(fetch(queries, RECENT), instanceId, "EngineUptime")
                        .lastEntry())
                .map(last -> new Uptime(last.getKey(), Math.round(last.getValue())));
    }

    /** The alarms in state ALARM that watch any of these instances or the cluster. */
    public List<Alarm> alarms(String clusterId, Collection<String> instanceIds) {
        Set<String> resources = new HashSet<>(instanceIds);
        resources.add(clusterId);
        return calls.read(
                "cloudwatch:DescribeAlarms",
                "cluster " + clusterId,
                () ->
                        cloudWatch
                                .get()
                                .describeAlarmsPaginator(r -> r.stateValue(StateValue.ALARM))
                                .metricAlarms()
                                .stream()
                                .flatMap(a -> watched(a, resources).stream())
                                .toList());
    }

    /** The named alarms, metric or composite, as they are now: one for each name, in the same order. */
    public List<GuardAlarm> guardAlarms(List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        Map<String, GuardAlarm> found = calls.read("cloudwatch:DescribeAlarms", "alarms " + names, () -> {
            Map<String, GuardAlarm> read = new HashMap<>();
            DescribeAlarmsResponse answer = cloudWatch
                    .get()
                    .describeAlarms(r -> r.alarmNames(names)
                            .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                            .maxRecords(NAMES_PER_CALL));
            answer.metricAlarms()
                    .forEach(a -> read.put(
                            a.alarmName(),
                            new GuardAlarm(
                                    a.alarmName(),
                                    state(a.stateValue()),
                                    text(a.stateReason()),
                                    a.stateTransitionedTimestamp(),
                                    evaluation(a))));
            answer.compositeAlarms()
                    .forEach(a -> read.put(
                            a.alarmName(),
                            new GuardAlarm(
                                    a.alarmName(),
                                    state(a.stateValue()),
                                    text(a.stateReason()),
                                    a.stateTransitionedTimestamp(),
                                    null)));
            return read;
        });
        return names.stream()
                .map(name -> found.getOrDefault(name, GuardAlarm.gone(name)))
                .toList();
    }

    private static GuardAlarm.State state(@Nullable StateValue value) {
        return value == StateValue.ALARM
                ? GuardAlarm.State.ALARM
                : value == StateValue.OK ? GuardAlarm.State.OK : GuardAlarm.State.INSUFFICIENT_DATA;
    }

    private static @Nullable Duration evaluation(MetricAlarm alarm) {
        Integer periods = alarm.datapointsToAlarm() == null ? alarm.evaluationPeriods() : alarm.datapointsToAlarm();
        return alarm.period() == null || periods == null ? null : Duration.ofSeconds((long) alarm.period() * periods);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<Alarm> watched(MetricAlarm alarm, Set<String> resources) {
        return alarm.dimensions().stream()
                .filter(d -> OURS.contains(d.name()) && resources.contains(d.value()))
                .map(d -> new Alarm(
                        alarm.alarmName(),
                        alarm.metricName() == null ? "" : alarm.metricName(),
                        d.value(),
                        alarm.stateReason() == null ? "" : alarm.stateReason()))
                .toList();
    }

    private Map<Series, NavigableMap<Instant, Double>> fetch(Queries queries, Duration past) {
        Instant end = clock.instant();
        return fetch(queries, end.minus(past), end);
    }

    private Map<Series, NavigableMap<Instant, Double>> fetch(Queries queries, Instant start, Instant end) {
        Map<Series, NavigableMap<Instant, Double>> found = new HashMap<>();
        for (int from = 0; from < queries.all.size(); from += QUERIES_PER_CALL) {
            List<MetricDataQuery> some =
                    queries.all.subList(from, Math.min(queries.all.size(), from + QUERIES_PER_CALL));
            List<MetricDataResult> results = calls.read(
                    "cloudwatch:GetMetricData",
                    "AWS/RDS",
                    () -> cloudWatch
                            .get()
                            .getMetricDataPaginator(r -> r.metricDataQueries(some)
                                    .startTime(start)
                                    .endTime(end)
                                    .scanBy(ScanBy.TIMESTAMP_DESCENDING))
                            .metricDataResults()
                            .stream()
                            .toList());
            for (MetricDataResult result : results) {
                NavigableMap<Instant, Double> values =
                        found.computeIfAbsent(queries.series(result.id()), s -> new TreeMap<>());
                for (int i = 0; i < result.values().size(); i++) {
                    values.put(result.timestamps().get(i), result.values().get(i));
                }
            }
        }
        return found;
    }

    private static NavigableMap<Instant, Double> values(
            Map<Series, NavigableMap<Instant, Double>> found, String id, String metric) {
        return found.getOrDefault(new Series(id, metric), Collections.emptyNavigableMap());
    }

    private static @Nullable Double latest(Map<Series, NavigableMap<Instant, Double>> found, String id, String metric) {
        NavigableMap<Instant, Double> values = values(found, id, metric);
        return values.isEmpty() ? null : values.lastEntry().getValue();
    }

    private static @Nullable Double highest(
            Map<Series, NavigableMap<Instant, Double>> found, String id, String metric) {
        return values(found, id, metric).values().stream().max(Double::compare).orElse(null);
    }

    private static @Nullable Double lowest(Map<Series, NavigableMap<Instant, Double>> found, String id, String metric) {
        return values(found, id, metric).values().stream().min(Double::compare).orElse(null);
    }

    private static @Nullable Double mean(Map<Series, NavigableMap<Instant, Double>> found, String id, String metric) {
        OptionalDouble mean = values(found, id, metric).values().stream()
                .mapToDouble(Double::doubleValue)
                .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    private record Series(String instance, String metric) {}

    /** Queries with ids, which may only hold letters, digits and underscores. */
    private static final class Queries {
        private final List<MetricDataQuery> all = new ArrayList<>();
        private final List<Series> series = new ArrayList<>();

        void add(String instance, String metric, String statistic, Duration period) {
            String id = "q" + all.size();
            series.add(new Series(instance, metric));
            all.add(MetricDataQuery.builder()
                    .id(id)
                    .metricStat(s -> s.stat(statistic)
                            .period((int) period.toSeconds())
                            .metric(m -> m.namespace("AWS/RDS")
                                    .metricName(metric)
                                    .dimensions(Dimension.builder()
                                            .name(INSTANCE)
                                            .value(instance)
                                            .build())))
                    .returnData(true)
                    .build());
        }

        Series series(String id) {
            return series.get(Integer.parseInt(id.substring(1)));
        }
    }
}
