package io.rdsmaint.metrics;

import io.rdsmaint.aws.Calls;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
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
 * CloudWatch's view of a cluster. Figures arrive a minute or two late; a figure that isn't there is null, never zero.
 */
public final class MetricsGateway {
    private static final Duration RECENT = Duration.ofMinutes(10);
    private static final Duration HISTORY = Duration.ofDays(14);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int QUERIES_PER_CALL = 500;
    private static final String INSTANCE = "DBInstanceIdentifier";
    private static final Set<String> OURS = Set.of(INSTANCE, "DBClusterIdentifier");

    private final Supplier<CloudWatchClient> cloudWatch;
    private final InstantSource clock;
    private final Calls calls;

    public MetricsGateway(Supplier<CloudWatchClient> cloudWatch, InstantSource clock, Calls calls) {
        this.cloudWatch = cloudWatch;
        this.clock = clock;
        this.calls = calls;
    }

    /** How busy the instances are now, and how busy they were in fourteen days. */
    public Map<String, InstanceLoad> load(Collection<String> instanceIds) {
        Queries recent = new Queries();
        Queries history = new Queries();
        for (String id : instanceIds) {
            recent.add(id, "AuroraReplicaLag", "Maximum", MINUTE);
            recent.add(id, "CPUUtilization", "Average", MINUTE);
            recent.add(id, "DatabaseConnections", "Maximum", MINUTE);
            recent.add(id, "FreeableMemory", "Minimum", MINUTE);
            recent.add(id, "BufferCacheHitRatio", "Average", MINUTE);
            recent.add(id, "ServerlessDatabaseCapacity", "Maximum", MINUTE);
            history.add(id, "CPUUtilization", "Average", HOUR);
            history.add(id, "DatabaseConnections", "Maximum", HOUR);
        }
        Map<Series, List<Double>> now = fetch(recent, RECENT);
        Map<Series, List<Double>> past = fetch(history, HISTORY);
        Map<String, InstanceLoad> loads = new HashMap<>();
        for (String id : instanceIds) {
            loads.put(
                    id,
                    new InstanceLoad(
                            highest(now, id, "AuroraReplicaLag"),
                            mean(now, id, "CPUUtilization"),
                            highest(past, id, "CPUUtilization"),
                            highest(now, id, "DatabaseConnections"),
                            highest(past, id, "DatabaseConnections"),
                            lowest(now, id, "FreeableMemory"),
                            latest(now, id, "BufferCacheHitRatio"),
                            highest(now, id, "ServerlessDatabaseCapacity")));
        }
        return loads;
    }

    /** How far the readers are behind, in milliseconds: the latest figure of each that has one. */
    public Map<String, Double> replicaLagMillis(Collection<String> instanceIds) {
        Queries queries = new Queries();
        instanceIds.forEach(id -> queries.add(id, "AuroraReplicaLag", "Maximum", MINUTE));
        Map<Series, List<Double>> found = fetch(queries, Duration.ofMinutes(5));
        Map<String, Double> lags = new HashMap<>();
        for (String id : instanceIds) {
            Double lag = latest(found, id, "AuroraReplicaLag");
            if (lag != null) {
                lags.put(id, lag);
            }
        }
        return lags;
    }

    /** Seconds since the database on the instance started, as last reported; null when unknown. */
    public @Nullable Double engineUptimeSeconds(String instanceId) {
        Queries queries = new Queries();
        queries.add(instanceId, "EngineUptime", "Minimum", MINUTE);
        return latest(fetch(queries, RECENT), instanceId, "EngineUptime");
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

    /**
     * Which of the named alarms, metric or composite, are in state ALARM, and why.
     *
     * @return the reason of each, by name
     */
    public Map<String, String> alarmsOn(List<String> names) {
        Map<String, String> on = new HashMap<>();
        states(names).forEach((name, state) -> {
            if (state.value().equals(StateValue.ALARM.toString())) {
                on.put(name, state.reason());
            }
        });
        return on;
    }

    /** The named alarms that there are. */
    public Set<String> existing(List<String> names) {
        return states(names).keySet();
    }

    private record AlarmState(String value, String reason) {}

    private Map<String, AlarmState> states(List<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        return calls.read("cloudwatch:DescribeAlarms", "alarms " + String.join(", ", names), () -> {
            Map<String, AlarmState> found = new HashMap<>();
            DescribeAlarmsResponse answer = cloudWatch
                    .get()
                    .describeAlarms(r -> r.alarmNames(names)
                            .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                            .maxRecords(100));
            answer.metricAlarms()
                    .forEach(a -> found.put(a.alarmName(), state(a.stateValueAsString(), a.stateReason())));
            answer.compositeAlarms()
                    .forEach(a -> found.put(a.alarmName(), state(a.stateValueAsString(), a.stateReason())));
            return found;
        });
    }

    private static AlarmState state(@Nullable String value, @Nullable String reason) {
        return new AlarmState(value == null ? "" : value, reason == null ? "" : reason);
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

    private Map<Series, List<Double>> fetch(Queries queries, Duration past) {
        Instant end = clock.instant();
        Map<Series, List<Double>> found = new HashMap<>();
        for (int from = 0; from < queries.all.size(); from += QUERIES_PER_CALL) {
            List<MetricDataQuery> some =
                    queries.all.subList(from, Math.min(queries.all.size(), from + QUERIES_PER_CALL));
            List<MetricDataResult> results = calls.read(
                    "cloudwatch:GetMetricData",
                    "AWS/RDS",
                    () -> cloudWatch
                            .get()
                            .getMetricDataPaginator(r -> r.metricDataQueries(some)
                                    .startTime(end.minus(past))
                                    .endTime(end)
                                    .scanBy(ScanBy.TIMESTAMP_DESCENDING))
                            .metricDataResults()
                            .stream()
                            .toList());
            for (MetricDataResult result : results) {
                found.computeIfAbsent(queries.series(result.id()), s -> new ArrayList<>())
                        .addAll(result.values());
            }
        }
        return found;
    }

    private static @Nullable Double latest(Map<Series, List<Double>> found, String id, String metric) {
        List<Double> values = found.getOrDefault(new Series(id, metric), List.of());
        return values.isEmpty() ? null : values.getFirst();
    }

    private static @Nullable Double highest(Map<Series, List<Double>> found, String id, String metric) {
        return found.getOrDefault(new Series(id, metric), List.of()).stream()
                .max(Double::compare)
                .orElse(null);
    }

    private static @Nullable Double lowest(Map<Series, List<Double>> found, String id, String metric) {
        return found.getOrDefault(new Series(id, metric), List.of()).stream()
                .min(Double::compare)
                .orElse(null);
    }

    private static @Nullable Double mean(Map<Series, List<Double>> found, String id, String metric) {
        OptionalDouble mean = found.getOrDefault(new Series(id, metric), List.of()).stream()
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
