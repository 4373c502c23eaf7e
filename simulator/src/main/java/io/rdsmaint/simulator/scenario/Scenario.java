package io.rdsmaint.simulator.scenario;

import io.rdsmaint.simulator.model.World;
import java.util.function.Consumer;

/**
 * A world to begin with.
 *
 * @param name how the command line and the admin endpoint call it
 * @param seed of everything random: the same seed and calls give the same run
 * @param design puts the clusters on an empty stage
 */
public record Scenario(String name, long seed, Consumer<ScenarioBuilder> design) {

    /** A scenario of one's own. */
    public static Scenario of(String name, Consumer<ScenarioBuilder> design) {
        return new Scenario(name, 1, design);
    }

    /** The same scenario under another seed. */
    public Scenario withSeed(long other) {
        return new Scenario(name, other, design);
    }

    /** The same scenario with something added or altered. */
    public Scenario and(Consumer<ScenarioBuilder> more) {
        return new Scenario(name, seed, design.andThen(more));
    }

    /** Fills an empty world. */
    public void fill(World world) {
        design.accept(new ScenarioBuilder(world));
    }
}
