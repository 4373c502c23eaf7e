package io.rdsmaint.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is made for a place when it is first asked for, and kept: clients, and what is made of them.
 *
 * @param <W> the gateways of a family
 */
public final class PerPlace<W> {
    /** Those used longest ago are made anew when they are needed again. */
    private static final int MOST = 64;

    private final Clients clients;
    private final Function<AwsScope, W> make;
    private final Map<AwsScope, W> worlds = new LinkedHashMap<>(16, 0.75f, true);

    public PerPlace(Clients clients, Function<AwsScope, W> make) {
        this.clients = clients;
        this.make = make;
    }

    /** The gateways of a place. */
    public W at(AwsScope place) {
        AwsScope exactly = clients.now(place);
        synchronized (worlds) {
            W world = worlds.computeIfAbsent(exactly, make);
            if (worlds.size() > MOST) {
                worlds.remove(worlds.keySet().iterator().next());
            }
            return world;
        }
    }
}
