package io.rdsmaint.testkit.aurora;

import io.rdsmaint.aws.Place;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.engine.TestIntents;
import io.rdsmaint.operations.preflight.Scoping;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.TestClients;
import io.rdsmaint.world.World;
import io.rdsmaint.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The gateways before a simulator, under a clock that stands still unless moved. */
public final class SimulatedWorld {
    /** When the clock stands still: on a Wednesday. */
    public static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    /** What a deployment may touch: what carries the tag that the members of scenarios carry. */
    public static final Scoping SCOPING = new Scoping(
            "test", new Scoping.AllowTag("rds-maint-machine", "allowed"), List.of(), List.of(), true, Set.of());

    private final VirtualClock clock = new VirtualClock(NOON);
    private final Simulator simulator;
    private final Worlds worlds;
    private final World world;

    public SimulatedWorld(Scenario scenario) {
        this(scenario, TestClients.PLACE);
    }

    public SimulatedWorld(Scenario scenario, Place place) {
        simulator = new Simulator(clock, scenario);
        worlds = new Worlds(TestClients.over(simulator.httpClient(), clock));
        world = worlds.at(place);
    }

    /** The gateways of any place. */
    public Worlds worlds() {
        return worlds;
    }

    /** The gateways. */
    public World world() {
        return world;
    }

    /** What is behind them. */
    public Simulator simulator() {
        return simulator;
    }

    /** The clock. */
    public InstantSource clock() {
        return clock;
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
