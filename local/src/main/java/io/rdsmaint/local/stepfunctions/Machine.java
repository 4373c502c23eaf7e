package io.rdsmaint.local.stepfunctions;

import io.rdsmaint.local.asl.Definition;
import java.time.Instant;

/**
 * A state machine.
 *
 * @param arn its ARN
 * @param name its name
 * @param definition what it does
 * @param roleArn the role it was created with, which has no effect here
 * @param created when
 */
public record Machine(String arn, String name, Definition definition, String roleArn, Instant created) {}
