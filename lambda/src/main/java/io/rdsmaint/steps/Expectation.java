package io.rdsmaint.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.Instance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the cluster should look like now: the plan's baseline, plus what the steps since then have done.
 *
 * @param members by name
 * @param writers who may be the writer
 * @param clusterResourceIds {@code DbClusterResourceId} of the physical cluster that may bear the name now: the one the
 *     operation was started for, or the green one after a switchover that a step recorded
 * @param floors the fewest readers in service of each endpoint, by its name
 */
public record Expectation(
        Map<String, Known> members, Set<String> writers, Map<String, Integer> floors, Set<String> clusterResourceIds) {

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

    /** The field of a step's result that replaces the plan's baseline. */
    public static final String BASELINE = "baseline";

    /**
     * In a baseline, the physical cluster; in the memo of a step that lets another cluster take the name, the one that
     * will have it.
     */
    public static final String CLUSTER_RESOURCE_ID = "cluster_resource_id";

    /** In the result of a step about an instance: it was gone, and a person agreed to go on without it. */
    static final String GONE = "gone";

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

    /** What an operation may expect to see now. */
    public static Expectation of(Operation operation) {
        Expectation expected = read(operation.baseline());
        if (expected.clusterResourceIds().isEmpty()) {
            expected.clusterResourceIds().add(operation.target().resourceId());
        }
        for (Step step : operation.steps()) {
            JsonNode result = step.result();
            if (result != null && result.has(BASELINE)) {
                expected = read(result.path(BASELINE));
            } else if (step.state() == StepState.COMPLETED && result != null) {
                expected.done(step, result);
            } else if (step.mayHaveChanged()) {
                expected.underWay(step);
            }
        }
        return expected;
    }

    private static Expectation read(JsonNode baseline) {
        Map<String, Known> members = new LinkedHashMap<>();
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
        Map<String, Integer> floors = new LinkedHashMap<>();
        baseline.path("floors")
                .properties()
                .forEach(e -> floors.put(e.getKey(), e.getValue().asInt()));
        Set<String> writers = new TreeSet<>();
        if (!baseline.path("writer").asText().isEmpty()) {
            writers.add(baseline.path("writer").asText());
        }
        Set<String> clusters = new TreeSet<>();
        if (baseline.has(CLUSTER_RESOURCE_ID)) {
            clusters.add(baseline.path(CLUSTER_RESOURCE_ID).asText());
        }
        return new Expectation(members, writers, floors, clusters);
    }

    private void done(Step step, JsonNode result) {
        String instance = step.planned().parameters().path("instance").asText();
        if (result.path(GONE).asBoolean()) {
            members.remove(instance);
            return;
        }
        switch (step.planned().action()) {
            case ChangeClass.ACTION ->
                members.computeIfPresent(
                        instance,
                        (id, known) -> new Known(
                                known.resourceId(), Set.of(result.path("class").asText()), known.autoscaled(), true));
            case CreateInstance.ACTION ->
                members.put(
                        instance,
                        new Known(
                                result.path("resource_id").asText(),
                                Set.of(result.path("class").asText()),
                                false,
                                true));
            case DeleteInstance.ACTION -> members.remove(instance);
            case Failover.ACTION -> {
                writers.clear();
                writers.add(result.path("writer").asText());
            }
            default -> {}
        }
    }

    private void underWay(Step step) {
        JsonNode parameters = step.planned().parameters();
        if (step.memo().has(CLUSTER_RESOURCE_ID)) {
            clusterResourceIds.add(step.memo().path(CLUSTER_RESOURCE_ID).asText());
        }
        String instance = parameters.path("instance").asText();
        switch (step.planned().action()) {
            case ChangeClass.ACTION ->
                members.computeIfPresent(
                        instance,
                        (id, known) -> known.also(parameters.path("to").asText()));
            case CreateInstance.ACTION ->
                members.put(
                        instance,
                        new Known(
                                step.memo().path("resource_id").asText(),
                                Set.of(parameters.path("class").asText()),
                                false,
                                false));
            case DeleteInstance.ACTION -> members.computeIfPresent(instance, (id, known) -> known.unsure());
            case Failover.ACTION -> writers.add(parameters.path("to").asText());
            default -> {}
        }
    }
}
