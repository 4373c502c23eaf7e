package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.World;

/** What happens once a minute without anybody's call: measuring, judging alarms, scaling, and maintenance windows that open. */
public final class EveryMinute {

    private final World world;

    public EveryMinute(World world) {
        this.world = world;
    }

    /** Begins, at the start of a scenario. */
    public void begin() {
        new Sampler(world).sample();
        world.everyMinute(() -> {
            new Sampler(world).sample();
            new Alarms(world).minute();
            new MaintenanceWindows(world).minute();
            new Autoscaling(world).minute();
        });
    }
}
