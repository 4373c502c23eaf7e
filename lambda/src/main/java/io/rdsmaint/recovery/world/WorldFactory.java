package io.rdsmaint.recovery.world;

import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.PerPlace;
import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.instances.InstanceGateway;
import io.rdsmaint.gateway.sts.CallerIdentity;
import java.time.InstantSource;
import software.amazon.awssdk.services.drs.DrsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Gives the gateways for a place; clients are made when first used and kept. */
public final class WorldFactory {
    private final Clients clients;
    private final PerPlace<World> worlds;

    public WorldFactory(Clients clients) {
        this.clients = clients;
        this.worlds = new PerPlace<>(clients, place -> make(clients, place));
    }

    /** The gateways of a place. */
    public World at(AwsScope place) {
        return worlds.at(place);
    }

    /** The time. */
    public InstantSource clock() {
        return clients.clock();
    }

    private static World make(Clients clients, AwsScope place) {
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
