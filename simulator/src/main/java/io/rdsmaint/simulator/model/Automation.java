package io.rdsmaint.simulator.model;

import java.time.Instant;

/**
 * An execution of a document of Systems Manager.
 *
 * @param document one whose name ends in {@code -fails} fails
 * @param end when it comes to its end
 */
public record Automation(String id, String document, Instant end) {

    /** Its status. */
    public String status(Instant now) {
        return now.isBefore(end) ? "InProgress" : document.endsWith("-fails") ? "Failed" : "Success";
    }
}
