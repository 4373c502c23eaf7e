package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the expressions of one state can see.
 *
 * @param input the state's input, after InputPath
 * @param context the context object
 * @param uuids where States.UUID takes its values
 */
record Scope(JsonNode input, JsonNode context, Supplier<String> uuids) {
    static final String NULL_INPUT = "Unable to apply Path transformation to null or empty input.";

    /** The node at the path; any step into a null input fails as on AWS, also under IsPresent. */
    Optional<JsonNode> find(Path path) {
        if (!path.ofContext() && input.isNull() && !path.steps().isEmpty()) {
            throw StatesException.runtime(NULL_INPUT);
        }
        return path.find(path.ofContext() ? context : input);
    }

    /** The node at the path of a field such as OutputPath, which must be there. */
    JsonNode require(Path path, String field) {
        return find(path)
                .orElseThrow(() -> StatesException.runtime("The JSONPath '" + path.text()
                        + "' specified for the field '" + field + "' could not be found in the input '"
                        + Json.write(input) + "'"));
    }

    /** The same context with another input. */
    Scope with(JsonNode other) {
        return new Scope(other, context, uuids);
    }
}
