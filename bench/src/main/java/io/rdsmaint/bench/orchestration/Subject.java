package io.rdsmaint.bench.orchestration;

import io.rdsmaint.simulator.model.BlueGreenDurations;
import io.rdsmaint.simulator.model.Durations;
import io.rdsmaint.simulator.model.Durations.Range;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;

/**
 * An operation that is measured.
 *
 * @param words for people
 * @param scenario its world
 * @param input of its execution
 */
record Subject(String words, String scenario, String input) {
    /** Seconds by which statuses may follow the events that tell of them. */
    private static final int MOST_LEAD = 30;

    /** Its world, in which all that AWS does takes so many times as long as usual. */
    Scenario world(double factor, long seed) {
        return Scenarios.find(scenario)
                .orElseThrow()
                .and(stage -> stage.durations(scaled(Durations.realistic(), factor))
                        .durations(scaled(BlueGreenDurations.realistic(), factor))
                        .eventLead(0, MOST_LEAD))
                .withSeed(seed);
    }

    private static Durations scaled(Durations usual, double factor) {
        return new Durations(
                usual.statusLag(),
                scaled(usual.create(), factor),
                scaled(usual.configure(), factor),
                scaled(usual.classChange(), factor),
                scaled(usual.classChangeDown(), factor),
                scaled(usual.failover(), factor),
                scaled(usual.rejoin(), factor),
                scaled(usual.reboot(), factor),
                scaled(usual.rebootDown(), factor),
                scaled(usual.delete(), factor),
                scaled(usual.settle(), factor));
    }

    private static BlueGreenDurations scaled(BlueGreenDurations usual, double factor) {
        return new BlueGreenDurations(
                scaled(usual.copy(), factor),
                scaled(usual.upgrade(), factor),
                scaled(usual.endpoints(), factor),
                scaled(usual.switchover(), factor),
                scaled(usual.dissolve(), factor),
                scaled(usual.clusterDelete(), factor),
                scaled(usual.snapshot(), factor));
    }

    private static Range scaled(Range usual, double factor) {
        return new Range((int) Math.round(usual.least() * factor), (int) Math.round(usual.most() * factor));
    }
}
