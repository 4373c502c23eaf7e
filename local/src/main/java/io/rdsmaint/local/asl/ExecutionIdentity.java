package io.rdsmaint.local.asl;

/**
 * Who an execution is.
 *
 * @param arn its ARN
 * @param name its name
 * @param machineArn the ARN of its state machine
 * @param machineName the name of its state machine
 * @param roleArn the role that the machine was created with
 */
public record ExecutionIdentity(String arn, String name, String machineArn, String machineName, String roleArn) {}
