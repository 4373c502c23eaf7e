package io.rdsmaint.campaign;

import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.testkit.EventQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whoever else has a hand in the cluster: people, AWS itself. */
final class Meddler {
    private final Simulator simulator;
    private final EventQueue queue;
    private final Subject subject;
    private final Freezer freezer;

    Meddler(Simulator simulator, EventQueue queue, Subject subject, Freezer freezer) {
        this.simulator = simulator;
        this.queue = queue;
        this.subject = subject;
        this.freezer = freezer;
    }

    void does(Strike strike) {
        if (strike.kind() == FaultKind.FROZEN) {
            freezer.freezes(strike);
            return;
        }
        Cluster cluster = cluster().orElse(null);
        if (cluster == null || cluster.instances().isEmpty()) {
            return;
        }
        List<Instance> all = List.copyOf(cluster.instances());
        List<Instance> readers = all.stream()
                .filter(i -> cluster.writer().filter(i::equals).isEmpty())
                .toList();
        Instance any = all.get((int) (strike.degree() * all.size()));
        Instance reader = readers.isEmpty() ? any : readers.get((int) (strike.degree() * readers.size()));
        switch (strike.kind()) {
            case OUTSIDER_REBOOTS -> simulator.outsider().reboot(any.id());
            case OUTSIDER_FAILS_OVER -> {
                if (!readers.isEmpty()) {
                    simulator.outsider().failOver(cluster.id(), reader.id());
                }
            }
            case WRITER_UNCLEAR ->
                forSome(unclear(cluster, strike), Duration.ofSeconds(30 + (int) (strike.degree() * 210)));
            case WRITER_MOVES_UNSEEN -> {
                if (!readers.isEmpty()) {
                    simulator.outsider().failOver(cluster.id(), reader.id());
                    forSome(unclear(cluster, strike), Duration.ofMinutes(5 + (int) (strike.degree() * 15)));
                }
            }
            case WRITER_FAILS -> simulator.outsider().failWriter(cluster.id());
            case OUTSIDER_CHANGES -> simulator.outsider().changeClass(reader.id(), "db.r6g.2xlarge");
            case OUTSIDER_ADDS -> {
                if (all.stream().noneMatch(i -> i.id().equals("added"))) {
                    simulator.outsider().add(cluster.id(), "added", "db.r6g.large", "us-east-1a");
                }
            }
            case OUTSIDER_DELETES -> {
                if (!readers.isEmpty()) {
                    simulator.outsider().delete(reader.id());
                }
            }
            case UNKNOWN_STATUS -> forSome(Fault.showsStatus(any.id(), "being-pondered"), Duration.ofMinutes(1));
            case FLAPPING -> forSome(Fault.flapping(any.id(), "configuring-log-exports"), Duration.ofMinutes(10));
            case STUCK -> forSome(Fault.stuck(any.id()), Duration.ofMinutes(30));
            case STATEMENT_KILLED -> simulator.inject(Fault.killed("ExecuteStatement"));
            case STATEMENT_LONG -> simulator.inject(Fault.slow("ExecuteStatement", 40 + (int) (strike.degree() * 20)));
            case DATABASE_ASLEEP ->
                simulator.change(world -> world.sites().stream()
                        .flatMap(site -> site.clusters().stream())
                        .forEach(each -> each.dataApi().paused(true)));
            case EVENTS_MISSING -> forSome(Fault.eventsMissing(any.id()), Duration.ofMinutes(30));
            default -> throw new IllegalArgumentException(strike + " is not for the meddler");
        }
    }

    private static Fault unclear(Cluster cluster, Strike strike) {
        boolean two = (int) (strike.degree() * 100) % 2 == 0;
        return Fault.showsWriters(cluster.id(), two ? Fault.TWO_WRITERS : Fault.NO_WRITER);
    }

    private void forSome(Fault fault, Duration time) {
        Fault kept = simulator.inject(fault);
        queue.after(time, () -> simulator.clearFault(kept.id()));
    }

    private Optional<Cluster> cluster() {
        return simulator.world().sites().stream()
                .flatMap(site -> site.cluster(subject.target().name()).stream())
                .findFirst();
    }
}
