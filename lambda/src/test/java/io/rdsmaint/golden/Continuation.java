package io.rdsmaint.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.OperationStore;

/**
 * What the code as it is makes of saved versions.
 *
 * @param seldomCalled the machine calls it less often than it asks for, which is the same course in less time
 */
public record Continuation(boolean seldomCalled) {
    /** How the operation ends, and which calls are still made, from a version that a store holds. */
    public JsonNode of(SavedRun run, SavedRun.Version version, OperationStore store) {
        Telling telling = new Telling(run.story(), store, _ -> {});
        return run.continued(version, seldomCalled ? telling.seldomCalled() : telling);
    }
}
