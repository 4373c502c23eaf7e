package io.rdsmaint.engine;

import java.util.List;

/** Which steps {@code pause_before} means: by name or by action. */
final class Gates {
    /** The reason of a gate that somebody asked for by naming the step; other gates come from an operation's parameters. */
    static final String BY_NAME = "pause_before names this step";

    /** Instead of a name: the step that comes next. */
    static final String NEXT = "next";

    private Gates() {}

    static boolean names(List<String> pauseBefore, PlannedStep step) {
        return pauseBefore.contains(step.name()) || pauseBefore.contains(step.action());
    }

    /**
     * Refuses gates on steps that have begun or are over: nothing would ask any more.
     *
     * @throws InvalidRequest naming each and the steps to come
     */
    static void requireAllToCome(List<String> pauseBefore, List<Step> steps) {
        List<PlannedStep> toCome = steps.stream()
                .filter(step -> step.state() == StepState.PENDING)
                .map(Step::planned)
                .toList();
        List<String> late = pauseBefore.stream()
                .filter(p -> toCome.stream().noneMatch(s -> names(List.of(p), s)))
                .map(p -> "pause_before '" + p
                        + "' names a step that has begun or is over: nothing would ask. To come are: "
                        + String.join(
                                ", ", toCome.stream().map(PlannedStep::name).toList()))
                .toList();
        if (!late.isEmpty()) {
            throw new InvalidRequest(late);
        }
    }

    /**
     * Refuses gates that would never ask.
     *
     * @throws InvalidRequest naming each unknown entry and the steps there are
     */
    static void requireAllKnown(List<String> pauseBefore, List<PlannedStep> steps) {
        List<String> unknown = pauseBefore.stream()
                .filter(p -> steps.stream().noneMatch(s -> names(List.of(p), s)))
                .map(p -> "pause_before '" + p + "' names no step; the steps are: "
                        + String.join(
                                ", ", steps.stream().map(PlannedStep::name).toList()))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidRequest(unknown);
        }
    }
}
