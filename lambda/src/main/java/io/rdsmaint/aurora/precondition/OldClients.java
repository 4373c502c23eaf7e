package io.rdsmaint.aurora.precondition;

import io.rdsmaint.gateway.cloudwatch.MetricsGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many connections clients have held to what a switchover replaced. Only minutes after the switchover count: before it,
 * everybody was connected there.
 *
 * @param most the most of a quarter of an hour, by instance, where that is known
 * @param early the switchover is so fresh that what is not known yet may still come
 */
public record OldClients(Map<String, Double> most, boolean early) {
    /** How far back it is looked. */
    public static final Duration LOOKED_BACK = Duration.ofMinutes(15);

    /** What watches a database holds a connection or two. */
    private static final int FEW = 2;

    /** Figures come a minute or two late, and those of a whole minute at its end. */
    private static final Duration FIRST_FIGURES = Duration.ofMinutes(5);

    public OldClients {
        most = Map.copyOf(most);
    }

    /**
     * Looks.
     *
     * @param instances those that are still there
     * @param switchedAt when the new side had the name
     */
    public static OldClients of(MetricsGateway metrics, Collection<String> instances, Instant switchedAt, Instant now) {
        if (instances.isEmpty()) {
            return new OldClients(Map.of(), false);
        }
        Instant back = now.minus(LOOKED_BACK);
        Map<String, Double> most = metrics.mostConnections(instances, back.isAfter(switchedAt) ? back : switchedAt);
        return new OldClients(most, most.size() < instances.size() && now.isBefore(switchedAt.plus(FIRST_FIGURES)));
    }

    /** The instances that more are connected to than what watches a database. */
    SortedMap<String, Double> used() {
        SortedMap<String, Double> used = new TreeMap<>(most);
        used.values().removeIf(connections -> connections <= FEW);
        return used;
    }

    /** The figures of some instances, in words. */
    public String words(Collection<String> instances) {
        return instances.stream()
                .map(id -> id + ": " + (most.containsKey(id) ? count(most.get(id)) : "not measured"))
                .collect(Collectors.joining(", "));
    }

    static String count(double connections) {
        long whole = Math.round(connections);
        return whole + (whole == 1 ? " connection" : " connections");
    }
}
