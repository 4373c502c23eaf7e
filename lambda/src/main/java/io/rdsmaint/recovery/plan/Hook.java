package io.rdsmaint.recovery.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.kit.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An automation of Systems Manager before or after a wave. */
public record Hook(String document, Map<String, List<String>> parameters) {
    public Hook {
        parameters = Map.copyOf(parameters);
    }

    /** As steps keep it. */
    public ObjectNode json() {
        ObjectNode json = Json.object().put("document", document);
        ObjectNode given = json.putObject("parameters");
        parameters.forEach((name, values) -> given.set(name, Json.texts(values)));
        return json;
    }

    /** What {@link #json} wrote. */
    public static Hook of(ObjectNode json) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        json.path("parameters")
                .properties()
                .forEach(each -> parameters.put(each.getKey(), Json.texts(each.getValue())));
        return new Hook(json.path("document").asText(), parameters);
    }
}
