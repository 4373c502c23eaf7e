package io.rdsmaint.local.asl;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that AWS refuses, or that uses what is not supported here; it names every problem. */
public final class InvalidDefinitionException extends Exception {
    private final List<Problem> problems;

    InvalidDefinitionException(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining(", ", "Invalid State Machine Definition: '", "'")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of the document. */
    public List<Problem> problems() {
        return problems;
    }
}
