package io.rdsmaint.local.asl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks where the states lead. Beyond what AWS checks, every state must be able to reach an end: a ring of states
 * without a way out would run until the history is full.
 */
final class Transitions {
    private final String startAt;
    private final Map<String, State> states;
    private final List<Problem> problems = new ArrayList<>();

    Transitions(String startAt, Map<String, State> states) {
        this.startAt = startAt;
        this.states = states;
    }

    List<Problem> check() {
        if (!states.containsKey(startAt)) {
            missing("Missing 'StartAt' target: " + startAt, "/StartAt");
        }
        states.values()
                .forEach(state -> state.transitions().stream()
                        .filter(way -> !states.containsKey(way.target()))
                        .forEach(way -> missing(
                                "Missing 'Next' target: " + way.target(), "/States/" + state.name() + way.at())));
        if (states.values().stream().noneMatch(State::terminal)) {
            problems.add(new Problem("MISSING_END_STATE", "Workflow has no terminal state", ""));
        }
        if (problems.isEmpty()) {
            Set<String> reached = reached();
            states.keySet().stream()
                    .filter(name -> !reached.contains(name))
                    .forEach(name -> missing("State \"" + name + "\" is not reachable.", "/States/" + name));
            Set<String> ending = ending();
            states.keySet().stream()
                    .filter(name -> !ending.contains(name))
                    .forEach(name -> missing("State \"" + name + "\" cannot reach an end.", "/States/" + name));
        }
        return problems;
    }

    private void missing(String message, String at) {
        problems.add(new Problem(Problem.TRANSITION, message, at));
    }

    private Set<String> reached() {
        Set<String> reached = new HashSet<>(Set.of(startAt));
        Deque<State> open = new ArrayDeque<>(List.of(state(startAt)));
        while (!open.isEmpty()) {
            for (State.Transition way : open.pop().transitions()) {
                if (reached.add(way.target())) {
                    open.push(state(way.target()));
                }
            }
        }
        return reached;
    }

    private Set<String> ending() {
        Set<String> ending = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (State state : states.values()) {
                boolean ends =
                        state.terminal() || state.transitions().stream().anyMatch(way -> ending.contains(way.target()));
                grown |= ends && ending.add(state.name());
            }
        }
        return ending;
    }

    private State state(String name) {
        return java.util.Objects.requireNonNull(states.get(name));
    }
}
