package io.rdsmaint.bench.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.events.RdsEvents.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is compared: the same function on machines that wait differently. */
enum Mode {
    /** Each wait is 30 seconds, whatever is awaited. */
    NAIVE("naive, every 30 s", false),
    POLLING("polling", false),
    WAKE("with --wake", true),
    ALL_LOST("all events lost", true);

    private static final int NAIVE_SECONDS = 30;

    private final String words;
    private final boolean wakes;

    Mode(String words, boolean wakes) {
        this.words = words;
        this.wakes = wakes;
    }

    String words() {
        return words;
    }

    /** How the events come that may end its waits; empty where none may. */
    Optional<Delivery> delivery() {
        return switch (this) {
            case NAIVE, POLLING -> Optional.empty();
            case WAKE -> Optional.of(Delivery.USUAL);
            case ALL_LOST -> Optional.of(Delivery.NONE);
        };
    }

    /** The generated definition, on the bucket: DynamoDB Local would take most of the time. */
    String definition() {
        String name = wakes ? "rds-maint-machine-wake-s3" : "rds-maint-machine";
        try {
            String text = Files.readString(
                    Path.of(System.getProperty("repository", "."), "statemachine", name + ".asl.json"));
            return this == NAIVE ? Json.write(naive(Json.parse(text))) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Json.MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode naive(JsonNode definition) {
        ObjectNode wait = (ObjectNode) definition.path("States").path("Wait for AWS");
        wait.remove("SecondsPath");
        wait.put("Seconds", NAIVE_SECONDS);
        return definition;
    }
}
