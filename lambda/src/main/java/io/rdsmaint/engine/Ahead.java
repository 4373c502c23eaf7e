package io.rdsmaint.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What some steps that are to come do to clients and to data.
 *
 * @param interrupting the names of those that take service away from clients
 * @param deleting what they delete that nobody can have again
 */
record Ahead(List<String> interrupting, List<String> deleting) {
    /** More names than these are only counted. */
    private static final int NAMED = 3;

    static Ahead of(List<PlannedStep> steps, Function<PlannedStep, Optional<String>> deletes) {
        return new Ahead(
                steps.stream()
                        .filter(PlannedStep::disruptive)
                        .map(step -> step.name() + " (usually " + Summaries.minutes(step) + ")")
                        .toList(),
                steps.stream()
                        .flatMap(step -> deletes.apply(step).stream())
                        .distinct()
                        .toList());
    }

    boolean hurts() {
        return !interrupting.isEmpty() || !deleting.isEmpty();
    }

    /**
     * Ready to follow a clause; empty when nothing is hurt.
     *
     * @param subject what does it
     */
    String words(String subject) {
        List<String> parts = new ArrayList<>();
        if (!interrupting.isEmpty()) {
            parts.add(subject + " takes service away from clients: " + named(interrupting));
        }
        if (!deleting.isEmpty()) {
            parts.add(subject + " deletes for good: " + named(deleting));
        }
        return parts.stream().map(part -> "; " + part).collect(Collectors.joining());
    }

    private static String named(List<String> all) {
        return all.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (all.size() > NAMED ? " and " + (all.size() - NAMED) + " more" : "");
    }
}
