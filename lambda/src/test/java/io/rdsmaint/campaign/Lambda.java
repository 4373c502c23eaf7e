package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs the function: sandboxes that finish, die, hang until their time is over, or go on long after. */
final class Lambda {
    /** What the caller learns. */
    sealed interface Outcome {
        record Returned(JsonNode reply) implements Outcome {}

        /** An error of the function or of Lambda; the function may have run. */
        record Failed() implements Outcome {}

        /** Lambda had no room; the function did not run. */
        record Throttled() implements Outcome {}
    }

    private final Agenda agenda;
    private final Deployment deployment;
    private final Invocation.Surroundings surroundings;
    private final History history;
    private final Flaw flaw;
    private final List<Invocation> open = new ArrayList<>();
    private int invocations;
    private int release;

    Lambda(Agenda agenda, Deployment deployment, Invocation.Surroundings surroundings, History history, Flaw flaw) {
        this.agenda = agenda;
        this.deployment = deployment;
        this.surroundings = surroundings;
        this.history = history;
        this.flaw = flaw;
    }

    /** Invokes the function; the caller learns of the outcome once. */
    void invoke(String alias, ObjectNode event, Consumer<Outcome> then) {
        if (!flaw.hears(event.toString())) {
            return;
        }
        String id = "i%05d".formatted(++invocations);
        Invocation invocation = new Invocation(deployment, surroundings, id, alias, event.toString(), release);
        history.add(id, () -> alias + " " + event);
        open.add(invocation);
        Once once = new Once(then);
        go(invocation, once);
        if (!once.told) {
            agenda.after(Invocation.TIMEOUT, () -> once.accept(new Outcome.Failed()));
        }
    }

    /** The next invocations run other code. */
    void deploy() {
        release = 1 - release;
    }

    int invocations() {
        return invocations;
    }

    void close() {
        open.forEach(i -> i.sandbox().close());
    }

    private void go(Invocation invocation, Once once) {
        switch (invocation.sandbox().go()) {
            case ASLEEP -> {
                Duration nap = invocation.sandbox().nap();
                if (nap.compareTo(Duration.ofDays(1)) < 0) {
                    agenda.after(nap, () -> go(invocation, once));
                }
            }
            case DEAD -> {
                history.add(invocation.id(), () -> "is dead");
                once.accept(new Outcome.Failed());
            }
            default -> {
                open.remove(invocation);
                history.add(
                        invocation.id(),
                        () -> "answers "
                                + invocation.answer().map(Replies::shortly).orElse("" + invocation.thrown()));
                once.accept(invocation
                        .answer()
                        .<Outcome>map(text -> new Outcome.Returned(Json.read(text)))
                        .orElseGet(Outcome.Failed::new));
            }
        }
    }

    private static final class Once {
        private final Consumer<Outcome> then;
        private boolean told;

        Once(Consumer<Outcome> then) {
            this.then = then;
        }

        void accept(Outcome outcome) {
            if (!told) {
                told = true;
                then.accept(outcome);
            }
        }
    }
}
