package io.rdsmaint.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the API answers to: method, path, the least role, and what it does.
 *
 * @param <T> what knows the request and does it
 */
public final class Routes<T> {
    private final List<Route<T>> all = new ArrayList<>();

    /**
     * One of them.
     *
     * @param path parts in braces stand for any text
     * @param role the least that one must have
     */
    public record Route<T>(String method, String path, Role role, T action) {
        /** The values of the parts in braces, or empty when another path is meant. */
        private Optional<Map<String, String>> match(String asked) {
            String[] wanted = path.split("/", -1);
            String[] given = asked.split("/", -1);
            if (wanted.length != given.length) {
                return Optional.empty();
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < wanted.length; i++) {
                if (wanted[i].startsWith("{")) {
                    values.put(
                            wanted[i].substring(1, wanted[i].length() - 1),
                            HttpRequest.decoded(given[i].replace("+", "%2B")));
                } else if (!wanted[i].equals(given[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(values);
        }
    }

    /** A route that was found, with the values of its path. */
    public record Found<T>(Route<T> route, Map<String, String> values) {}

    /** Adds one. */
    public Routes<T> on(String method, String path, Role role, T action) {
        all.add(new Route<>(method, path, role, action));
        return this;
    }

    /** All of them, in order. */
    public List<Route<T>> all() {
        return List.copyOf(all);
    }

    /**
     * Finds the one that a request is for.
     *
     * @throws Problem when there is none of this path or method
     */
    public Found<T> find(HttpRequest request) {
        TreeSet<String> methods = new TreeSet<>();
        for (Route<T> route : all) {
            Optional<Map<String, String>> values = route.match(request.path());
            if (values.isPresent() && route.method().equals(request.method())) {
                return new Found<>(route, values.get());
            }
            values.ifPresent(_ -> methods.add(route.method()));
        }
        throw methods.isEmpty()
                ? Problem.of(404, "NotFound", "there is nothing at " + request.path())
                : Problem.of(
                        405,
                        "MethodNotAllowed",
                        request.path() + " takes " + String.join(", ", methods) + ", not " + request.method());
    }
}
