package io.rdsmaint.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that is not carried out, as RFC 9457 tells it: what is wrong, all of it at once, each with the way out. Nothing was
 * changed.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<String> problems;
    private final transient Map<String, JsonNode> facts;

    /**
     * @param code a stable word for programs
     * @param problems each with what to do about it; at least one
     */
    public Problem(int status, String code, List<String> problems) {
        this(status, code, problems, Map.of());
    }

    private Problem(int status, String code, List<String> problems, Map<String, JsonNode> facts) {
        super(String.join(" | ", problems));
        this.status = status;
        this.code = code;
        this.problems = List.copyOf(problems);
        this.facts = new TreeMap<>(facts);
    }

    /** One problem. */
    public static Problem of(int status, String code, String problem) {
        return new Problem(status, code, List.of(problem));
    }

    static Problem malformed(String problem) {
        return of(400, "InvalidRequest", problem);
    }

    static Problem forbidden(String problem) {
        return of(403, "Forbidden", problem);
    }

    /** The same with a fact that helps whoever asked, such as what is so now. */
    public Problem with(String name, JsonNode fact) {
        Map<String, JsonNode> more = new TreeMap<>(facts);
        more.put(name, fact);
        return new Problem(status, code, problems, more);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A stable word for programs. */
    public String code() {
        return code;
    }

    /** As an answer. */
    public HttpAnswer answer() {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title())
                .put("status", status)
                .put("code", code)
                .put("detail", problems.getFirst());
        problems.forEach(body.putArray("problems")::add);
        facts.forEach(body::set);
        return HttpAnswer.of(status, body).as("application/problem+json");
    }

    private String title() {
        return switch (status) {
            case 400 -> "The request can't be carried out as it is";
            case 401 -> "Nobody is signed in";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Not this way";
            case 409 -> "It is no longer so";
            case 412 -> "It has changed meanwhile";
            case 413 -> "Too long";
            case 415 -> "Not JSON";
            case 428 -> "What was seen is missing";
            case 429 -> "Too often";
            case 503 -> "Not just now";
            default -> "It did not work";
        };
    }
}
