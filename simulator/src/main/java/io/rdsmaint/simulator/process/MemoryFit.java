package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds the parameter values in force on an instance against its class. Formulas follow the class; fixed numbers
 * do not.
 */
public final class MemoryFit {

    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final double PAGE = 8192;

    private final Instance instance;
    private final double memory;

    public MemoryFit(Instance instance) {
        this.instance = instance;
        this.memory = instance.cluster().memoryGib(instance) * GIB;
    }

    /** Why the database process cannot start again with these values on this class, if it cannot. */
    public Optional<String> misfit() {
        return buffer(instance::parameter)
                .filter(bytes -> bytes > memory * 0.9)
                .map(bytes -> "A fixed buffer of %.1f GiB does not fit into the %.1f GiB of %s."
                        .formatted(
                                bytes / GIB,
                                memory / GIB,
                                instance.instanceClass().name()));
    }

    /** The limit on connections: the fixed value, or the engine's formula over the class memory. */
    public int maxConnections() {
        return number(instance::inForce, "max_connections")
                .map(Double::intValue)
                .orElseGet(this::defaultConnections);
    }

    /** True when a fixed buffer and the connections' own memory, 10 MiB each, together exceed the class. */
    public boolean exhausted(int connections) {
        return buffer(instance::inForce)
                .filter(bytes -> bytes + connections * 10.0 * 1024 * 1024 > memory)
                .isPresent();
    }

    private int defaultConnections() {
        Cluster cluster = instance.cluster();
        if (cluster.version().postgres()) {
            return (int) Math.min(memory / 9_531_392, 5_000);
        }
        double small = Math.log(memory / 805_306_368) / Math.log(2) * 45;
        double large = Math.log(memory / 8_187_281_408.0) / Math.log(2) * 1_000;
        return (int) Math.max(small, large);
    }

    private static Optional<Double> buffer(Function<String, Optional<String>> values) {
        return number(values, "shared_buffers")
                .map(pages -> pages * PAGE)
                .or(() -> number(values, "innodb_buffer_pool_size"));
    }

    private static Optional<Double> number(Function<String, Optional<String>> values, String parameter) {
        return values.apply(parameter).filter(value -> value.matches("[0-9]+")).map(Double::valueOf);
    }
}
