package io.rdsmaint.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.sql.ledger.LedgerScript;
import io.rdsmaint.sql.pipeline.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * Pipelines that are stored under their name, {@code sql/NAME.json}: parameters of the type, of which a start may give some otherwise.
 * What was read is put into the operation, with its version and hash, so that it stays what it was.
 */
record StoredPipeline(Definitions definitions) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String PREFIX = "sql/";
    private static final String SUFFIX = ".json";
    private static final String PHASES = "phases";

    /** True for parameters that name a pipeline and don't say what it does. */
    static boolean meant(ObjectNode given) {
        return given.path("pipeline").isTextual() && !given.has(PHASES);
    }

    /**
     * What is stored, with what is given in its place.
     *
     * @throws InvalidRequest when nothing is stored under the name, or what is stored are no parameters
     */
    ObjectNode complete(ObjectNode given) {
        String name = given.path("pipeline").asText();
        String key = PREFIX + name + SUFFIX;
        Definitions.Definition stored = (Parameters.named(name) ? definitions.read(key) : noDefinition())
                .orElseThrow(() -> new InvalidRequest("params.params.phases is missing, and no pipeline is stored as '"
                        + name + "'; " + there() + ". scripts/define sql NAME FILE stores one"));
        ObjectNode complete = parsed(key, stored.text());
        complete.setAll(given);
        complete.putObject(Parameters.DEFINITION)
                .put("key", key)
                .put("version", stored.version())
                .put("sha256", LedgerScript.sha256(stored.text()));
        Parameters.of(complete);
        return complete;
    }

    private static Optional<Definitions.Definition> noDefinition() {
        return Optional.empty();
    }

    private static ObjectNode parsed(String key, String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object && object.has(PHASES)) {
                return object;
            }
            throw new InvalidRequest(
                    "the definition " + key + " is no object with phases; store another with scripts/define");
        } catch (JsonProcessingException e) {
            throw new InvalidRequest("the definition " + key + " is no JSON (" + e.getOriginalMessage()
                    + "); store another with scripts/define");
        }
    }

    private String there() {
        List<String> names = names();
        return names.isEmpty() ? "none is stored" : "stored are " + String.join(", ", names);
    }

    private List<String> names() {
        return definitions.keys(PREFIX).stream()
                .filter(key -> key.endsWith(SUFFIX) && key.indexOf('/') == key.lastIndexOf('/'))
                .map(key -> key.substring(PREFIX.length(), key.length() - SUFFIX.length()))
                .toList();
    }

    /** Inputs that start the stored pipelines; none when they can't be read just now. */
    List<String> inputs() {
        try {
            return names().stream()
                    .map(name ->
                            "{\"params\":{\"type\":\"sql_pipeline\",\"cluster_id\":\"CLUSTER\",\"params\":{\"pipeline\":\""
                                    + name + "\"}}}")
                    .toList();
        } catch (TransientFailure | LastingFailure e) {
            return List.of();
        }
    }
}
