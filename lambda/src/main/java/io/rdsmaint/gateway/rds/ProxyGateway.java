package io.rdsmaint.gateway.rds;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The proxies of one account and region, which are only read. Errors as in {@link RdsCalls}. */
public final class ProxyGateway {
    private final RdsCalls calls;

    public ProxyGateway(RdsCalls calls) {
        this.calls = calls;
    }

    /**
     * The proxies that connect to the cluster. A proxy lives in its database's VPC and serves one engine family, so
     * others are skipped.
     */
    public List<Proxy> of(Cluster cluster, Set<String> vpcs) {
        String family = cluster.engine().postgres() ? "POSTGRESQL" : "MYSQL";
        List<software.amazon.awssdk.services.rds.model.DBProxy> candidates = calls.list(
                "rds:DescribeDBProxies",
                "cluster " + cluster.id(),
                rds -> rds.describeDBProxiesPaginator(r -> {}).dbProxies().stream()
                        .filter(p -> family.equals(p.engineFamily()))
                        .filter(p -> p.vpcId() == null || vpcs.isEmpty() || vpcs.contains(p.vpcId())));
        List<Proxy> found = new ArrayList<>();
        for (var proxy : candidates) {
            List<Proxy.Target> targets = targets(proxy.dbProxyName());
            if (Proxies.connects(targets, cluster)) {
                found.add(new Proxy(
                        proxy.dbProxyName(),
                        proxy.dbProxyArn(),
                        proxy.statusAsString(),
                        targets,
                        endpoints(proxy.dbProxyName())));
            }
        }
        return found;
    }

    private List<Proxy.Target> targets(String proxyName) {
        return calls.list(
                "rds:DescribeDBProxyTargets",
                "proxy " + proxyName,
                rds -> rds.describeDBProxyTargetsPaginator(r -> r.dbProxyName(proxyName)).targets().stream()
                        .map(Proxies::target));
    }

    private List<Proxy.ProxyEndpoint> endpoints(String proxyName) {
        return calls.list(
                "rds:DescribeDBProxyEndpoints",
                "proxy " + proxyName,
                rds -> rds.describeDBProxyEndpointsPaginator(r -> r.dbProxyName(proxyName)).dbProxyEndpoints().stream()
                        .map(Proxies::endpoint));
    }
}
