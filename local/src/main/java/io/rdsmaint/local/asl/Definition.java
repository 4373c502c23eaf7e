package io.rdsmaint.local.asl;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A checked definition.
 *
 * @param text the document as given
 * @param comment its comment, or empty
 * @param startAt the first state
 * @param timeout how long an execution may take, if it says so
 * @param states by name, in the order of the document
 */
public record Definition(
        String text, String comment, String startAt, Optional<Duration> timeout, Map<String, State> states) {
    /** Reads and checks a document; what is not supported anywhere in it is refused, with all problems at once. */
    public static Definition parse(String text) throws InvalidDefinitionException {
        return new DefinitionReader(text).read();
    }
}
