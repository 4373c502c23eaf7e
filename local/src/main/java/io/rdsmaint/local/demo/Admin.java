package io.rdsmaint.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The simulator's public admin endpoint, over HTTP like anybody else. */
final class Admin {
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final URI endpoint;

    Admin(URI endpoint) {
        this.endpoint = endpoint;
    }

    void inject(String fault) {
        send("POST", "/admin/faults", fault);
    }

    void clearFaults() {
        send("DELETE", "/admin/faults", "");
    }

    /** Somebody does something beside the machine. */
    void act(String outsider) {
        send("POST", "/admin/outsider", outsider);
    }

    JsonNode calls() {
        return send("GET", "/admin/calls", "");
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new IllegalStateException(method + " " + path + " was refused: " + response.body());
            }
            return mapper.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
