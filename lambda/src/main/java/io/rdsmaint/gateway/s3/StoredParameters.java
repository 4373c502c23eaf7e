package io.rdsmaint.gateway.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Sha256;
import io.rdsmaint.engine.TransientFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Parameters of a type that people have stored as {@code FAMILY/NAME.json}, of which a start may give any otherwise, each as a whole.
 * What was read is put into the operation, with its version and hash, so that it stays what it was.
 *
 * @param family whose definitions they are
 * @param field of the parameters that tells what was read; no definition has it
 * @param shape what a definition must be like
 * @param shapeInWords completes "is no object …"
 */
public record StoredParameters(
        Definitions definitions, String family, String field, Predicate<ObjectNode> shape, String shapeInWords) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String SUFFIX = ".json";

    /**
     * What is stored under a name, with what is given in its place; empty when nothing is stored.
     *
     * @throws InvalidRequest when what is stored are no parameters
     */
    public Optional<ObjectNode> complete(String name, ObjectNode given) {
        String key = family + "/" + name + SUFFIX;
        return definitions.read(key).map(stored -> {
            ObjectNode complete = parsed(key, stored.text());
            complete.setAll(given);
            complete.putObject(field)
                    .put("key", key)
                    .put("version", stored.version())
                    .put("sha256", Sha256.of(stored.text()));
            return complete;
        });
    }

    private ObjectNode parsed(String key, String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object && !object.has(field) && shape.test(object)) {
                return object;
            }
            throw new InvalidRequest(
                    "the definition " + key + " is no object " + shapeInWords + "; store another with scripts/define");
        } catch (JsonProcessingException e) {
            throw new InvalidRequest("the definition " + key + " is no JSON (" + e.getOriginalMessage()
                    + "); store another with scripts/define");
        }
    }

    /** Which there are, for people. */
    public String there() {
        List<String> names = names();
        return names.isEmpty() ? "none is stored" : "stored are " + String.join(", ", names);
    }

    /** Inputs that start what is stored, each made of its name; none when they can't be read just now. */
    public List<String> inputs(Function<String, String> input) {
        try {
            return names().stream().map(input).toList();
        } catch (TransientFailure | LastingFailure e) {
            return List.of();
        }
    }

    private List<String> names() {
        String prefix = family + "/";
        return definitions.keys(prefix).stream()
                .filter(key -> key.endsWith(SUFFIX) && key.indexOf('/') == key.lastIndexOf('/'))
                .map(key -> key.substring(prefix.length(), key.length() - SUFFIX.length()))
                .toList();
    }
}
