package io.rdsmaint.bench.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Lambda gives a function of 1,024 MB once its init is over: 1,024 / 1,769 of a processor (Lambda's guide, memory). By a control group of
 * the kernel, which takes rights that not everybody has.
 */
final class ProcessorShare implements AutoCloseable {
    /** Short, so that a share is a slower processor rather than one that stops; Lambda's is about as long. */
    private static final int PERIOD_MICROS = 20_000;

    private static final int MEMORY = 1_024;
    private static final int MEMORY_OF_ONE = 1_769;

    private final Path group;

    private ProcessorShare(Path group) {
        this.group = group;
    }

    /** A group, if this machine lets one make it. */
    static Optional<ProcessorShare> make() {
        String quota = String.valueOf(PERIOD_MICROS * MEMORY / MEMORY_OF_ONE);
        Path first = Path.of("/sys/fs/cgroup/cpu");
        Path second = Path.of("/sys/fs/cgroup");
        boolean old = Files.isDirectory(first);
        Path group = (old ? first : second)
                .resolve("rds-maint-bench-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(group);
            if (old) {
                Files.writeString(group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
                Files.writeString(group.resolve("cpu.cfs_quota_us"), quota);
            } else {
                Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
            }
            return Optional.of(new ProcessorShare(group));
        } catch (IOException e) {
            group.toFile().delete();
            return Optional.empty();
        }
    }

    /** From now on this process has no more. */
    void limit(long pid) {
        try {
            Files.writeString(group.resolve("cgroup.procs"), String.valueOf(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        group.toFile().delete();
    }
}
