package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.Situation;
import io.rdsmaint.engine.Situation.Urgency;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.gateway.rds.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a cluster serves: who takes writes, who reads, who does neither, and what is under way. */
public final class ClusterSituation {
    /** More readers than these are counted instead of named. */
    private static final int NAMED = 4;

    static final String CLASS = "DBInstanceClass";

    private ClusterSituation() {}

    /**
     * Of a cluster and its members, as seen in one look.
     *
     * @param served it had instances when the operation was planned
     */
    public static Situation of(Cluster cluster, Map<String, Instance> instances, boolean served) {
        if (cluster.members().isEmpty()) {
            return new Situation(
                    cluster.id() + " HAS NO INSTANCE, so it serves nobody; its data is kept.",
                    served ? Urgency.NOW : Urgency.CAN_WAIT,
                    SeenCluster.of(cluster, instances));
        }
        Optional<String> writing = cluster.writer().id().filter(id -> serves(instances, id));
        List<String> reading = cluster.readers().stream()
                .map(Cluster.Member::instanceId)
                .filter(id -> serves(instances, id))
                .toList();
        List<String> idle = cluster.members().stream()
                .map(Cluster.Member::instanceId)
                .filter(id -> !serves(instances, id))
                .toList();
        boolean closed = cluster.outlook() == Outlook.LASTS || cluster.outlook() == Outlook.LEAVES;
        boolean open = writing.isPresent() && !closed;
        List<String> sentences = new ArrayList<>();
        sentences.add(open ? serving(cluster, writing.get(), reading) : notServing(cluster, instances));
        if (open && !idle.isEmpty()) {
            sentences.add("Not serving: "
                    + idle.stream().map(id -> named(cluster, instances, id)).collect(Collectors.joining(", ")) + ".");
        }
        if (open && !cluster.outlook().serves()) {
            sentences.add("The cluster's status is " + cluster.status() + ".");
        }
        boolean moves = cluster.outlook().moves()
                || instances.values().stream().map(Instance::outlook).anyMatch(Outlook::moves);
        String waiting = waiting(instances);
        sentences.add(
                moves
                        ? "Something is still under way there."
                        : waiting.isEmpty()
                                ? "Nothing is under way there."
                                : "AWS has accepted this and may still do it: " + waiting + ".");
        boolean calm = idle.isEmpty() && !moves && waiting.isEmpty();
        Urgency urgency = !open ? Urgency.NOW : calm ? Urgency.CAN_WAIT : Urgency.SOON;
        return new Situation(String.join(" ", sentences), urgency, SeenCluster.of(cluster, instances));
    }

    /** Nobody has the target's name any more. */
    public static Situation gone(Target target) {
        return new Situation(
                "No cluster is called " + target.name() + " in " + target.region() + " any more.",
                Urgency.UNKNOWN,
                SeenCluster.gone());
    }

    /** Classes that AWS has taken and that do not show yet; other values may wait for a window for weeks. */
    private static String waiting(Map<String, Instance> instances) {
        return instances.values().stream()
                .filter(i -> i.pending().containsKey(CLASS))
                .map(i -> i.id() + " becomes " + i.pending().get(CLASS))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String serving(Cluster cluster, String writer, List<String> readers) {
        String reads = readers.isEmpty()
                ? "no reader serves"
                : readers.size() > NAMED
                        ? readers.size() + " readers serve"
                        : String.join(", ", readers) + (readers.size() == 1 ? " reads" : " read");
        return cluster.id() + " serves: " + writer + " takes writes, " + reads + ".";
    }

    private static String notServing(Cluster cluster, Map<String, Instance> instances) {
        if (cluster.outlook() == Outlook.LASTS || cluster.outlook() == Outlook.LEAVES) {
            return cluster.id() + " DOES NOT SERVE: it is " + cluster.status() + ".";
        }
        String who = switch (cluster.writer()) {
            case Writer.One one -> named(cluster, instances, one.member().instanceId());
            case Writer.None ignored -> "it shows no writer";
            case Writer.Several several -> "it shows " + several.words() + " as writers";
        };
        return cluster.id() + " MAY NOT TAKE WRITES: " + who + ".";
    }

    private static String named(Cluster cluster, Map<String, Instance> instances, String id) {
        Instance instance = instances.get(id);
        String role = cluster.writers().contains(id) ? "the writer " : "reader ";
        return role + id + " is " + (instance == null ? "not to be found" : instance.status());
    }

    private static boolean serves(Map<String, Instance> instances, String id) {
        Instance instance = instances.get(id);
        return instance != null && instance.outlook().serves();
    }
}
