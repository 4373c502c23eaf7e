package io.rdsmaint.recovery.world;

import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.instances.InstanceGateway;
import io.rdsmaint.gateway.sts.CallerIdentity;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.drs.DrsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Gives the gateways for a place; clients are made when first used and kept. */
public final class WorldFactory {
    /** Those used longest ago are made anew when they are needed again. */
    private static final int MOST = 64;

    private final Clients clients;
    private final Map<AwsScope, World> worlds = new LinkedHashMap<>(16, 0.75f, true);

    public WorldFactory(Clients clients) {
        this.clients = clients;
    }

    /** The gateways of a place. */
    public World at(AwsScope place) {
        AwsScope exactly = clients.now(place);
        synchronized (worlds) {
            World world = worlds.computeIfAbsent(exactly, this::make);
            if (worlds.size() > MOST) {
                worlds.remove(worlds.keySet().iterator().next());
            }
            return world;
        }
    }

    /** The time. */
    public InstantSource clock() {
        return clients.clock();
    }

    private World make(AwsScope place) {
        ErrorTranslation calls = new ErrorTranslation(place);
        return new World(
                new DrsGateway(
                        new Lazy<>(() -> clients.reading(DrsClient.builder(), place)),
                        new Lazy<>(() -> clients.changing(DrsClient.builder(), place)),
                        calls),
                new InstanceGateway(
                        new Lazy<>(() -> clients.signed("ec2", place)),
                        new Lazy<>(() -> clients.signed("ssm", place)),
                        calls),
                new CallerIdentity(new Lazy<>(() -> clients.reading(StsClient.builder(), place)), calls));
    }
}
