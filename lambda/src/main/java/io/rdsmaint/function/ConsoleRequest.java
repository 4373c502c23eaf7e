package io.rdsmaint.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.Invocation;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Verified;
import io.rdsmaint.http.HttpRequest;
import io.rdsmaint.http.Identity;
import io.rdsmaint.http.Problem;
import io.rdsmaint.http.Role;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request to the console's API that found its route, by somebody who may send it.
 *
 * @param path the values of the route's parts in braces
 * @param machine the ARN of the state machine of this deployment
 */
record ConsoleRequest(HttpRequest http, Map<String, String> path, Identity who, Invocation invocation, String machine) {
    /** The version, and what else makes the answer another one. */
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})(?:\\.[^\"]*)?\"");

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    /** The value of a part of the path. */
    String part(String name) {
        return path.getOrDefault(name, "");
    }

    /** The operation that the path names. */
    Operation operation(Engine engine) {
        String id = part("id");
        if (!RequestParser.OPERATION_ID.matcher(id).matches()) {
            throw unknown(id);
        }
        return engine.find(id).orElseThrow(() -> unknown(id));
    }

    private static Problem unknown(String id) {
        return Problem.of(
                404, "NotFound", "there is no operation '" + id + "' here; the list has those that there are");
    }

    /** Who changes something, and what they saw of the operation when they decided. */
    Verified verified() {
        String seen = http.header("if-match")
                .orElseThrow(() -> Problem.of(
                        428,
                        "VersionMissing",
                        "If-Match is missing: send the ETag of the operation as it was seen, so that nothing is decided on"
                                + " what is no longer so"));
        Matcher matcher = ETAG.matcher(seen.strip());
        if (!matcher.matches()) {
            throw Problem.of(400, "InvalidRequest", "If-Match is not the ETag of an operation");
        }
        return new Verified(who.name(), Long.parseLong(matcher.group(1)));
    }

    /** What makes a start one, however often it is sent. */
    String idempotencyKey() {
        return http.header("idempotency-key")
                .filter(key -> KEY.matcher(key).matches())
                .orElseThrow(() -> Problem.of(
                        400,
                        "InvalidRequest",
                        "Idempotency-Key is missing, or not 8 to 64 letters, digits, - and _: it names the execution, so that"
                                + " what is sent twice is started once"));
    }

    /** Refuses whoever has less than a role. */
    void require(Role least, String what) {
        if (!who.role().includes(least)) {
            throw Problem.of(
                    403,
                    "Forbidden",
                    what + " takes the role " + least.word() + "; " + who.name() + " has the role "
                            + who.role().word());
        }
    }

    /** Refuses parameters that the route does not know: a misspelt one would be taken for what was left out. */
    void onlyQuery(String... known) {
        Set<String> unknown = new TreeSet<>(http.query().keySet());
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw Problem.of(
                    400,
                    "InvalidRequest",
                    String.join(", ", unknown) + " is not a parameter here"
                            + (known.length == 0 ? "" : "; there are " + String.join(", ", known)));
        }
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(http.query().get(name)).filter(value -> !value.isEmpty());
    }

    /** A whole number. */
    int number(String name, int usual, int least, int most) {
        return query(name)
                .map(text -> {
                    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                        throw Problem.of(
                                400,
                                "InvalidRequest",
                                name + " '" + text + "' is not a whole number from " + least + " to " + most);
                    }
                    return Integer.parseInt(text);
                })
                .orElse(usual);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
