package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;

/** Results that several calls share. */
final class Answers {

    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode instance(Instance instance, String status) {
        ObjectNode result = object();
        result.set("DBInstance", InstanceView.of(instance, status));
        return result;
    }

    static ObjectNode cluster(Cluster cluster) {
        ObjectNode result = object();
        result.set("DBCluster", ClusterView.of(cluster, cluster.status()));
        return result;
    }
}
