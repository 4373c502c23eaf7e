package io.rdsmaint.gateway.network;

/**
 * A security group.
 *
 * @param vpcId the network in which it can be used
 * @param inbound how many rules let somebody in
 * @param outbound how many rules let something out
 */
public record SecurityGroup(String id, String vpcId, int inbound, int outbound) {}
