package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.clock.Ids;
import io.rdsmaint.local.clock.Scheduler;
import java.util.function.BiConsumer;

/** Runs executions: event-driven, one lock per execution, no lock held while a service is called. */
public final class Interpreter {
    /** Bytes of UTF-8 that a state may take and give. */
    public static final int DATA_LIMIT = 262_144;

    private final Scheduler scheduler;
    private final TaskRunner runner;
    private final Ids ids;
    private final BiConsumer<Execution, Execution.View> onStatus;
    private final TaskTokens tokens = new TaskTokens();

    /**
     * An interpreter.
     *
     * @param scheduler its clock
     * @param runner calls the services
     * @param ids identifiers, tokens and jitter
     * @param onStatus told, on a thread of its own, when an execution has begun and when it has ended, with
     *     what it looked like then
     */
    public Interpreter(
            Scheduler scheduler, TaskRunner runner, Ids ids, BiConsumer<Execution, Execution.View> onStatus) {
        this.scheduler = scheduler;
        this.runner = runner;
        this.ids = ids;
        this.onStatus = onStatus;
    }

    /** A new execution, already under way; {@code text} is the input as it was given. */
    public Execution start(ExecutionIdentity identity, Definition definition, String text, JsonNode input) {
        Execution execution = new Execution(this, identity, definition, text, input);
        execution.begin();
        return execution;
    }

    /** The tokens of the tasks that wait. */
    public TaskTokens tokens() {
        return tokens;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Ids ids() {
        return ids;
    }

    void call(TaskCall call, TaskRunner.Answer answer) {
        scheduler.start(_ -> runner.run(call, answer));
    }

    void tellStatus(Execution execution, Execution.View view) {
        scheduler.start(_ -> onStatus.accept(execution, view));
    }
}
