package io.rdsmaint.testkit.aurora;

import io.rdsmaint.aurora.StepKinds;
import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.engine.TestIntents;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.TestClients;
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
    private final GatewayFactory gateways;
    private final Gateways world;

    public SimulatedWorld(Scenario scenario) {
        this(scenario, TestClients.PLACE);
    }

    public SimulatedWorld(Scenario scenario, AwsScope place) {
        simulator = new Simulator(clock, scenario);
        gateways = new GatewayFactory(TestClients.over(simulator.httpClient(), clock));
        world = gateways.at(place);
    }

    /** The gateways of any place. */
    public GatewayFactory gateways() {
        return gateways;
    }

    /** Looks at its clusters. */
    public ClusterReader reader() {
        return new ClusterReader(gateways, StepKinds::effect);
    }

    /** The gateways. */
    public Gateways world() {
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
