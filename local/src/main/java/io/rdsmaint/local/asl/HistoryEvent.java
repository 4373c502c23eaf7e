package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One event of an execution's history, named as AWS names it.
 *
 * @param id from 1
 * @param previousId the event that led to it; 0 for the first two
 * @param time when
 * @param type such as TaskScheduled
 * @param detailsField the field for the details, such as taskScheduledEventDetails; empty when it has none
 * @param details the details
 */
public record HistoryEvent(
        long id, long previousId, Instant time, String type, String detailsField, ObjectNode details) {}
