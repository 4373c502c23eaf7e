package io.rdsmaint.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.JsonTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One operation on a simulated cluster, what others do meanwhile, how its questions are answered, and at which moments its
 * document is kept. What releases kept names the story and its acts, so both stay as long as one of them does.
 */
final class Story {
    /** Something that happens in the world: once, right before a step's first look or when it first waits, or on an answer. */
    record Act(String name, Consumer<Simulator> what) {}

    /** How a question is answered: {@code action} or {@code action/choice}, after an act if there is one. */
    record Reply(
            Predicate<Question> to, String answer, @Nullable Act after) {}

    /** A document to keep: the first saved one that fits. */
    record Moment(String name, Predicate<Operation> when) {}

    final String type;
    final String name;
    final Scenario scenario;
    final String cluster;
    final ObjectNode parameters;
    final List<String> gates = new ArrayList<>();
    final List<Act> first = new ArrayList<>();
    final Map<String, Act> before = new LinkedHashMap<>();
    final Map<String, Act> during = new LinkedHashMap<>();
    final List<Reply> replies = new ArrayList<>();
    final List<Moment> moments = new ArrayList<>();
    final ObjectNode options = JsonTrees.object();
    boolean calledWithoutPauseWhileHeld;

    @Nullable
    String abandonedAt;

    /**
     * @param parameters of the type, in JSON with single quotes
     */
    Story(String type, String name, String scenario, String cluster, String parameters) {
        this.type = type;
        this.name = name;
        this.scenario = Scenarios.find(scenario).orElseThrow();
        this.cluster = cluster;
        this.parameters = JsonTrees.object(parameters);
    }

    /** Where it is kept, below a release's folder. */
    String path() {
        return type + "/" + name;
    }

    Story gate(String step) {
        gates.add(step);
        return this;
    }

    /** With fields of the request beside its parameters, in JSON with single quotes. */
    Story with(String fields) {
        options.setAll(JsonTrees.object(fields));
        return this;
    }

    Story first(String act, Consumer<Simulator> what) {
        first.add(new Act(act, what));
        return this;
    }

    Story before(String step, String act, Consumer<Simulator> what) {
        before.put(step, new Act(act, what));
        return this;
    }

    Story during(String step, String act, Consumer<Simulator> what) {
        during.put(step, new Act(act, what));
        return this;
    }

    Story reply(Predicate<Question> to, String answer) {
        replies.add(new Reply(to, answer, null));
        return this;
    }

    Story reply(Predicate<Question> to, String answer, String act, Consumer<Simulator> what) {
        replies.add(new Reply(to, answer, new Act(act, what)));
        return this;
    }

    /** The execution ends by itself when this step comes up; another one takes over. */
    Story abandonedAt(String step) {
        abandonedAt = step;
        return this;
    }

    /** While a step waits for its time it is called every second, which fills the execution's history. */
    Story calledWithoutPauseWhileHeld() {
        calledWithoutPauseWhileHeld = true;
        return this;
    }

    Story keep(String moment, Predicate<Operation> when) {
        moments.add(new Moment(moment, when));
        return this;
    }

    /** All acts, by name. */
    Map<String, Act> acts() {
        Map<String, Act> acts = new LinkedHashMap<>();
        first.forEach(a -> acts.put(a.name(), a));
        before.values().forEach(a -> acts.put(a.name(), a));
        during.values().forEach(a -> acts.put(a.name(), a));
        replies.stream().flatMap(r -> Optional.ofNullable(r.after()).stream()).forEach(a -> acts.put(a.name(), a));
        return acts;
    }

    Reply replyTo(Question question) {
        return replies.stream()
                .filter(r -> r.to().test(question))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        path() + ": unexpected question: " + question.reason() + " | " + question.observed()));
    }

    static Predicate<Question> asked(Question.Kind kind) {
        return q -> q.kind() == kind;
    }

    static Predicate<Operation> paused(Question.Kind kind) {
        return op -> op.question() != null && op.question().kind() == kind;
    }

    /** At a step, by the beginning of its name, in this state. */
    static Predicate<Operation> at(String step, StepState state) {
        return op -> op.question() == null
                && op.current()
                        .filter(s -> s.name().startsWith(step) && s.state() == state)
                        .isPresent();
    }

    /** At a step whose call may have been made, with no answer and no sign of it yet. */
    static Predicate<Operation> intending(String step) {
        return op -> op.question() == null
                && op.current()
                        .filter(s -> s.name().startsWith(step)
                                && s.intent() != null
                                && s.intent().open())
                        .isPresent();
    }

    /** The same, after an invocation that looked for a sign in vain. */
    static Predicate<Operation> looking(String step) {
        return intending(step)
                .and(op ->
                        op.current().filter(s -> s.state() == StepState.WAITING).isPresent());
    }
}
