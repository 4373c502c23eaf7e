package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;

/** Looks at what each cluster offers its clients after every change, and keeps the ledger of lasting harms. */
public final class ServiceWatch {

    private final World world;

    public ServiceWatch(World world) {
        this.world = world;
    }

    /** Looks at everything, at the model's present time. */
    public void look() {
        world.sites().forEach(site -> site.clusters().forEach(this::look));
    }

    private void look(Cluster cluster) {
        boolean writable =
                cluster.writer().filter(writer -> writer.engine().serving()).isPresent();
        long readers = cluster.readers().stream()
                .filter(each -> each.engine().serving())
                .count();
        holds(Harm.WRITE_INTERRUPTION, cluster, cluster.id(), !writable);
        holds(Harm.READER_ENDPOINT_ON_WRITER, cluster, cluster.id(), cluster.startingReaders() > 0 && readers == 0);
        holds(Harm.FEWER_READERS, cluster, cluster.id(), readers < cluster.startingReaders());
        cluster.instances().forEach(each -> look(cluster, each, readers));
    }

    private void look(Cluster cluster, Instance instance, long readers) {
        var work = cluster.workload();
        boolean serving = instance.engine().serving();
        boolean writer = instance.writer();
        double share = readers == 0 ? (writer ? work.readVcpus() : 0) : writer ? 0 : work.readVcpus() / readers;
        double wanted = (writer ? work.writeVcpus() : 0) + share;
        int connections = writer
                ? work.writerConnections() + (readers == 0 ? work.readerConnections() : 0)
                : (int) (readers == 0 ? 0 : work.readerConnections() / readers);
        int most = new MemoryFit(instance).maxConnections();
        String authority = instance.settings().path("CACertificateIdentifier").asText();
        holds(Harm.OVERLOAD, cluster, instance.id(), serving && wanted > cluster.vcpus(instance));
        holds(Harm.REFUSED_CONNECTIONS, cluster, instance.id(), serving && connections > most);
        holds(Harm.TLS_FAILURES, cluster, instance.id(), serving && !authority.startsWith(work.pinnedAuthority()));
    }

    private void holds(Harm harm, Cluster cluster, String subject, boolean now) {
        world.ledger().holds(harm, cluster.id(), subject, now, world.now(), cluster.cause());
    }
}
