package io.rdsmaint.simulator.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.protocol.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One metric over some instances: one by {@code DBInstanceIdentifier}, or a cluster's by {@code DBClusterIdentifier}
 * with or without {@code Role}. A metric that nobody reports gives no points, as in CloudWatch.
 *
 * @param name metric name
 * @param dimensions values by dimension name
 * @param periodSeconds length of a period
 */
record MetricQuery(String name, Map<String, String> dimensions, int periodSeconds) {

    static final String NAMESPACE = "AWS/RDS";

    static MetricQuery of(JsonNode metric, int periodSeconds) {
        String namespace = metric.path("Namespace").asText();
        if (!namespace.equals(NAMESPACE)) {
            throw invalid("Only metrics of " + NAMESPACE + " are simulated, not of '" + namespace + "'");
        }
        if (periodSeconds < 60 || periodSeconds % 60 != 0) {
            throw invalid("Period must be a multiple of 60 seconds, not " + periodSeconds);
        }
        var dimensions = new TreeMap<String, String>();
        metric.path("Dimensions")
                .forEach(each -> dimensions.put(
                        each.path("Name").asText(), each.path("Value").asText()));
        return new MetricQuery(metric.path("MetricName").asText(), dimensions, periodSeconds);
    }

    static ApiError missing(String parameter) {
        return new ApiError("MissingParameter", 400, "The parameter " + parameter + " is required.");
    }

    static ApiError invalid(String message) {
        return new ApiError("InvalidParameterValue", 400, message);
    }

    /** The unit of its values. */
    String unit() {
        return switch (name) {
            case "CPUUtilization", "BufferCacheHitRatio", "ACUUtilization" -> "Percent";
            case "FreeableMemory", "FreeLocalStorage", "OldestReplicationSlotLag" -> "Bytes";
            case "EngineUptime", "AuroraBinlogReplicaLag" -> "Seconds";
            case "AuroraReplicaLag", "AuroraReplicaLagMaximum" -> "Milliseconds";
            default -> "Count";
        };
    }

    /** Its points, oldest first. */
    List<MetricPoint> points(AccountRegion site, Instant from, Instant to) {
        long period = Duration.ofSeconds(periodSeconds).toSeconds();
        var byPeriod = new TreeMap<Instant, List<Double>>();
        String metric = name.equals("AuroraReplicaLagMaximum") ? "AuroraReplicaLag" : name;
        instances(site)
                .forEach(instance -> instance.history()
                        .readings(metric, from, to, instance.original())
                        .forEach(reading -> byPeriod.computeIfAbsent(
                                        start(reading.at(), period), at -> new ArrayList<>())
                                .add(reading.value())));
        return byPeriod.entrySet().stream()
                .map(each -> new MetricPoint(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    private static Instant start(Instant at, long period) {
        long second = at.getEpochSecond();
        return Instant.ofEpochSecond(second - Math.floorMod(second, period));
    }

    private Stream<Instance> instances(AccountRegion site) {
        String instance = dimensions.getOrDefault("DBInstanceIdentifier", "");
        if (!instance.isEmpty()) {
            return site.instance(instance).stream();
        }
        String cluster = dimensions.getOrDefault("DBClusterIdentifier", "");
        String role = dimensions.getOrDefault("Role", "");
        return site.cluster(cluster).stream()
                .map(Cluster::instances)
                .flatMap(List::stream)
                .filter(each -> role.isEmpty() || role.equals(each.writer() ? "WRITER" : "READER"));
    }
}
