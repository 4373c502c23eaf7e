package io.rdsmaint.bench;

import io.rdsmaint.bench.cold.ColdStart;
import io.rdsmaint.bench.cold.WarmLook;
import io.rdsmaint.bench.orchestration.Orchestration;
import io.rdsmaint.bench.pieces.PiecesInLanes;
import io.rdsmaint.bench.thousands.Thousands;
import java.util.List;
import java.util.Optional;

/** All benchmarks there are: one line each. */
final class Benchmarks {
    static final List<Benchmark> ALL =
            List.of(new ColdStart(), new WarmLook(), new Orchestration(), new Thousands(), new PiecesInLanes());

    private Benchmarks() {}

    static Optional<Benchmark> find(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
