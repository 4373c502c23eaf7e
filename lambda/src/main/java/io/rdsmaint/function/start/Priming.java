package io.rdsmaint.function.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.function.Handler;
import io.rdsmaint.gateway.Clients;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A look of an operation that waits, carried out by the real handler in a world made of recorded answers: it loads what the first real
 * look would load, and does nothing to the world. The recording ({@code look.json}) is made by {@code PrimingRecordingTest} of {@code local}.
 */
final class Priming implements Runnable {
    private static final String RECORDING = "look.json";

    private final int rounds;
    private volatile Optional<String> trouble = Optional.empty();

    Priming(int rounds) {
        this.rounds = rounds;
    }

    /** What kept it from its end. The function works without it, only slower at first. */
    Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void run() {
        try {
            ObjectNode last = looks();
            if (!last.path("next").asText().equals("wait")) {
                trouble = Optional.of("priming: the recorded look does not wait any more: " + last);
            }
        } catch (IOException | RuntimeException e) {
            trouble = Optional.of("priming: " + e);
        }
    }

    /** The last look's reply. */
    ObjectNode looks() throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode recorded = mapper.readTree(recording());
        InstantSource clock =
                InstantSource.fixed(Instant.parse(recorded.path("at").asText()));
        Handler handler = new Handler(
                environment(recorded.path("environment")),
                new Clients.Settings(
                        clock,
                        new SplittableRandom(1),
                        Clients.Settings.briefPause(),
                        new RecordedAnswers(recorded.path("answers")),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")),
                        List.of()),
                System::nanoTime);
        byte[] request = recorded.path("request").toString().getBytes(StandardCharsets.UTF_8);
        byte[] reply = new byte[0];
        for (int round = 0; round < rounds; round++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(request), out, new PrimingContext());
            reply = out.toByteArray();
        }
        return (ObjectNode) mapper.readTree(reply);
    }

    /** The environment of the deployment that was recorded. */
    static Map<String, String> environment() throws IOException {
        return environment(JsonMapper.builder().build().readTree(recording()).path("environment"));
    }

    private static InputStream recording() throws IOException {
        InputStream found = Priming.class.getResourceAsStream(RECORDING);
        if (found == null) {
            throw new FileNotFoundException(RECORDING);
        }
        return found;
    }

    private static Map<String, String> environment(JsonNode recorded) {
        Map<String, String> environment = new HashMap<>();
        recorded.properties()
                .forEach(one -> environment.put(one.getKey(), one.getValue().asText()));
        return environment;
    }
}
