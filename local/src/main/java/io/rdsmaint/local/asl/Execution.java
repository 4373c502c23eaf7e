package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.clock.Scheduler;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One execution of a state machine; safe for use by several threads. */
public final class Execution {
    private static final int LONGEST_ERROR = 256;
    private static final int LONGEST_CAUSE = 32_768;

    private final Interpreter interpreter;
    private final ExecutionIdentity identity;
    private final Definition definition;
    private final String inputText;
    private final JsonNode input;
    private final Instant started;
    private final History history;
    private Status status = Status.RUNNING;
    private Optional<Instant> stopped = Optional.empty();
    private Optional<JsonNode> output = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private Optional<TaskRun> task = Optional.empty();
    private Optional<Scheduler.Timer> waiting = Optional.empty();
    private Optional<Scheduler.Timer> limit = Optional.empty();

    /** The states of an execution. */
    public enum Status {
        /** Under way. */
        RUNNING,
        /** Ended well, with an output. */
        SUCCEEDED,
        /** Ended with a failure. */
        FAILED,
        /** Passed the definition's TimeoutSeconds. */
        TIMED_OUT,
        /** Stopped by someone. */
        ABORTED
    }

    /** A state about to be entered. */
    private record Move(String target, JsonNode input) {}

    Execution(
            Interpreter interpreter,
            ExecutionIdentity identity,
            Definition definition,
            String inputText,
            JsonNode input) {
        this.interpreter = interpreter;
        this.identity = identity;
        this.definition = definition;
        this.inputText = inputText;
        this.input = input;
        this.started = interpreter.scheduler().instant();
        this.history = new History(interpreter.scheduler());
    }

    void begin() {
        interpreter.tellStatus(this, view());
        guarded(() -> {
            history.started(inputText, identity.roleArn());
            limit = definition
                    .timeout()
                    .map(most -> interpreter
                            .scheduler()
                            .after(
                                    most,
                                    () -> guarded(() -> end(
                                            Status.TIMED_OUT, "ExecutionTimedOut", Failure.timeout(Failure.TIMEOUT)))));
            follow(new Move(definition.startAt(), input));
        });
    }

    /** Runs what changes the execution; does nothing once it has ended. */
    synchronized boolean guarded(Runnable change) {
        if (status != Status.RUNNING) {
            return false;
        }
        try {
            change.run();
        } catch (History.FullException e) {
            end(Status.FAILED, "ExecutionFailed", Failure.of(Failure.RUNTIME, String.valueOf(e.getMessage())));
        }
        return true;
    }

    private void follow(Move first) {
        Optional<Move> move = Optional.of(first);
        while (move.isPresent()) {
            move = enter(move.get());
        }
    }

    private Optional<Move> enter(Move move) {
        State state = Objects.requireNonNull(definition.states().get(move.target()));
        history.entered(state, move.input());
        Visit visit = new Visit(
                state, move.input(), history.lastId(), interpreter.scheduler().instant());
        try {
            return run(visit);
        } catch (StatesException e) {
            fail(visit.explain(e));
            return Optional.empty();
        }
    }

    private Optional<Move> run(Visit visit) {
        Scope raw = scope(visit, visit.input(), Optional.empty(), 0);
        return switch (visit.state()) {
            case State.Fail fail -> {
                fail(failure(fail, raw));
                yield Optional.empty();
            }
            case State.Task step -> {
                TaskRun run = new TaskRun(this, interpreter, visit, step);
                task = Optional.of(run);
                run.begin();
                yield Optional.empty();
            }
            case State.Wait step -> {
                Scope effective = raw.with(step.paths().selectInput(raw));
                JsonNode result = step.paths().selectOutput(effective);
                waiting = step.seconds()
                        .evaluate(effective, "Seconds")
                        .map(delay -> interpreter
                                .scheduler()
                                .after(delay, () -> guarded(() -> leave(visit, result, step.next()))));
                yield Optional.empty();
            }
            case State.Choice step -> {
                Scope effective = raw.with(step.paths().selectInput(raw));
                yield exit(visit, step.paths().selectOutput(effective), Optional.of(choose(step, effective)));
            }
            case State.Pass step -> exit(visit, pass(step, raw), step.next());
            case State.Succeed step -> {
                Scope effective = raw.with(step.paths().selectInput(raw));
                yield exit(visit, step.paths().selectOutput(effective), Optional.empty());
            }
        };
    }

    private static JsonNode pass(State.Pass step, Scope raw) {
        Scope effective = raw.with(step.paths().selectInput(raw));
        JsonNode result = step.result()
                .or(() -> step.parameters().map(template -> template.evaluate(effective)))
                .orElse(effective.input());
        JsonNode merged = step.resultPath().merge(raw.input(), result);
        return step.paths().selectOutput(raw.with(merged));
    }

