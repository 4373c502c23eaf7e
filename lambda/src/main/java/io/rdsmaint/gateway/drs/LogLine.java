package io.rdsmaint.gateway.drs;

import java.time.Instant;

/**
 * A line of a job's log.
 *
 * @param event the service's word, such as {@code LAUNCH_FAILED}
 * @param server it is about, or an empty text
 * @param error what went wrong, or an empty text
 */
public record LogLine(Instant at, String event, String server, String error) {}
