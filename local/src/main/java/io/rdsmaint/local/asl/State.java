package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One state of a definition, checked. */
public sealed interface State {
    /** Its name, unique in the definition. */
    String name();

    /** Its comment, empty when there is none. */
    String comment();

    /** InputPath and OutputPath. */
    Paths paths();

    /** The names of the states that may follow, with what leads there. */
    List<Transition> transitions();

    /** Whether the execution can end here. */
    default boolean terminal() {
        return transitions().isEmpty();
    }

    /**
     * A way out of a state.
     *
     * @param target the state it leads to
     * @param label what leads there, for people; empty for the ordinary way
     * @param at the location of the field that names the target, below the state
     */
    record Transition(String target, String label, String at) {}

    /** InputPath and OutputPath; an absent one was null and selects an empty object. */
    record Paths(Optional<Path> input, Optional<Path> output) {
        private static final Path ALL = new Path("$", false, List.of());

        /** The paths of a state that names none. */
        static final Paths WHOLE = new Paths(Optional.of(ALL), Optional.of(ALL));

        JsonNode selectInput(Scope raw) {
            return input.<JsonNode>map(path -> raw.require(path, "InputPath")).orElseGet(Json::object);
        }

        JsonNode selectOutput(Scope whole) {
            return output.<JsonNode>map(path -> whole.require(path, "OutputPath"))
                    .orElseGet(Json::object);
        }
    }

    /** ResultPath; an absent path was null and drops the result. */
    record ResultPath(Optional<Path> path) {
        JsonNode merge(JsonNode input, JsonNode result) {
            return path.map(one -> one.put(input, result)).orElse(input);
        }
    }

    /** Passes its input on, perhaps changed. */
    record Pass(
            String name,
            String comment,
            Paths paths,
            Optional<Template> parameters,
            Optional<JsonNode> result,
            ResultPath resultPath,
            Optional<String> next)
            implements State {
        @Override
        public List<Transition> transitions() {
            return ordinary(next);
        }
    }

    /** Has a service do something. */
    record Task(
            String name,
            String comment,
            Paths paths,
            Integration integration,
            Optional<Template> parameters,
            Optional<Template> resultSelector,
            ResultPath resultPath,
            Seconds timeout,
            Seconds heartbeat,
            List<Retrier> retriers,
            List<Catcher> catchers,
            Optional<String> next)
            implements State {
        @Override
        public List<Transition> transitions() {
            List<Transition> all = new ArrayList<>(ordinary(next));
            for (int i = 0; i < catchers.size(); i++) {
                Catcher catcher = catchers.get(i);
                all.add(new Transition(catcher.next(), String.join(", ", catcher.errors()), "/Catch[" + i + "]/Next"));
            }
            return all;
        }

        @Override
        public boolean terminal() {
            return next.isEmpty();
        }
    }

    /** Goes on by what the input says. */
    record Choice(String name, String comment, Paths paths, List<Branch> branches, Optional<String> fallback)
            implements State {
        /** The first branch whose rule holds is taken. */
        record Branch(Rule rule, String next) {}

        @Override
        public List<Transition> transitions() {
            List<Transition> all = new ArrayList<>();
            for (int i = 0; i < branches.size(); i++) {
                Branch branch = branches.get(i);
                all.add(new Transition(branch.next(), branch.rule().toString(), "/Choices[" + i + "]/Next"));
            }
            fallback.ifPresent(target -> all.add(new Transition(target, "otherwise", "/Default")));
            return all;
        }
    }

    /** Waits. */
    record Wait(String name, String comment, Paths paths, Seconds seconds, Optional<String> next) implements State {
        @Override
        public List<Transition> transitions() {
            return ordinary(next);
        }
    }

    /** Ends the execution well. */
    record Succeed(String name, String comment, Paths paths) implements State {
        @Override
        public List<Transition> transitions() {
            return List.of();
        }
    }

    /** Ends the execution as failed. */
    record Fail(String name, String comment, Optional<Expression> error, Optional<Expression> cause) implements State {
        @Override
        public Paths paths() {
            return Paths.WHOLE;
        }

        @Override
        public List<Transition> transitions() {
            return List.of();
        }
    }

    private static List<Transition> ordinary(Optional<String> next) {
        return next.map(target -> new Transition(target, "", "/Next")).stream().toList();
    }
}
