package io.rdsmaint.testkit.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.testkit.EventQueue;
import io.rdsmaint.testkit.History;
import io.rdsmaint.testkit.JsonTrees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Runs the function: sandboxes that finish, die, hang until their time is over, or go on long after. */
public final class LambdaService implements AutoCloseable {
    private final EventQueue queue;
    private final Deployment deployment;
    private final LambdaInvocation.Surroundings surroundings;
    private final History history;
    private final IntFunction<String> ids;
    private final List<LambdaInvocation> open = new ArrayList<>();
    private int invocations;
    private int release;

    /**
     * @param ids gives the n-th invocation its request id
     */
    public LambdaService(
            EventQueue queue,
            Deployment deployment,
            LambdaInvocation.Surroundings surroundings,
            History history,
            IntFunction<String> ids) {
        this.queue = queue;
        this.deployment = deployment;
        this.surroundings = surroundings;
        this.history = history;
        this.ids = ids;
    }

    /** Invokes the function; the caller learns of the outcome once. */
    public void invoke(String alias, ObjectNode event, Consumer<InvocationOutcome> then) {
        String id = ids.apply(++invocations);
        LambdaInvocation invocation =
                new LambdaInvocation(deployment, surroundings, id, alias, event.toString(), release);
        history.add(id, () -> alias + " " + event);
        open.add(invocation);
        Once once = new Once(then);
        go(invocation, once);
        if (!once.told) {
            queue.after(LambdaInvocation.TIMEOUT, () -> once.accept(new InvocationOutcome.Failed(null)));
        }
    }

    /** The next invocations run other code. */
    public void deploy() {
        release = 1 - release;
    }

    /** How often the function was invoked. */
    public int invocations() {
        return invocations;
    }

    /** Ends the processes that have not finished. */
    @Override
    public void close() {
        open.forEach(i -> i.sandbox().close());
        open.clear();
    }

    private void go(LambdaInvocation invocation, Once once) {
        switch (invocation.sandbox().go()) {
            case ASLEEP -> {
                Duration nap = invocation.sandbox().nap();
                if (nap.compareTo(Duration.ofDays(1)) < 0) {
                    queue.after(nap, () -> go(invocation, once));
                }
            }
            case DEAD -> {
                history.add(invocation.id(), () -> "is dead");
                once.accept(new InvocationOutcome.Failed(null));
            }
            default -> {
                open.remove(invocation);
                history.add(
                        invocation.id(),
                        () -> "answers "
                                + invocation.answer().map(Replies::shortly).orElse("" + invocation.thrown()));
                once.accept(invocation
                        .answer()
                        .<InvocationOutcome>map(text -> new InvocationOutcome.Returned(JsonTrees.read(text)))
                        .orElseGet(() -> new InvocationOutcome.Failed(invocation.thrown())));
            }
        }
    }

    private static final class Once {
        private final Consumer<InvocationOutcome> then;
        private boolean told;

        Once(Consumer<InvocationOutcome> then) {
            this.then = then;
        }

        void accept(InvocationOutcome outcome) {
            if (!told) {
                told = true;
                then.accept(outcome);
            }
        }
    }
}
