package io.rdsmaint.gateway.cloudwatch;

/**
 * A CloudWatch alarm in state ALARM.
 *
 * @param resource the instance or cluster identifier it watches
 */
public record Alarm(String name, String metric, String resource, String reason) {}
