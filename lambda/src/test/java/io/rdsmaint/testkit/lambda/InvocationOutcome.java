package io.rdsmaint.testkit.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What the caller of the function learns. */
public sealed interface InvocationOutcome {
    /** Its answer. */
    record Returned(JsonNode reply) implements InvocationOutcome {}

    /**
     * An error of the function or of Lambda; the function may have run.
     *
     * @param thrown what the function threw, if it came to that: the caller of a real one would not see it
     */
    record Failed(@Nullable Throwable thrown) implements InvocationOutcome {}

    /** Lambda had no room; the function did not run. */
    record Throttled() implements InvocationOutcome {}
}
