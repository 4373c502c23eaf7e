package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One entry into a state.
 *
 * @param state the state
 * @param input its raw input
 * @param eventId the event that tells of the entry
 * @param entered when
 */
record Visit(State state, JsonNode input, long eventId, Instant entered) {
    /** The failure that an evaluation error is, with AWS's introduction. */
    Failure explain(StatesException e) {
        if (e.error().equals(Failure.DATA_LIMIT_EXCEEDED)) {
            return Failure.of(e.error(), e.detail());
        }
        return new Failure(
                Optional.of(e.error()),
                Optional.of("An error occurred while executing the state '" + state.name()
                        + "' (entered at the event id #" + eventId + "). " + e.detail()));
    }

    /** Times of the context object have milliseconds. */
    String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
