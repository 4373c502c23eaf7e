package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.local.events.Event;
import io.rdsmaint.local.lambda.DeployedFunction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The operator's session with the local endpoint: what LocalStack is asked, in every build. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalEndpointTest extends EndpointSession {
    private static final Duration LONG = Duration.ofHours(12);

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T10:00:00Z"));
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Local own = Local.builder()
            .clock(time)
            .definition(Path.of("../statemachine/rds-maint-machine.asl.json"))
            .function(new DeployedFunction())
            .store(store())
            .listener(events::add)
            .start();

    @AfterAll
    void close() {
        own.close();
    }

    @Override
    URI endpoint() {
        return own.uri();
    }

    @Override
    URI rdsEndpoint() {
        return own.uri();
    }

    @Override
    Store store() {
        return Store.DYNAMODB;
    }

    @Override
    Optional<List<String>> delivered() {
        return Optional.of(events.stream().map(Event::detailType).toList());
    }

    @Override
    void await(BooleanSupplier condition) {
        assertThat(time.advanceUntil(condition, LONG)).as("it happens").isTrue();
    }
}
