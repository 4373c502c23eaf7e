package io.rdsmaint.local.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.simulator.http.Body;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request.
 *
 * @param method GET, POST, …
 * @param uri path and query as sent
 * @param headers by lower-case name
 * @param body as sent
 */
public record Call(String method, URI uri, Map<String, String> headers, Body body) {
    /** A header's value; the name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A query parameter's value. */
    public Optional<String> query(String name) {
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        for (String part : query.split("&", -1)) {
            if (part.startsWith(name + "=")) {
                return Optional.of(part.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** Who signed it for which service; nothing for a request that is not signed. */
    public Optional<Credential> credential() {
        return header("Authorization").flatMap(Credential::parse);
    }

    /** The action that X-Amz-Target names, without its service. */
    public String target() {
        String target = header("X-Amz-Target").orElse("");
        return target.substring(target.indexOf('.') + 1);
    }

    /** The body as a JSON object. */
    public JsonNode json() {
        String text = body.text();
        try {
            JsonNode node = Json.parse(text.isEmpty() ? "{}" : text);
            if (node.isObject()) {
                return node;
            }
        } catch (Json.MalformedException e) {
            throw new ServiceException("SerializationException", "The request is not JSON: " + e.getMessage(), e);
        }
        throw new ServiceException("SerializationException", "The request is not a JSON object");
    }
}
