package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.SecurityGroup;

/** A cluster's subnet group: one subnet in each of its zones. */
final class SubnetGroupView {

    /** Every cluster and proxy here is in the same one, unless a cluster says otherwise. */
    static final String VPC = SecurityGroup.VPC;

    private SubnetGroupView() {}

    static String name(Cluster cluster) {
        return cluster.attributes().path("DBSubnetGroup").asText("default");
    }

    static ObjectNode of(Cluster cluster) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("DBSubnetGroupName", name(cluster));
        view.put("DBSubnetGroupDescription", "subnets of " + cluster.id());
        view.put("VpcId", cluster.attributes().path("SimulatedVpcId").asText(VPC));
        view.put("SubnetGroupStatus", "Complete");
        ArrayNode subnets = view.putArray("Subnets");
        cluster.zones().forEach(zone -> subnet(subnets.addObject(), zone));
        view.put("DBSubnetGroupArn", cluster.site().arn("subgrp", name(cluster)));
        view.putArray("SupportedNetworkTypes").add("IPV4");
        return view;
    }

    private static void subnet(ObjectNode subnet, String zone) {
        subnet.put("SubnetIdentifier", "subnet-0%016x".formatted(zone.hashCode() & 0xffffffffL));
        subnet.putObject("SubnetAvailabilityZone").put("Name", zone);
        subnet.put("SubnetStatus", "Active");
    }
}
