package io.rdsmaint.infra.notification;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.Match;

/** What people are told of: one rule each. */
enum News {
    /** A question, with every attempt. */
    ASKED("A question waits for an answer."),
    /** What was open is closed: the question is answered, or somebody runs a stalled operation again. */
    ANSWERED("A question was answered, or a stalled operation taken over."),
    ENDED("An operation ended."),
    /** Noticed by the function. */
    STALLED("Nobody runs an operation any more."),
    /** Told by the state machine alone, when the function is what fails: without any words of the function. */
    GAVE_UP("An execution could not call the function."),
    /** The same before the function had named the operation. */
    NEVER_BEGAN("An execution could not call the function, not even once."),
    NOT_STARTED("An operation could not be started.");

    private final String description;

    News(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    List<String> detailTypes() {
        return switch (this) {
            case ASKED -> List.of("InterventionRequired");
            case ANSWERED -> List.of("InterventionAnswered", "OperationTakenOver");
            case ENDED -> List.of("OperationCompleted", "OperationAborted", "OperationRolledBack");
            case STALLED, GAVE_UP, NEVER_BEGAN -> List.of("OperationStalled");
            case NOT_STARTED -> List.of("OperationFailed");
        };
    }

    /** What the detail must hold; empty when the detail-type says it all. */
    Map<String, Object> detail() {
        return switch (this) {
            case STALLED -> Map.of("data", Map.of("operation_id", Match.exists()));
            case GAVE_UP -> Map.of("operation_id", Match.prefix("op-"));
            case NEVER_BEGAN -> Map.of("operation_id", Match.nullValue());
            case ASKED, ANSWERED, ENDED, NOT_STARTED -> Map.of();
        };
    }

    /** A field of what the function or the state machine says. */
    String field(String name) {
        return EventField.fromPath((byFunction() ? "$.detail.data." : "$.detail.") + name);
    }

    /** A field of the function's words, which all have that the function could write. */
    String notification(String name) {
        return field("notification." + name);
    }

    /** The event's id: the same for every delivery. */
    String eventId() {
        return EventField.fromPath(byFunction() ? "$.detail.metadata.event_id" : "$.id");
    }

    /** The function publishes envelopes, the state machine does not. */
    private boolean byFunction() {
        return switch (this) {
            case ANSWERED, ENDED, STALLED -> true;
            case ASKED, GAVE_UP, NEVER_BEGAN, NOT_STARTED -> false;
        };
    }
}
