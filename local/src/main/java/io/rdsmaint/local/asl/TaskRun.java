package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.clock.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One visit of a Task state: its attempts, retries and how it ends. Used under the execution's lock. */
final class TaskRun {
    private final Execution execution;
    private final Interpreter interpreter;
    private final Visit visit;
    private final State.Task state;
    private final int[] retriesByRetrier;
    private int retries;
    private Optional<Attempt> attempt = Optional.empty();
    private Optional<Scheduler.Timer> delay = Optional.empty();

    TaskRun(Execution execution, Interpreter interpreter, Visit visit, State.Task state) {
        this.execution = execution;
        this.interpreter = interpreter;
        this.visit = visit;
        this.state = state;
        this.retriesByRetrier = new int[state.retriers().size()];
    }

    void begin() {
        String token = interpreter.ids().token();
        try {
            Scope raw = execution.scope(visit, visit.input(), Optional.of(token), retries);
            Scope effective = raw.with(state.paths().selectInput(raw));
            JsonNode parameters = state.parameters()
                    .map(template -> template.evaluate(effective))
                    .orElse(effective.input());
            Execution.requireSize(parameters, state.name());
            Attempt started = new Attempt(
                    token,
                    state.timeout().evaluate(effective, "TimeoutSeconds"),
                    state.heartbeat().evaluate(effective, "HeartbeatSeconds"));
            attempt = Optional.of(started);
            started.begin(parameters);
        } catch (StatesException e) {
            failed(visit.explain(e));
        }
    }

    /** Nobody waits for this task any more. */
    void abandon() {
        attempt.ifPresent(Attempt::close);
        delay.ifPresent(Scheduler.Timer::cancel);
    }

    private void succeeded(JsonNode answer) {
        try {
            Scope raw = execution.scope(visit, visit.input(), Optional.empty(), retries);
            JsonNode result = state.resultSelector()
                    .map(template -> template.evaluate(raw.with(answer)))
                    .orElse(answer);
            JsonNode merged = state.resultPath().merge(visit.input(), result);
            execution.leave(visit, state.paths().selectOutput(raw.with(merged)), state.next());
        } catch (StatesException e) {
            failed(visit.explain(e));
        }
    }

    private void failed(Failure failure) {
        Optional<Duration> again = retry(failure);
        if (again.isPresent()) {
            delay = Optional.of(interpreter.scheduler().after(again.get(), () -> execution.guarded(this::begin)));
            return;
        }
        Optional<Catcher> catcher =
                state.catchers().stream().filter(one -> one.matches(failure)).findFirst();
        if (catcher.isEmpty()) {
            execution.fail(failure);
            return;
        }
        try {
            JsonNode merged = catcher.get().resultPath().merge(visit.input(), failure.caught());
            execution.leave(visit, merged, Optional.of(catcher.get().next()));
        } catch (StatesException e) {
            execution.fail(visit.explain(e));
        }
    }

    private Optional<Duration> retry(Failure failure) {
        for (int i = 0; i < retriesByRetrier.length; i++) {
            Retrier retrier = state.retriers().get(i);
            if (retrier.matches(failure)) {
                if (retriesByRetrier[i] >= retrier.maxAttempts()) {
                    return Optional.empty();
                }
                Duration pause =
                        retrier.delay(retriesByRetrier[i], interpreter.ids().chance());
                retriesByRetrier[i]++;
                retries++;
                return Optional.of(pause);
            }
        }
        return Optional.empty();
    }

    /** One call of the service, and for a token the wait for its answer. */
    private final class Attempt implements TaskRunner.Answer, TaskTokens.Waiting {
        private final String token;
        private final Optional<Duration> timeout;
        private final Optional<Duration> heartbeat;
        private final List<Scheduler.Timer> timers = new ArrayList<>();
        private boolean submitted;
        private boolean over;

        Attempt(String token, Optional<Duration> timeout, Optional<Duration> heartbeat) {
            this.token = token;
            this.timeout = timeout;
            this.heartbeat = heartbeat;
        }

        private void begin(JsonNode parameters) {
            ObjectNode details = Json.object();
            details.put("region", "us-east-1").put("parameters", Json.write(parameters));
            timeout.ifPresent(limit -> details.put("timeoutInSeconds", limit.toSeconds()));
            heartbeat.ifPresent(limit -> details.put("heartbeatInSeconds", limit.toSeconds()));
            event("TaskScheduled", details);
            event("TaskStarted", Json.object());
            if (state.integration().waitsForToken()) {
                interpreter.tokens().open(token, this);
            }
            timeout.ifPresent(limit -> expireAfter(limit, Failure.TIMEOUT));
            beat();
            interpreter.call(new TaskCall(state.integration(), parameters, execution.identity()), this);
        }

        private void beat() {
            heartbeat.ifPresent(limit -> expireAfter(limit, Failure.HEARTBEAT_TIMEOUT));
        }

        private void expireAfter(Duration limit, String error) {
            timers.add(interpreter
                    .scheduler()
                    .after(
                            limit,
                            () -> settle(() -> {
                                event("TaskTimedOut", History.details(Failure.timeout(error)));
                                TaskRun.this.failed(Failure.timeout(error));
                            })));
        }

        /** Ends this attempt, once; false when it had ended already. */
        private boolean settle(Runnable end) {
            boolean[] first = new boolean[1];
            execution.guarded(() -> {
                if (!over) {
                    first[0] = true;
                    close();
                    end.run();
                }
            });
            return first[0];
        }

        private void close() {
            over = true;
            timers.forEach(Scheduler.Timer::cancel);
            interpreter.tokens().close(token);
        }

        private void event(String type, ObjectNode details) {
            execution.history().task(type, state.integration(), details);
        }

        @Override
        public void succeeded(JsonNode result) {
            if (state.integration().waitsForToken()) {
                execution.guarded(() -> {
                    if (!over) {
                        submitted = true;
                        event("TaskSubmitted", History.data("output", Json.write(result)));
                    }
                });
            } else {
                answer(result);
            }
        }

        @Override
        public void failed(Failure failure) {
            fail(failure);
        }

        @Override
        public boolean answer(JsonNode output) {
            return settle(() -> {
                if (Json.size(output) > Interpreter.DATA_LIMIT) {
                    String source = state.integration().service();
                    end(Failure.of(
                            Failure.DATA_LIMIT_EXCEEDED,
                            "The state/task '" + source + "' returned a result with a size exceeding the maximum"
                                    + " number of bytes service limit."));
                } else {
                    event("TaskSucceeded", History.data("output", Json.write(output)));
                    TaskRun.this.succeeded(output);
                }
            });
        }

        @Override
        public boolean fail(Failure failure) {
            return settle(() -> end(failure));
        }

        private void end(Failure failure) {
            boolean unsent = state.integration().waitsForToken() && !submitted;
            event(unsent ? "TaskSubmitFailed" : "TaskFailed", History.details(failure));
            TaskRun.this.failed(failure);
        }

        @Override
        public boolean heartbeat() {
            boolean[] alive = new boolean[1];
            execution.guarded(() -> {
                alive[0] = !over;
                if (!over && heartbeat.isPresent()) {
                    timers.removeLast().cancel();
                    beat();
                }
            });
            return alive[0];
        }
    }
}
