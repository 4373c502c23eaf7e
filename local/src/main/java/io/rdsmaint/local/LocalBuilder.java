package io.rdsmaint.local;

import io.rdsmaint.local.clock.RealTime;
import io.rdsmaint.local.clock.Scheduler;
import io.rdsmaint.local.events.Event;
import io.rdsmaint.local.events.RdsEvents;
import io.rdsmaint.local.lambda.FunctionFactory;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Chooses how a {@link Local} is; a definition and a function are required, the rest has a usual value. */
public final class LocalBuilder {
    private int port;
    private Scenario scenario = Scenarios.multiNode();
    private Optional<Scheduler> scheduler = Optional.empty();
    private Optional<String> definition = Optional.empty();
    private Optional<FunctionFactory> function = Optional.empty();
    private Map<String, String> environment = Map.of();
    private final List<Consumer<Event>> listeners = new ArrayList<>();
    private Consumer<String> log = _ -> {};
    private RandomGenerator random = RandomGenerator.getDefault();
    private boolean rules = true;
    private Optional<Duration> sweep = Optional.empty();
    private Store store = Store.DYNAMODB;
    private Optional<RdsEvents.Delivery> wake = Optional.empty();

    private Path console = Path.of("console/dist");

    LocalBuilder() {}

    /** The port; 0, the usual value, takes a free one. */
    public LocalBuilder port(int chosen) {
        port = chosen;
        return this;
    }

    /** What the simulated RDS begins with; usually the multi-node scenario. */
    public LocalBuilder scenario(Scenario chosen) {
        scenario = chosen;
        return this;
    }

    /** The clock; usually real time. The {@link Local} closes it. */
    public LocalBuilder clock(Scheduler chosen) {
        scheduler = Optional.of(chosen);
        return this;
    }

    /** The machine's definition, with its placeholders. */
    public LocalBuilder definition(String text) {
        definition = Optional.of(text);
        return this;
    }

    /** The file with the machine's definition. */
    public LocalBuilder definition(Path file) {
        try {
            return definition(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The definition " + file + " cannot be read", e);
        }
    }

    /** What makes the function. */
    public LocalBuilder function(FunctionFactory chosen) {
        function = Optional.of(chosen);
        return this;
    }

    /** Environment variables of the function, besides those of the deployment. */
    public LocalBuilder environment(Map<String, String> more) {
        environment = Map.copyOf(more);
        return this;
    }

    /** Sees every event of the bus. */
    public LocalBuilder listener(Consumer<Event> chosen) {
        listeners.add(chosen);
        return this;
    }

    /** Takes the lines of the function's log; usually nobody does. */
    public LocalBuilder log(Consumer<String> chosen) {
        log = chosen;
        return this;
    }

    /** Chance, seeded for tests. */
    public LocalBuilder random(RandomGenerator chosen) {
        random = chosen;
        return this;
    }

    /** Without the rules that tell the function of executions that ended, which a scripted function may not know. */
    public LocalBuilder withoutRules() {
        rules = false;
        return this;
    }

    /** How often the function sweeps; usually never. */
    public LocalBuilder sweep(Duration period) {
        sweep = Optional.of(period);
        return this;
    }

    /** Where the function keeps its operations; usually in DynamoDB. */
    public LocalBuilder store(Store chosen) {
        store = chosen;
        return this;
    }

    /** The folder of the console's built files; usually that of the repository. */
    public LocalBuilder console(Path chosen) {
        console = chosen;
        return this;
    }

    /** With events of RDS that may end waits; the definition must have such waits. Usually without. */
    public LocalBuilder wake(RdsEvents.Delivery delivery) {
        wake = Optional.of(delivery);
        return this;
    }

    /** Starts it. */
    public Local start() {
        return new Local(this);
    }

    int port() {
        return port;
    }

    Scenario scenario() {
        return scenario;
    }

    Scheduler scheduler() {
        return scheduler.orElseGet(() -> new RealTime(InstantSource.system(), 1));
    }

    String definition() {
        return definition.orElseThrow(() -> new IllegalStateException("No definition was chosen"));
    }

    FunctionFactory function() {
        return function.orElseThrow(() -> new IllegalStateException("No function was chosen"));
    }

    Map<String, String> environment() {
        return environment;
    }

    List<Consumer<Event>> listeners() {
        return listeners;
    }

    Consumer<String> log() {
        return log;
    }

    RandomGenerator random() {
        return random;
    }

    boolean rules() {
        return rules;
    }

    Optional<Duration> sweep() {
        return sweep;
    }

    Path console() {
        return console;
    }

    Optional<RdsEvents.Delivery> wake() {
        return wake;
    }

    Store store() {
        return store;
    }
}