    private static String choose(State.Choice step, Scope scope) {
        return step.branches().stream()
                .filter(branch -> branch.rule().holds(scope))
                .findFirst()
                .map(State.Choice.Branch::next)
                .or(step::fallback)
                .orElseThrow(() -> StatesException.runtime(
                        "Failed to transition out of the state. The state does not point to a next state."));
    }

    private static Failure failure(State.Fail fail, Scope scope) {
        return new Failure(
                fail.error().map(value -> text(value, scope, "ErrorPath", LONGEST_ERROR)),
                fail.cause().map(value -> text(value, scope, "CausePath", LONGEST_CAUSE)));
    }

    private static String text(Expression expression, Scope scope, String field, int longest) {
        JsonNode value = expression.evaluate(scope, field);
        if (!value.isTextual()) {
            throw StatesException.runtime(
                    "The " + field + " parameter does not reference a string: " + Json.write(value));
        }
        if (value.textValue().length() > longest) {
            throw StatesException.runtime(
                    "The " + field + " parameter references a string of more than " + longest + " characters");
        }
        return value.textValue();
    }

    /** Leaves a state and goes on; what fails in that ends the execution. */
    void leave(Visit visit, JsonNode result, Optional<String> next) {
        task = Optional.empty();
        waiting = Optional.empty();
        try {
            exit(visit, result, next).ifPresent(this::follow);
        } catch (StatesException e) {
            fail(visit.explain(e));
        }
    }

    private Optional<Move> exit(Visit visit, JsonNode result, Optional<String> next) {
        requireSize(result, visit.state().name());
        history.exited(visit.state(), result);
        if (next.isEmpty()) {
            output = Optional.of(result);
            history.succeeded(result);
            close(Status.SUCCEEDED);
        }
        return next.map(target -> new Move(target, result));
    }

    static void requireSize(JsonNode value, String source) {
        if (Json.size(value) > Interpreter.DATA_LIMIT) {
            throw new StatesException(
                    Failure.DATA_LIMIT_EXCEEDED,
                    "The state/task '" + source
                            + "' returned a result with a size exceeding the maximum number of bytes service limit.");
        }
    }

    /** Ends the execution as failed. */
    void fail(Failure reason) {
        end(Status.FAILED, "ExecutionFailed", reason);
    }

    /** StopExecution; false when it had ended already. */
    public boolean stop(Failure reason) {
        return guarded(() -> end(Status.ABORTED, "ExecutionAborted", reason));
    }

    private void end(Status last, String event, Failure reason) {
        failure = Optional.of(reason);
        history.ended(event, reason);
        close(last);
    }

    private void close(Status last) {
        status = last;
        stopped = Optional.of(interpreter.scheduler().instant());
        task.ifPresent(TaskRun::abandon);
        waiting.ifPresent(Scheduler.Timer::cancel);
        limit.ifPresent(Scheduler.Timer::cancel);
        interpreter.tellStatus(this, view());
    }

    Scope scope(Visit visit, JsonNode effectiveInput, Optional<String> token, int retries) {
        ObjectNode context = Json.object();
        ObjectNode execution = context.putObject("Execution");
        execution.put("Id", identity.arn()).put("Name", identity.name()).put("RoleArn", identity.roleArn());
        execution.put("StartTime", visit.time(started)).put("RedriveCount", 0);
        execution.set("Input", input);
        context.putObject("StateMachine").put("Id", identity.machineArn()).put("Name", identity.machineName());
        context.putObject("State")
                .put("EnteredTime", visit.time(visit.entered()))
                .put("Name", visit.state().name())
                .put("RetryCount", retries);
        token.ifPresent(one -> context.putObject("Task").put("Token", one));
        return new Scope(effectiveInput, context, interpreter.ids()::uuid);
    }

    History history() {
        return history;
    }

    /** Who it is. */
    public ExecutionIdentity identity() {
        return identity;
    }

    /** Its input as it was given. */
    public String input() {
        return inputText;
    }

    /** When it began. */
    public Instant started() {
        return started;
    }

    /** What it looks like now. */
    public synchronized View view() {
        return new View(status, stopped, output.map(Json::write), failure, history.events());
    }

    /**
     * A moment of an execution.
     *
     * @param status its state
     * @param stopped when it ended
     * @param output what it gave, as JSON, if it succeeded
     * @param failure why it ended otherwise
     * @param events its history so far
     */
    public record View(
            Status status,
            Optional<Instant> stopped,
            Optional<String> output,
            Optional<Failure> failure,
            List<HistoryEvent> events) {}
}
