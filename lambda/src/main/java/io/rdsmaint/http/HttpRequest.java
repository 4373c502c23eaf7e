package io.rdsmaint.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An HTTP request as an HTTP API passes it on, payload format 2.0. Read by hand from the fields that are needed: a mapper for the
 * whole event costs more at a cold start than all the rest.
 *
 * @param method GET, POST, …
 * @param path below the API's root, not decoded
 * @param query decoded; the last value of a name counts
 * @param headers by lower-case name
 * @param body as text; empty when there is none
 * @param authorizer what the API's authorizer says of the sender
 */
public record HttpRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        JsonNode authorizer) {

    /** Where the API begins, behind whatever name. */
    private static final Pattern ROOT = Pattern.compile("^/console/api(?=/|$)");

    /** Bytes: parameters of a start may have 16 KiB; chosen with room. */
    private static final int MOST = 65_536;

    public HttpRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** True for what an HTTP API sends, whatever version of its format. */
    public static boolean is(JsonNode event) {
        return event.path("requestContext").isObject();
    }

    /**
     * Reads an event.
     *
     * @throws Problem when it is none of format 2.0, is for another path, or has a body that is too long
     */
    public static HttpRequest of(JsonNode event) {
        JsonNode http = event.path("requestContext").path("http");
        if (!event.path("version").asText().equals("2.0") || !http.isObject()) {
            throw Problem.malformed("the event is not of payload format 2.0, in which the API is to be deployed");
        }
        String whole = event.path("rawPath").asText();
        if (!ROOT.matcher(whole).find()) {
            throw Problem.of(404, "NotFound", "the API is at /console/api, not at " + whole);
        }
        Map<String, String> headers = new TreeMap<>();
        event.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText()));
        return new HttpRequest(
                http.path("method").asText().toUpperCase(Locale.ROOT),
                ROOT.matcher(whole).replaceFirst(""),
                query(event.path("rawQueryString").asText()),
                headers,
                body(event),
                event.path("requestContext").path("authorizer"));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            if (!part.isEmpty()) {
                query.put(
                        decoded(equals < 0 ? part : part.substring(0, equals)),
                        equals < 0 ? "" : decoded(part.substring(equals + 1)));
            }
        }
        return query;
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("'" + text + "' is not encoded as an address is");
        }
    }

    private static String body(JsonNode event) {
        String text = event.path("body").asText("");
        if (text.length() > 2 * MOST) {
            throw tooLong();
        }
        if (event.path("isBase64Encoded").asBoolean()) {
            try {
                text = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw Problem.malformed("the body is said to be base64, and is not");
            }
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST) {
            throw tooLong();
        }
        return text;
    }

    private static Problem tooLong() {
        return Problem.of(413, "TooLong", "a body has at most " + MOST + " bytes");
    }

    /** A header's value; the name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * The body as a JSON object; an empty one when there is no body.
     *
     * @throws Problem when it is anything else
     */
    public ObjectNode json() {
        if (body.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        String type = header("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw Problem.of(
                    415, "NotJson", "the body must be application/json, and is " + (type.isEmpty() ? "unnamed" : type));
        }
        try {
            if (Strict.JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw Problem.malformed("the body is not JSON: " + e.getOriginalMessage());
        }
        throw Problem.malformed("the body must be an object");
    }

    /** Made with the first body: most of the function's invocations have none to read. */
    private static final class Strict {
        static final ObjectReader JSON = JsonMapper.builder()
                .build()
                .reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());

        private Strict() {}
    }
}
