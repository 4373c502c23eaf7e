package io.rdsmaint.simulator.model;

/**
 * A CloudWatch metric alarm; its state is as the scenario or an outsider sets it.
 *
 * @param name of the alarm
 * @param metric in the namespace {@code AWS/RDS}
 * @param instance identifier of the instance it watches
 * @param threshold alarms when greater
 * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
 */
public record Alarm(String name, String metric, String instance, double threshold, String state) {}
