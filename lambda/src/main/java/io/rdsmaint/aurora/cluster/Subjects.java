package io.rdsmaint.aurora.cluster;

import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.gateway.rds.ParameterStatus;
import io.rdsmaint.kit.Acceptances;
import io.rdsmaint.kit.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of what people accept. Preflight and the guards name the same thing seen by the same key, so that what was
 * accepted in one holds in the other as long as the same is seen: the same status of the same instance, the same value
 * that waits on it. Keys are stored with operations: a word changed here makes people accept anew.
 */
public final class Subjects {
    public static final String DOWN = "ANOTHER_INSTANCE_DOWN";
    static final String UNKNOWN_STATUS = "UNKNOWN_STATUS";
    public static final String PENDING = "PENDING_VALUES";
    public static final String CLUSTER_PENDING = "PENDING_CLUSTER_VALUES";
    public static final String LAGGING = "LAGGING";
    public static final String PROXY = "PROXY_UNHEALTHY";
    public static final String NOT_IN_SYNC = "NOT_IN_SYNC";
    private static final String PARAMETERS = "PARAMETERS";

    /** What instances are compared by in an upgrade. */
    public static final String CERTIFICATE = "CA certificate";

    /** Where lag begins to be asked about; what is accepted holds up to ten times as much. */
    private static final double LEAST_LAG_MILLIS = 1_000;

    private Subjects() {}

    /**
     * An instance that does not serve by itself. Whoever accepts a word that nobody here knows says that it serves; who
     * accepts another one goes on without it.
     */
    public static List<String> status(Instance instance) {
        String code = instance.outlook() == Outlook.UNKNOWN ? UNKNOWN_STATUS : DOWN;
        return List.of(Violation.key(code, instance.id() + " " + instance.status()));
    }

    /** A cluster in a status that nobody here knows. */
    static List<String> unknownStatus(Cluster cluster) {
        return List.of(Violation.key(UNKNOWN_STATUS, "cluster " + cluster.id() + " " + cluster.status()));
    }

    /** The values that wait on an instance. */
    public static List<String> pending(Instance instance) {
        return pending(instance, instance.pending());
    }

    /** Some of the values that wait on an instance. */
    public static List<String> pending(Instance instance, Map<String, String> values) {
        return values(PENDING, instance.id() + " ", values);
    }

    /** Values that wait on the cluster itself. */
    public static List<String> pendingOnCluster(Map<String, String> values) {
        return values(CLUSTER_PENDING, "", values);
    }

    /** Where an instance does not run with the values of its parameter groups, and won't by waiting. */
    public static List<String> parameters(Cluster cluster, Instance instance) {
        return parameters(instance.id(), ParameterStatus.words(cluster, instance));
    }

    /** As above, by the statuses of its groups; those that pass by themselves are nobody's to accept. */
    public static List<String> parameters(String id, Map<String, String> words) {
        return ParameterStatus.staying(words).entrySet().stream()
                .map(e -> Violation.key(PARAMETERS, id + " " + e.getKey() + " " + e.getValue()))
                .toList();
    }

    /**
     * The same of an instance that has just started: a value that was to come with the start and did not is another thing
     * than one that waits for it.
     */
    public static List<String> parametersAfterStart(String id, Map<String, String> words) {
        return ParameterStatus.staying(words).entrySet().stream()
                .map(e -> Violation.key(
                        ParameterStatus.of(e.getValue()) == ParameterStatus.PENDING_REBOOT ? NOT_IN_SYNC : PARAMETERS,
                        id + " " + e.getKey() + " " + e.getValue()))
                .toList();
    }

    /**
     * A reader that is behind the writer: a key for each power of ten that its lag reaches, so that an accepted lag
     * covers one like it and any smaller one, and not a much bigger one.
     */
    public static List<String> lag(String id, double millis) {
        List<String> keys = new ArrayList<>();
        for (double reached = LEAST_LAG_MILLIS; reached <= Math.max(millis, LEAST_LAG_MILLIS); reached *= 10) {
            keys.add(Violation.key(LAGGING, id + " by " + Math.round(reached / 1_000) + " s or more"));
        }
        return keys;
    }

    /** Where proxies can't reach an instance, as {@code proxy/instance}. */
    public static List<String> unhealthy(Collection<String> where) {
        return where.stream().map(w -> Violation.key(PROXY, w)).toList();
    }

    /** Something that the new cluster of an upgrade has not, or not alike, in the words that name it. */
    public static List<String> lost(String extra) {
        return List.of(Violation.key("LOST_FEATURE", extra));
    }

    /** The CA certificate of an instance, which the one that takes its place has not. */
    public static List<String> certificate(Instance instance) {
        return lost(
                instance.id() + ": " + CERTIFICATE + " " + instance.settings().certificate());
    }

    private static List<String> values(String code, String of, Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(e -> Violation.key(code, of + e.getKey() + "=" + e.getValue()))
                        .toList();
    }

    /** True when it has been accepted that an instance does not run with its parameters, before or after a restart. */
    public static boolean parametersAccepted(Acceptances accepted, ObservedCluster seen, String id) {
        return accepted.all(parameters(id, seen.parameterStatuses(id)))
                || accepted.all(parametersAfterStart(id, seen.parameterStatuses(id)));
    }
}
