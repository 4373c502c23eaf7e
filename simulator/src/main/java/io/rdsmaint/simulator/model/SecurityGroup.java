package io.rdsmaint.simulator.model;

/**
 * A security group that a scenario knows.
 *
 * @param inbound how many rules let somebody in
 * @param outbound how many rules let something out
 */
public record SecurityGroup(String id, String vpcId, int inbound, int outbound) {
    /** The network of all clusters and proxies here. */
    public static final String VPC = "vpc-0f1e2d3c4b5a69788";
}
