package io.rdsmaint.aurora.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.Replanner;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster should look like now: the plan's baseline, plus what the steps since then have done, each by its kind's {@link
 * ClusterEffect}.
 */
public final class ExpectedCluster {
    private final Map<String, Known> members = new LinkedHashMap<>();
    private final Set<String> writers = new TreeSet<>();
    private final Map<String, Integer> floors = new LinkedHashMap<>();
    private final Set<String> clusterResourceIds = new TreeSet<>();
    private final Set<String> marked = new TreeSet<>();
    private final @Nullable String first;
    private String mark = "";
    private boolean restarts;

    private ExpectedCluster(@Nullable String first) {
        this.first = first;
    }

    /**
     * A member.
     *
     * @param resourceId empty while it isn't known
     * @param classes any of these
     * @param sure false when it may be there or not: a call to make or delete it is under way
     */
    public record Known(String resourceId, Set<String> classes, boolean autoscaled, boolean sure) {

        private Known also(String otherClass) {
            Set<String> more = new TreeSet<>(classes);
            more.add(otherClass);
            return new Known(resourceId, more, autoscaled, sure);
        }

        private Known unsure() {
            return new Known(resourceId, classes, autoscaled, false);
        }
    }

    /**
     * In a baseline, the physical cluster; in the memo of a step that lets another cluster take the name, the one that
     * will have it.
     */
    public static final String CLUSTER_RESOURCE_ID = "cluster_resource_id";

    /** In the result of a step about an instance: it was gone, and a person agreed to go on without it. */
    public static final String GONE = "gone";

    /** What a plan rests on, as data. */
    public static ObjectNode baseline(Cluster cluster, Iterable<Instance> instances, Map<String, Integer> floors) {
        ObjectNode members = Json.object();
        for (Instance i : instances) {
            members.putObject(i.id())
                    .put("resource_id", i.resourceId())
                    .put("class", i.instanceClass())
                    .put("autoscaled", i.autoscaled());
        }
        ObjectNode baseline = Json.object()
                .put(CLUSTER_RESOURCE_ID, cluster.resourceId())
                .put("writer", cluster.writer().id().orElse(""));
        baseline.set("members", members);
        floors.forEach(baseline.putObject("floors")::put);
        return baseline;
    }

    /**
     * What an operation may expect to see now.
     *
     * @param effects of the kinds of steps, by their action
     */
    static ExpectedCluster of(Operation operation, Function<String, ClusterEffect> effects) {
        ExpectedCluster expected = new ExpectedCluster(operation.target().resourceId());
        expected.read(operation.baseline());
        if (expected.clusterResourceIds.isEmpty()) {
            expected.clusterResourceIds.add(operation.target().resourceId());
        }
        for (Step step : operation.steps()) {
            ClusterEffect effect = effects.apply(step.planned().action());
            effect.planned(step, expected);
            JsonNode result = step.result();
            if (result != null && result.has(Replanner.BASELINE)) {
                expected.read(result.path(Replanner.BASELINE));
            } else if (step.state() == StepState.COMPLETED && result != null) {
                expected.done(step, result, effect);
            } else if (step.mayHaveChanged()) {
                expected.underWay(step, effect);
            }
        }
        return expected;
    }

    private void read(JsonNode baseline) {
        members.clear();
        baseline.path("members").properties().forEach(e -> {
            JsonNode m = e.getValue();
            members.put(
                    e.getKey(),
                    new Known(
                            m.path("resource_id").asText(),
                            Set.of(m.path("class").asText()),
                            m.path("autoscaled").asBoolean(),
                            true));
        });
        floors.clear();
        baseline.path("floors")
                .properties()
                .forEach(e -> floors.put(e.getKey(), e.getValue().asInt()));
        writers.clear();
        if (!baseline.path("writer").asText().isEmpty()) {
            writers.add(baseline.path("writer").asText());
        }
        clusterResourceIds.clear();
        if (baseline.has(CLUSTER_RESOURCE_ID)) {
            clusterResourceIds.add(baseline.path(CLUSTER_RESOURCE_ID).asText());
        }
    }

    private void done(Step step, JsonNode result, ClusterEffect effect) {
        if (result.path(GONE).asBoolean()) {
            effect.gone(step, this);
        } else {
            effect.done(step, result, this);
        }
    }

    private void underWay(Step step, ClusterEffect effect) {
        if (step.memo().has(CLUSTER_RESOURCE_ID)) {
            clusterResourceIds.add(step.memo().path(CLUSTER_RESOURCE_ID).asText());
        }
        effect.underWay(step, this);
    }

    /** The members by name. */
    public Map<String, Known> members() {
        return Collections.unmodifiableMap(members);
    }

    /** Who may be the writer. */
    public Set<String> writers() {
        return Collections.unmodifiableSet(writers);
    }

    /** The fewest readers in service of each endpoint, by its name. */
    public Map<String, Integer> floors() {
        return Collections.unmodifiableMap(floors);
    }

    /**
     * {@code DbClusterResourceId} of the physical cluster that may bear the name now: the one the operation was started for, or
     * the green one after a switchover that a step recorded.
     */
    public Set<String> clusterResourceIds() {
        return Collections.unmodifiableSet(clusterResourceIds);
    }

    /** True when the plan restarts instances, so that those which wait for a restart are what it is there for. */
    public boolean restarts() {
        return restarts;
    }

    /**
     * The mark that a physical cluster must bear, from the step that marked it to the one that takes the mark away: the one
     * that the operation began with, and the green one from the end of the switchover on.
     */
    public Optional<String> mark(Cluster cluster) {
        return !mark.isEmpty() && marked.contains(cluster.resourceId()) ? Optional.of(mark) : Optional.empty();
    }

    /** The operation's mark, while one is set; else empty. */
    public String mark() {
        return mark;
    }

    /** A member is there, or may be. */
    public void member(String id, Known known) {
        members.put(id, known);
    }

    /** A member is gone. */
    public void gone(String id) {
        members.remove(id);
    }

    /** A member may be gone. */
    public void unsure(String id) {
        members.computeIfPresent(id, (i, known) -> known.unsure());
    }

    /** A member has a class. */
    public void classOf(String id, String instanceClass) {
        members.computeIfPresent(
                id, (i, known) -> new Known(known.resourceId(), Set.of(instanceClass), known.autoscaled(), true));
    }

    /** A member may have another class, too. */
    public void alsoClassOf(String id, String instanceClass) {
        members.computeIfPresent(id, (i, known) -> known.also(instanceClass));
    }

    /** A member is the writer. */
    public void writer(String id) {
        writers.clear();
        writers.add(id);
    }

    /** A member may be the writer, too. */
    public void alsoWriter(String id) {
        writers.add(id);
    }

    /** Instances are restarted on purpose. */
    public void restarting() {
        restarts = true;
    }

    /** The physical cluster that the operation began with bears a mark. */
    public void marked(String value) {
        mark = value;
        if (first != null) {
            marked.add(first);
        }
    }

    /** Another physical cluster has taken the name, and the mark. */
    public void alsoMarked(String resourceId) {
        marked.add(resourceId);
    }

    /** The mark is being taken away. */
    public void unmarked() {
        mark = "";
    }
}
