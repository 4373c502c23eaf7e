package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One side of a deployment as steps write it down: by what it is, not by what it is called.
 *
 * @param endpoints names of its custom endpoints
 */
public record Side(Resource cluster, List<Resource> instances, List<String> endpoints) {
    /** In memos: what is in production before the switchover. */
    static final String BLUE = "blue";

    /** In memos: what is to be in production. */
    static final String GREEN = "green";

    /** In the result of the switchover: the former blue side with its new names. */
    static final String OLD = "old";

    public Side {
        instances = List.copyOf(instances);
        endpoints = List.copyOf(endpoints);
    }

    static Side of(Cluster cluster, Collection<Instance> instances, List<CustomEndpoint> endpoints) {
        return new Side(
                Resource.of(cluster),
                instances.stream()
                        .sorted(Comparator.comparing(Instance::id))
                        .map(Resource::of)
                        .toList(),
                endpoints.stream().map(CustomEndpoint::id).sorted().toList());
    }

    /** The blue side as last written down before the switchover. */
    static Optional<Side> blue(Operation operation) {
        return noted(operation, BLUE);
    }

    /** The green side as last written down. */
    static Optional<Side> green(Operation operation) {
        return noted(operation, GREEN);
    }

    /** The former blue side, once the switchover is done. */
    static Optional<Side> old(Operation operation) {
        return operation.steps().reversed().stream()
                .flatMap(s -> Stream.ofNullable(s.result()))
                .flatMap(r -> read(r.path(OLD)).stream())
                .findFirst();
    }

    /** The resource ids of every cluster that an operation has to do with beyond the one in its target. */
    public static List<String> clusters(Operation operation) {
        return Stream.of(blue(operation), green(operation))
                .flatMap(Optional::stream)
                .map(s -> s.cluster().resourceId())
                .distinct()
                .toList();
    }

    private static Optional<Side> noted(Operation operation, String side) {
        return operation.steps().reversed().stream()
                .flatMap(s -> read(s.memo().path(side)).stream())
                .findFirst();
    }

    static Optional<Side> read(JsonNode json) {
        if (!json.has("cluster")) {
            return Optional.empty();
        }
        List<Resource> instances = new ArrayList<>();
        json.path("instances").forEach(i -> instances.add(Resource.read(i)));
        return Optional.of(
                new Side(Resource.read(json.path("cluster")), instances, Json.texts(json.path("endpoints"))));
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.set("cluster", cluster.json());
        ArrayNode list = json.putArray("instances");
        instances.forEach(i -> list.add(i.json()));
        json.set("endpoints", Json.texts(endpoints));
        return json;
    }

    /** The instance that had this name before the switchover. */
    Optional<Resource> instance(String original) {
        return instances.stream().filter(i -> i.original().equals(original)).findFirst();
    }
}
