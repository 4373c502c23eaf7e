package io.rdsmaint.infra.notification;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects that keep the order of their fields, so that the same templates are synthesized every time. */
final class Body {
    private Body() {}

    /** Keys and values in turn. */
    static Map<String, Object> of(Object... keysAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            body.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return body;
    }
}
