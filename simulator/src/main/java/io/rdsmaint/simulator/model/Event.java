package io.rdsmaint.simulator.model;

import java.time.Instant;
import java.util.List;

/**
 * One entry of DescribeEvents.
 *
 * @param at when
 * @param sourceType such as {@code db-instance}, {@code db-cluster}, {@code db-parameter-group},
 *     {@code blue-green-deployment}
 * @param source identifier of the source
 * @param arn ARN of the source
 * @param categories AWS's event categories
 * @param message text, by which alone DescribeEvents lets one tell events apart
 */
public record Event(
        Instant at, String sourceType, String source, String arn, List<String> categories, String message) {}
