package io.rdsmaint.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.recovery.plan.Parameters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Recovery plans that are stored under their id, {@code recovery/PLAN.json}: parameters of the type, of which a start may give some
 * otherwise. What was read is put into the operation, with its version and hash, so that it stays what it was.
 */
record StoredPlan(Definitions definitions) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String PREFIX = "recovery/";
    private static final String SUFFIX = ".json";
    private static final String WAVES = "waves";
    private static final String GROUPS = "protection_groups";

    /** True for parameters that don't say what the plan is, or name protection groups without saying what they are. */
    static boolean meant(ObjectNode given) {
        return !given.has(WAVES)
                || (!given.has(GROUPS)
                        && given.path(WAVES)
                                .valueStream()
                                .anyMatch(wave -> !wave.path(GROUPS).isEmpty()));
    }

    /**
     * What is stored, with what is given in its place.
     *
     * @param region that the start is for: where the definition names one, it has to be that
     * @throws InvalidRequest when nothing is stored under the id, or what is stored is no plan
     */
    ObjectNode complete(String plan, String region, ObjectNode given) {
        String key = PREFIX + plan + SUFFIX;
        Definitions.Definition stored = definitions
                .read(key)
                .orElseThrow(() -> new InvalidRequest("params.params." + (given.has(WAVES) ? GROUPS : WAVES)
                        + " is missing, and no plan is stored as '" + plan + "'; " + there()
                        + ". scripts/define recovery NAME FILE stores one"));
        ObjectNode complete = parsed(key, stored.text());
        String there = complete.path("region").asText(region);
        complete.remove("region");
        if (!there.equals(region)) {
            throw new InvalidRequest("plan " + plan + " is for region " + there + ", the start for " + region
                    + "; give \"region\": \"" + there + "\" beside plan_id");
        }
        complete.setAll(given);
        complete.putObject(Parameters.DEFINITION)
                .put("key", key)
                .put("version", stored.version())
                .put("sha256", sha256(stored.text()));
        Parameters.of(complete);
        return complete;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ObjectNode parsed(String key, String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object && object.has(WAVES)) {
                return object;
            }
            throw new InvalidRequest(
                    "the definition " + key + " is no object with waves; store another with scripts/define");
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

    /** Inputs that start the stored plans; none when they can't be read just now. */
    List<String> inputs() {
        try {
            return names().stream()
                    .map(name -> "{\"plan_id\":\"" + name + "\",\"mode\":\"drill\"}")
                    .toList();
        } catch (TransientFailure | LastingFailure e) {
            return List.of();
        }
    }
}
