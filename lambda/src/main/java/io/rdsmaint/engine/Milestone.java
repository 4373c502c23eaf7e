package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something beyond the end of one step that people and programs wait for, told as an event of its own: a part of the work, a wave, is
 * through.
 *
 * @param message in a sentence
 * @param data what is known of it; {@value #RECOVERY_TIME} and {@value #RECOVERY_POINT}, in whole seconds, are measured, too
 */
public record Milestone(String message, ObjectNode data) {
    /** How long it took until what was lost served again. */
    public static final String RECOVERY_TIME = "recovery_time_seconds";

    /** How old what it serves with is. */
    public static final String RECOVERY_POINT = "recovery_point_seconds";
}
