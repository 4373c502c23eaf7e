package io.rdsmaint.aurora.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.kit.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of what a kind stored as JSON. Those that every release has written must be there, so that nothing is done with
 * half of what was planned; of the others it is said what their absence means.
 */
public record Fields(JsonNode json) {

    /**
     * A text.
     *
     * @throws LastingFailure when it is absent
     */
    public String text(String name) {
        return field(name).asText();
    }

    /**
     * A whole number.
     *
     * @throws LastingFailure when it is absent
     */
    public int number(String name) {
        return field(name).asInt();
    }

    /**
     * True or false.
     *
     * @throws LastingFailure when it is absent
     */
    public boolean flag(String name) {
        return field(name).asBoolean();
    }

    /**
     * A list of texts.
     *
     * @throws LastingFailure when it is absent
     */
    public List<String> texts(String name) {
        return Json.texts(field(name));
    }

    /** A text that may be absent, or null. */
    public Optional<String> optionalText(String name) {
        return Optional.of(json.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /** Names alone: a value may be what somebody set as a parameter. */
    private String fields() {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private JsonNode field(String name) {
        JsonNode field = json.path(name);
        if (field.isMissingNode() || field.isNull()) {
            throw new LastingFailure("What is stored of a step, with the fields " + fields() + ", lacks '" + name
                    + "', which every version writes: the document was changed by hand or is damaged. Put its earlier version"
                    + " back, by docs/runbook.md, Restoring the store.");
        }
        return field;
    }
}
