package io.rdsmaint.simulator.model;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long things take, as ranges from which each run draws. The bounds are what operators of Aurora commonly see.
 *
 * @param statusLag from a call's answer until describes show its effect
 * @param create from creating to available
 * @param configure each further status after creating, such as configuring-enhanced-monitoring
 * @param classChange from modifying to available
 * @param classChangeDown for how much of a class change the engine is down
 * @param failover from the start of a failover until the new writer accepts writes
 * @param rejoin until the old writer serves again as a reader
 * @param reboot from rebooting to available
 * @param rebootDown for how much of a reboot the engine is down
 * @param delete from deleting to gone
 * @param settle short changes that need no restart
 */
public record Durations(
        Range statusLag,
        Range create,
        Range configure,
        Range classChange,
        Range classChangeDown,
        Range failover,
        Range rejoin,
        Range reboot,
        Range rebootDown,
        Range delete,
        Range settle) {

    /** Seconds, both ends included. */
    public record Range(int least, int most) {

        public Range {
            if (least < 0 || most < least) {
                throw new IllegalArgumentException("not a range: " + least + " to " + most);
            }
        }

        /** One length from the range. */
        public Duration draw(RandomGenerator random) {
            return Duration.ofSeconds(random.nextInt(least, most + 1));
        }
    }

    /** What is common in the field. */
    public static Durations realistic() {
        return new Durations(
                new Range(2, 20),
                new Range(360, 600),
                new Range(20, 60),
                new Range(300, 720),
                new Range(90, 240),
                new Range(20, 35),
                new Range(15, 45),
                new Range(60, 180),
                new Range(15, 45),
                new Range(180, 360),
                new Range(20, 60));
    }
}
