package io.rdsmaint.aurora.preflight;

import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Proxy;
import java.util.List;
import java.util.Objects;

/** Do enough readers go on serving while one after the other is away? */
public final class ReaderChecks {
    /** A proxy's read-only endpoint would lead nowhere. */
    public static final Check<Look> PROXIES = new Check<>("proxy-read-only-endpoint", ReaderChecks::proxies);

    /** Percent of recent averages: room for peaks; chosen. */
    private static final double CPU_LIMIT = 70;

    private ReaderChecks() {}

    static List<Check<Look>> all() {
        return List.of(
                new Check<>("min-readers", ReaderChecks::fewest),
                new Check<>("reader-capacity", ReaderChecks::capacity),
                PROXIES);
    }

    /** Readers that serve while one of them, or after a failover the old writer, is being changed. */
    private static int servingMeanwhile(Look look) {
        return look.servingReaders().size() - 1 + (look.temporary() ? 1 : 0);
    }

    private static boolean readerAway(Look look) {
        return look.readerChanges()
                || (look.scope().failoverPlanned() && !look.servingReaders().isEmpty());
    }

    private static void fewest(Look look, Found found) {
        int left = servingMeanwhile(look);
        if (readerAway(look) && left < look.scope().minReaders()) {
            found.refuse(
                    "%d readers serve now; %d would while one is changed, and min_readers is %d"
                            .formatted(
                                    look.servingReaders().size(),
                                    left,
                                    look.scope().minReaders()),
                    look.temporary()
                            ? "add a reader first, or lower min_readers"
                            : "set temporary_instance to \"always\" (a spare reader for the time), or"
                                    + " lower min_readers");
        }
    }

    private static void capacity(Look look, Found found) {
        if (!look.readerChanges() || look.temporary()) {
            return;
        }
        List<Instance> readers = look.servingReaders();
        List<Double> cpu = readers.stream()
                .map(r -> look.seen().load(r.id()).cpuPercent())
                .filter(Objects::nonNull)
                .toList();
        if (cpu.size() < readers.size() || readers.isEmpty()) {
            found.warn(
                    ("CloudWatch has CPU figures of %d of %d readers: whether the others can take over"
                                    + " their load is unknown")
                            .formatted(cpu.size(), readers.size()),
                    "look at CPUUtilization of the readers, and start when they are below %.0f %% x (N-1)/N"
                            .formatted(CPU_LIMIT));
            return;
        }
        double total = cpu.stream().reduce(0.0, Double::sum);
        int left = readers.size() - 1;
        double expected;
        String who;
        if (left > 0) {
            expected = total / left;
            who = "the %d readers left".formatted(left);
        } else {
            Double writer = look.seen()
                    .writerInstance()
                    .map(w -> look.seen().load(w.id()).cpuPercent())
                    .orElse(null);
            expected = total + (writer == null ? 0 : writer);
            who = "the writer, which the reader endpoint falls back to,";
        }
        if (expected > CPU_LIMIT) {
            found.ask(
                    ("%d readers use %.0f %% CPU on average; with one away %s would need %.0f %%, and the"
                                    + " limit is %.0f %%")
                            .formatted(readers.size(), total / readers.size(), who, expected, CPU_LIMIT),
                    "set temporary_instance to \"always\" (a spare reader for the time), or start when less is read");
        }
    }

    private static void proxies(Look look, Found found) {
        if (!readerAway(look) || servingMeanwhile(look) > 0) {
            return;
        }
        for (Proxy proxy : look.seen().proxies()) {
            if (proxy.hasReadOnlyEndpoint()) {
                found.ask(
                        ("proxy %s has a read-only endpoint, which never falls back to the writer; 0"
                                        + " readers would serve it while %s is changed, and its queries would time out")
                                .formatted(proxy.name(), onlyReader(look)),
                        "set temporary_instance to \"always\" (a spare reader for the time)");
            }
        }
    }

    private static String onlyReader(Look look) {
        return look.cluster().readers().stream()
                .map(Cluster.Member::instanceId)
                .findFirst()
                .orElse("the only reader");
    }
}
