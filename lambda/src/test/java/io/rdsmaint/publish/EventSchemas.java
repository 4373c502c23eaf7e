package io.rdsmaint.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The checked-in schemas of events. */
final class EventSchemas {
    private static final String BASE = "https://rds-maint-machine.example/events/v1/";
    private static final Path FILES = Path.of("../docs/events");

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(EventSchemas::read)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    /** What is wrong with an event's detail. */
    List<String> problems(String detailType, JsonNode detail) {
        return registry.getSchema(SchemaLocation.of(BASE + detailType + ".json")).validate(detail).stream()
                .map(Error::toString)
                .toList();
    }

    private static String read(String iri) {
        try {
            return Files.readString(FILES.resolve(iri.substring(BASE.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
