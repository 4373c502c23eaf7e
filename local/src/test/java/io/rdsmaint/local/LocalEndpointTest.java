package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.local.lambda.DeployedFunction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The operator's session with the local endpoint, or with the one that {@code TEST_AWS_ENDPOINT_URL} names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalEndpointTest extends EndpointSession {
    private static final Duration LONG = Duration.ofHours(12);
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private final Optional<URI> given =
            Optional.ofNullable(System.getenv("TEST_AWS_ENDPOINT_URL")).map(URI::create);
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T10:00:00Z"));
    private final Optional<Local> own = given.isPresent()
            ? Optional.empty()
            : Optional.of(Local.builder()
                    .clock(time)
                    .definition(Path.of("../statemachine/rds-maint-machine.asl.json"))
                    .function(new DeployedFunction())
                    .start());

    @AfterAll
    void close() {
        own.ifPresent(Local::close);
    }

    @Override
    URI endpoint() {
        return given.or(() -> own.map(Local::uri)).orElseThrow();
    }

    @Override
    URI rdsEndpoint() {
        return endpoint();
    }

    @Override
    void await(BooleanSupplier condition) {
        if (own.isPresent()) {
            assertThat(time.advanceUntil(condition, LONG)).as("it happens").isTrue();
        } else {
            Polling.until(condition, PATIENCE);
        }
    }
}
