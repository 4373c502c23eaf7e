package io.rdsmaint.testkit.aurora;

import io.rdsmaint.simulator.model.BlueGreenDurations;
import io.rdsmaint.simulator.model.Durations;
import io.rdsmaint.simulator.model.Durations.Range;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;

/** Scenarios in which everything is so quick that an operation is a few dozen invocations. */
public final class QuickScenarios {
    private static final Range SOON = new Range(3, 6);
    private static final Range SOME = new Range(10, 20);
    private static final Range LONG = new Range(40, 60);
    private static final Durations DURATIONS =
            new Durations(SOON, LONG, SOON, LONG, SOME, new Range(20, 25), SOME, LONG, SOME, LONG, SOON);
    private static final BlueGreenDurations BLUE_GREEN_DURATIONS =
            new BlueGreenDurations(LONG, LONG, SOME, SOME, LONG, LONG, LONG);

    private QuickScenarios() {}

    /** How long changes take in them. */
    public static Durations durations() {
        return DURATIONS;
    }

    /** A ready-made scenario. */
    public static Scenario find(String name) {
        return of(Scenarios.find(name).orElseThrow());
    }

    /** Any scenario. */
    public static Scenario of(Scenario scenario) {
        return scenario.and(stage -> stage.durations(DURATIONS).durations(BLUE_GREEN_DURATIONS));
    }
}
