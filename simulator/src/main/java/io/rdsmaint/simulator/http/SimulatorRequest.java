package io.rdsmaint.simulator.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request as it arrived.
 *
 * @param method HTTP method
 * @param path path with its query string, beginning with a slash
 * @param headers header values by name; names are matched without regard to case
 * @param body the request's bytes, empty when it had none
 */
public record SimulatorRequest(String method, String path, Map<String, List<String>> headers, Body body) {

    public SimulatorRequest {
        var copy = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
