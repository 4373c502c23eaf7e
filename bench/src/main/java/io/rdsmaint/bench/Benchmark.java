package io.rdsmaint.bench;

/** Something that is measured, in the same run as what it is measured by. One class each, and one line in {@link Benchmarks}. */
public interface Benchmark {
    /** The word by which it is chosen. */
    String name();

    /** What it measures and beside what, in one line. */
    String about();

    /**
     * Measures.
     *
     * @param options what is chosen otherwise than usual
     */
    Table run(Options options);
}
