package io.rdsmaint.gateway.rds;

import java.util.List;
import software.amazon.awssdk.services.rds.model.DBProxyEndpoint;
import software.amazon.awssdk.services.rds.model.DBProxyEndpointTargetRole;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;
import software.amazon.awssdk.services.rds.model.TargetHealth;

/** Reads proxies from the SDK's model. */
final class Proxies {
    private Proxies() {}

    static Proxy.Target target(DBProxyTarget t) {
        TargetHealth health = t.targetHealth();
        return new Proxy.Target(
                Values.text(t.rdsResourceId()),
                Values.text(t.typeAsString()),
                t.roleAsString() == null ? "UNKNOWN" : t.roleAsString(),
                health == null ? "UNKNOWN" : Values.text(health.stateAsString()),
                health == null ? null : health.reasonAsString(),
                t.trackedClusterId());
    }

    static Proxy.ProxyEndpoint endpoint(DBProxyEndpoint e) {
        return new Proxy.ProxyEndpoint(
                e.dbProxyEndpointName(),
                Values.text(e.statusAsString()),
                e.targetRole() == DBProxyEndpointTargetRole.READ_ONLY);
    }

    static boolean connects(List<Proxy.Target> targets, Cluster cluster) {
        return targets.stream()
                .anyMatch(t -> t.instance()
                        ? cluster.id().equals(t.trackedCluster())
                                || cluster.member(t.resource()).isPresent()
                        : cluster.id().equals(t.resource()) || cluster.id().equals(t.trackedCluster()));
    }
}
