package io.rdsmaint.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.restore.plan.Parameters;
import io.rdsmaint.sql.ledger.LedgerScript;
import java.util.Optional;

/**
 * What the deployment says of every restore, {@code restore/defaults.json} among its definitions: parameters of the type, of which a start
 * may give any otherwise, each as a whole. What was read is put into the operation, with its version and hash.
 */
record Defaults(Definitions definitions) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String KEY = "restore/defaults.json";

    /**
     * What is stored, with what is given in its place.
     *
     * @throws InvalidRequest when what is stored are no parameters
     */
    ObjectNode complete(ObjectNode given) {
        Optional<Definitions.Definition> stored = definitions.read(KEY);
        if (stored.isEmpty()) {
            return given;
        }
        ObjectNode complete = parsed(stored.get().text());
        complete.setAll(given);
        complete.putObject(Parameters.DEFAULTS)
                .put("key", KEY)
                .put("version", stored.get().version())
                .put("sha256", LedgerScript.sha256(stored.get().text()));
        return complete;
    }

    private static ObjectNode parsed(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object && !object.has(Parameters.DEFAULTS)) {
                return object;
            }
            throw new InvalidRequest(
                    "the definition " + KEY + " is no object of parameters; store another with scripts/define");
        } catch (JsonProcessingException e) {
            throw new InvalidRequest("the definition " + KEY + " is no JSON (" + e.getOriginalMessage()
                    + "); store another with scripts/define");
        }
    }
}
