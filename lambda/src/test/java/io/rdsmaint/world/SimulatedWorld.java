package io.rdsmaint.world;

import io.rdsmaint.aws.Place;
import io.rdsmaint.aws.TestClients;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.engine.TestIntents;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;

/** The gateways before a simulator, under a clock that stands still unless moved. */
public final class SimulatedWorld {
    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T12:00:00Z"));
    private final Simulator simulator;
    private final World world;

    public SimulatedWorld(Scenario scenario) {
        this(scenario, TestClients.PLACE);
    }

    public SimulatedWorld(Scenario scenario, Place place) {
        simulator = new Simulator(clock, scenario);
        world = new Worlds(TestClients.over(simulator.httpClient(), clock)).at(place);
    }

    /** The gateways. */
    public World world() {
        return world;
    }

    /** What is behind them. */
    public Simulator simulator() {
        return simulator;
    }

    /** Now. */
    public Instant now() {
        return clock.instant();
    }

    /** An intent saved now. */
    public Intent intent() {
        return TestIntents.fresh(clock);
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        clock.advance(time);
    }
}
