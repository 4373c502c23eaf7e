package io.rdsmaint.engine;

import java.util.List;

/** A request that can't be carried out as it is: names every problem at once, each with the way out. Nothing was changed. */
public final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    public InvalidRequest(List<String> problems) {
        super(String.join(" | ", problems));
        this.problems = List.copyOf(problems);
    }

    public InvalidRequest(String problem) {
        this(List.of(problem));
    }

    /** What {@code reading} finds wrong with a request; empty when nothing is. */
    public static List<String> problemsOf(Runnable reading) {
        try {
            reading.run();
            return List.of();
        } catch (InvalidRequest e) {
            return e.problems();
        }
    }

    /** Each problem, with what to do about it. */
    public List<String> problems() {
        return problems;
    }
}
