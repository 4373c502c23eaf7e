package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.CustomEndpoint;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Load;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.model.World;

/** Looks at what each cluster offers its clients after every change, and keeps the ledger of lasting harms. */
public final class ServiceWatch {

    private final World world;

    public ServiceWatch(World world) {
        this.world = world;
    }

    /** Looks at everything, at the model's present time. */
    public void look() {
        new SessionWatch(world).look();
        world.sites().forEach(site -> {
            site.clusters().forEach(this::look);
            site.customEndpoints().values().forEach(this::look);
            site.proxies().values().forEach(this::look);
        });
    }

    private void look(Cluster cluster) {
        holds(Harm.EXTRA_CLUSTER, cluster, cluster.id(), !cluster.live());
        if (!cluster.live()) {
            return;
        }
        boolean writable =
                cluster.writer().filter(writer -> writer.engine().serving()).isPresent();
        long readers = cluster.readers().stream()
                .filter(each -> each.engine().serving())
                .count();
        holds(Harm.WRITE_INTERRUPTION, cluster, cluster.id(), !writable && !cluster.secondary());
        holds(Harm.READER_ENDPOINT_ON_WRITER, cluster, cluster.id(), cluster.startingReaders() > 0 && readers == 0);
        holds(Harm.FEWER_READERS, cluster, cluster.id(), readers < cluster.startingReaders());
        holds(Harm.CACHE_MANAGEMENT_SUSPENDED, cluster, cluster.id(), cacheManagementSuspended(cluster));
        cluster.instances().forEach(each -> look(cluster, each));
    }

    private void look(Cluster cluster, Instance instance) {
        boolean serving = instance.engine().serving();
        Load load = Load.on(instance);
        MemoryFit fit = new MemoryFit(instance);
        String authority = instance.settings().path("CACertificateIdentifier").asText();
        boolean trusted = authority.startsWith(cluster.workload().pinnedAuthority());
        holds(Harm.OVERLOAD, cluster, instance.id(), serving && load.vcpus() > cluster.vcpus(instance));
        holds(Harm.REFUSED_CONNECTIONS, cluster, instance.id(), serving && load.connections() > fit.maxConnections());
        holds(Harm.OUT_OF_MEMORY, cluster, instance.id(), serving && fit.exhausted(load.connections()));
        holds(Harm.TLS_FAILURES, cluster, instance.id(), serving && !trusted);
        holds(Harm.EXTRA_INSTANCE, cluster, instance.id(), !instance.established());
    }

    private void look(CustomEndpoint endpoint) {
        if (!endpoint.cluster().live()) {
            return;
        }
        boolean toWriter = endpoint.cluster().writer().filter(endpoint::leadsTo).isPresent();
        holds(
                Harm.CUSTOM_ENDPOINT_EMPTY,
                endpoint.cluster(),
                endpoint.id(),
                endpoint.serving().isEmpty());
        holds(Harm.CUSTOM_ENDPOINT_READ_ONLY, endpoint.cluster(), endpoint.id(), endpoint.forWrites() && !toWriter);
    }

    private void look(Proxy proxy) {
        boolean noReader = proxy.readOnlyEndpoint() && proxy.usable(true).isEmpty();
        holds(Harm.PROXY_READ_ONLY_EMPTY, proxy.cluster(), proxy.name(), noReader);
        holds(
                Harm.PROXY_WRITE_EMPTY,
                proxy.cluster(),
                proxy.name(),
                proxy.usable(false).isEmpty());
    }

    private static boolean cacheManagementSuspended(Cluster cluster) {
        boolean on = cluster.writer()
                .flatMap(writer -> writer.inForce("apg_ccm_enabled"))
                .filter("1"::equals)
                .isPresent();
        return on
                && cluster.writer()
                        .filter(writer -> cluster.readers().stream()
                                .noneMatch(each -> each.promotionTier() == 0
                                        && each.engine().serving()
                                        && each.instanceClass().equals(writer.instanceClass())))
                        .isPresent();
    }

    private void holds(Harm harm, Cluster cluster, String subject, boolean now) {
        world.ledger().holds(harm, cluster.id(), subject, now, world.now(), cluster.cause());
    }
}
