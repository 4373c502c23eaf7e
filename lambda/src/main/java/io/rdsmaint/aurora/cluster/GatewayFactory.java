package io.rdsmaint.aurora.cluster;

import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.autoscaling.ScalingGateway;
import io.rdsmaint.gateway.cloudwatch.MetricsGateway;
import io.rdsmaint.gateway.rds.BlueGreenGateway;
import io.rdsmaint.gateway.rds.ParameterGateway;
import io.rdsmaint.gateway.rds.ProxyGateway;
import io.rdsmaint.gateway.rds.RdsCalls;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.gateway.rds.SnapshotGateway;
import io.rdsmaint.gateway.sts.CallerIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Gives the gateways for a place; clients are made when first used and kept. */
public final class GatewayFactory {
    /** Those used longest ago are made anew when they are needed again: each operation in another account has its own. */
    private static final int MOST = 64;

    private final Clients clients;
    private final Map<AwsScope, Gateways> gateways = new LinkedHashMap<>(16, 0.75f, true);

    public GatewayFactory(Clients clients) {
        this.clients = clients;
    }

    /** The gateways of a place. */
    public Gateways at(AwsScope place) {
        AwsScope exactly = clients.now(place);
        synchronized (gateways) {
            Gateways world = gateways.computeIfAbsent(exactly, this::make);
            if (gateways.size() > MOST) {
                gateways.remove(gateways.keySet().iterator().next());
            }
            return world;
        }
    }

    private Gateways make(AwsScope place) {
        ErrorTranslation calls = new ErrorTranslation(place);
        RdsCalls rds = new RdsCalls(
                new Lazy<>(() -> clients.reading(RdsClient.builder(), place)),
                new Lazy<>(() -> clients.changing(RdsClient.builder(), place)),
                calls);
        return new Gateways(
                new RdsGateway(rds),
                new ParameterGateway(rds),
                new BlueGreenGateway(rds),
                new ProxyGateway(rds),
                new SnapshotGateway(rds),
                new MetricsGateway(
                        new Lazy<>(() -> clients.reading(CloudWatchClient.builder(), place)), clients.clock(), calls),
                new ScalingGateway(
                        new Lazy<>(() -> clients.reading(ApplicationAutoScalingClient.builder(), place)),
                        new Lazy<>(() -> clients.changing(ApplicationAutoScalingClient.builder(), place)),
                        calls),
                new CallerIdentity(new Lazy<>(() -> clients.reading(StsClient.builder(), place)), calls));
    }
}
