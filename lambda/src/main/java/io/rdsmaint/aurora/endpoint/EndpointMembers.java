package io.rdsmaint.aurora.endpoint;

import io.rdsmaint.engine.Intent;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.gateway.rds.RdsGateway;
import java.util.List;
import java.util.TreeSet;

/**
 * The list that a custom endpoint is defined by.
 *
 * @param exclusions true when the list names who is left out; false when it names who belongs to it
 */
record EndpointMembers(boolean exclusions, List<String> listed) {

    EndpointMembers {
        listed = List.copyOf(listed);
    }

    static EndpointMembers of(CustomEndpoint endpoint) {
        return endpoint.dynamic()
                ? new EndpointMembers(true, sorted(endpoint.excludedMembers()))
                : new EndpointMembers(false, sorted(endpoint.staticMembers()));
    }

    /** The instance belongs to the endpoint. */
    EndpointMembers with(String instance) {
        return exclusions ? minus(instance) : plus(instance);
    }

    /** The instance doesn't belong to the endpoint. */
    EndpointMembers excluding(String instance) {
        return exclusions ? plus(instance) : minus(instance);
    }

    /** The endpoint knows nothing of the instance. */
    EndpointMembers forgetting(String instance) {
        return minus(instance);
    }

    /** Sets the endpoint's list to this one. */
    void set(RdsGateway rds, Intent intent, String endpoint) {
        if (exclusions) {
            rds.setEndpointExclusions(intent, endpoint, listed);
        } else {
            rds.setEndpointMembers(intent, endpoint, listed);
        }
    }

    String words() {
        return (exclusions ? "ExcludedMembers=" : "StaticMembers=") + listed;
    }

    private EndpointMembers plus(String instance) {
        TreeSet<String> more = new TreeSet<>(listed);
        more.add(instance);
        return new EndpointMembers(exclusions, List.copyOf(more));
    }

    private EndpointMembers minus(String instance) {
        TreeSet<String> fewer = new TreeSet<>(listed);
        fewer.remove(instance);
        return new EndpointMembers(exclusions, List.copyOf(fewer));
    }

    private static List<String> sorted(List<String> list) {
        return list.stream().sorted().toList();
    }
}
