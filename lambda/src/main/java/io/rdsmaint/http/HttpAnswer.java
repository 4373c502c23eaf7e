package io.rdsmaint.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer to an HTTP request.
 *
 * @param headers by name
 * @param body empty for none
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    /** The field of the event that only answers to HTTP requests have. */
    public static final String STATUS = "statusCode";

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** JSON that no cache keeps and no browser takes for anything else. */
    public static HttpAnswer of(int status, JsonNode body) {
        return new HttpAnswer(
                status,
                Map.of(
                        "content-type", "application/json",
                        "cache-control", "no-store",
                        "x-content-type-options", "nosniff"),
                body.toString());
    }

    /** What was seen is still so. */
    public static HttpAnswer unchanged(String etag) {
        return new HttpAnswer(304, Map.of("etag", etag, "cache-control", "no-store"), "");
    }

    /** The same as another type of content. */
    public HttpAnswer as(String contentType) {
        return with("content-type", contentType);
    }

    /** The same with a header. */
    public HttpAnswer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body);
    }

    /** As the gateway takes it from a function. */
    public ObjectNode event() {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put(STATUS, status);
        ObjectNode all = event.putObject("headers");
        new TreeMap<>(headers).forEach(all::put);
        return event.put("body", body).put("isBase64Encoded", false);
    }
}
