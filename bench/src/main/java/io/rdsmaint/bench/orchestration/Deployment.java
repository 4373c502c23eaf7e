package io.rdsmaint.bench.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.Local;
import io.rdsmaint.local.LocalBuilder;
import io.rdsmaint.local.Store;
import io.rdsmaint.local.asl.Execution;
import io.rdsmaint.local.asl.HistoryEvent;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The whole system in virtual time, for one operation after the other: what it has learned it keeps. */
final class Deployment implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofDays(3);
    private static final Set<String> LOOKS = Set.of("Execute step", "Look after an event");

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T10:00:00Z"));
    private final Local local;
    private final Changes changes;
    private int runs;

    Deployment(Mode mode, Scenario scenario) {
        LocalBuilder builder = Local.builder()
                .scenario(scenario)
                .clock(time)
                .random(new Random(1))
                .store(Store.S3)
                .definition(mode.definition())
                .function(new DeployedFunction());
        mode.delivery().ifPresent(builder::wake);
        this.local = builder.start();
        this.changes = new Changes(time, local.simulator());
        changes.begin();
    }

    Local local() {
        return local;
    }

    VirtualTime time() {
        return time;
    }

    /** Runs an operation on a world of its own to its end. */
    Measured run(Scenario scenario, String input) {
        local.simulator().load(scenario);
        Execution execution = start(input);
        time.advanceUntil(() -> ended(execution), LONGEST);
        return measured(execution);
    }

    Execution start(String input) {
        return local.stepFunctions().start(Local.MACHINE_ARN, "bench-" + ++runs, input);
    }

    static boolean ended(Execution execution) {
        return execution.view().stopped().isPresent();
    }

    /**
     * What it took.
     *
     * @throws IllegalStateException when it did not succeed
     */
    Measured measured(Execution execution) {
        Execution.View view = execution.view();
        if (view.status() != Execution.Status.SUCCEEDED) {
            throw new IllegalStateException("the operation ended " + view.status() + ": " + view.failure());
        }
        long entered = view.events().stream()
                .filter(event -> event.type().endsWith("StateEntered"))
                .count();
        Instant ended = view.stopped().orElseThrow();
        return new Measured(
                1,
                entered,
                view.events().size(),
                local.simulator().calls().size(),
                Duration.between(execution.started(), ended).toMillis() / 1e3,
                lags(view.events()));
    }

    /** Of each wait whose look saw something done: since the world last changed before that look. */
    private List<Double> lags(List<HistoryEvent> history) {
        List<Double> lags = new ArrayList<>();
        Optional<Instant> waiting = Optional.empty();
        int index = 0;
        for (HistoryEvent event : history) {
            if (event.type().equals("TaskStateExited")
                    && LOOKS.contains(event.details().path("name").asText())) {
                JsonNode reply = read(event.details().path("output").asText());
                boolean on = reply.path("step_index").asInt() > index;
                if (on && waiting.isPresent()) {
                    changes.lastBetween(waiting.get(), event.time())
                            .ifPresent(at ->
                                    lags.add(Duration.between(at, event.time()).toMillis() / 1e3));
                }
                index = reply.path("step_index").asInt();
                waiting = reply.path("next").asText().equals("wait") ? Optional.of(event.time()) : Optional.empty();
            }
        }
        return lags;
    }

    private static JsonNode read(String text) {
        try {
            return Json.parse(text);
        } catch (Json.MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        local.close();
    }
}
