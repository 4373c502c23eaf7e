package io.rdsmaint.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client of the console's API that holds each answer to the checked-in description. */
final class ApiClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BASE = "https://rds-maint-machine.example/console-api.json";

    private final URI uri;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode description;
    private final SchemaRegistry registry;
    private final List<String> bodies = new ArrayList<>();

    /** An answer; a body that is empty is a missing node. */
    record Answer(int status, Optional<String> etag, JsonNode body) {
        String code() {
            return body.path("code").asText();
        }

        String problems() {
            return body.path("problems").toString();
        }
    }

    ApiClient(URI uri) {
        this.uri = uri;
        try {
            String text = Files.readString(Path.of("../console/openapi.json"));
            this.description = JSON.readTree(text);
            ObjectNode schema = (ObjectNode) JSON.readTree(text);
            schema.put("$id", BASE);
            this.registry = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, schema.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve("/console/api" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("X-Rds-Maint-Console", "1");
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            bodies.add(response.body());
            Answer answer = new Answer(
                    response.statusCode(), response.headers().firstValue("etag"), JSON.readTree(response.body()));
            described(method, path, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that was answered so far. */
    List<String> bodies() {
        return bodies;
    }

    private void described(String method, String path, Answer answer) {
        String plain = path.replaceFirst("\\?.*", "");
        description.path("paths").properties().stream()
                .filter(one -> plain.matches(one.getKey().replaceAll("\\{[a-z]+}", "[^/]+")))
                .map(one -> one.getValue().path(method.toLowerCase(java.util.Locale.ROOT)))
                .filter(JsonNode::isObject)
                .findFirst()
                .ifPresent(operation -> {
                    JsonNode response = operation.path("responses").path(String.valueOf(answer.status()));
                    assertThat(response.isObject())
                            .as("%s %s answers %s, as described: %s", method, path, answer.status(), answer.body())
                            .isTrue();
                    String schema = response.at("/content/application~1json/schema/$ref")
                            .asText("");
                    if (answer.status() >= 400) {
                        schema = "#/components/schemas/Problem";
                    }
                    if (!schema.isEmpty()) {
                        assertThat(registry.getSchema(SchemaLocation.of(BASE + schema)).validate(answer.body()).stream()
                                        .map(Error::toString)
                                        .toList())
                                .as("%s %s: %s", method, path, answer.body())
                                .isEmpty();
                    }
                });
    }

    @Override
    public void close() {
        http.close();
    }
}
