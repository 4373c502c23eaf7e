package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.SimulatorResponse.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Step Functions with the state machine as it is defined: the same states, retriers and catchers, without the interpreter, which
 * would be too slow for thousands of runs. That the definition says this is for the tests of the definition to prove.
 */
final class Machine {
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:rds-maint-machine";
    private static final int THROTTLED_ATTEMPTS = 10;
    private static final int FAILED_ATTEMPTS = 6;

    enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        ABORTED
    }

    /** One execution. */
    static final class Execution {
        final String arn;
        final Instant startedAt;
        final ObjectNode input;
        Status status = Status.RUNNING;
        String error = "";
        String operationId;

        @Nullable
        JsonNode question;

        String token = "";

        /** The function's last. */
        @Nullable
        JsonNode reply;

        @Nullable
        Instant endedAt;

        /** Counts the tasks, so that what came of one that is no longer awaited is dropped. */
        int task;

        @Nullable
        Runnable state;

        Execution(String arn, Instant startedAt, ObjectNode input) {
            this.arn = arn;
            this.startedAt = startedAt;
            this.input = input;
            this.operationId = input.path("operation_id").asText("");
        }
    }

    /** Those who hear of the machine's doings. */
    interface Listener {
        /** An execution asks. */
        void asked(Execution execution, JsonNode question);

        /** An execution ended in another way than by success. */
        void ended(Execution execution);
    }

    private final Agenda agenda;
    private final Lambda lambda;
    private final Strikes strikes;
    private final RandomGenerator random;
    private final History history;
    private final Listener listener;
    private final Disorder disorder;
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private int tokens;

    /** What else goes wrong at an invocation. */
    interface Disorder {
        void strikes(Execution execution, Strike strike);
    }

    Machine(
            Agenda agenda,
            Lambda lambda,
            Strikes strikes,
            RandomGenerator random,
            History history,
            Listener listener,
            Disorder disorder) {
        this.agenda = agenda;
        this.lambda = lambda;
        this.strikes = strikes;
        this.random = random;
        this.history = history;
        this.listener = listener;
        this.disorder = disorder;
    }

    /** Starts an execution; empty when the name is taken. */
    Optional<Execution> start(String name, ObjectNode input) {
        String arn = MACHINE.replace(":stateMachine:", ":execution:") + ":" + name;
        if (executions.containsKey(arn)) {
            return Optional.empty();
        }
        Execution execution = new Execution(arn, agenda.now(), input);
        executions.put(arn, execution);
        history.add(name, () -> "starts with " + input);
        if (input.has("operation_id")) {
            ObjectNode event = event(execution, "resume");
            enter(execution, () -> task(execution, event));
        } else {
            ObjectNode event = event(execution, "start").put("execution_started_at", execution.startedAt.toString());
            event.putNull("operation_id");
            event.set("params", input.path("params"));
            enter(execution, () -> task(execution, event));
        }
        return Optional.of(execution);
    }

    List<Execution> executions() {
        return List.copyOf(executions.values());
    }

    Optional<Execution> execution(String arn) {
        return Optional.ofNullable(executions.get(arn));
    }

    boolean running() {
        return executions.values().stream().anyMatch(e -> e.status == Status.RUNNING);
    }

    /** Stops an execution. */
    void stop(Execution execution) {
        if (execution.status == Status.RUNNING) {
            end(execution, Status.ABORTED, "");
        }
    }

    /** Goes on with a stopped execution where it was. */
    void redrive(Execution execution) {
        if (execution.status == Status.ABORTED && execution.state != null) {
            execution.status = Status.RUNNING;
            history.add(name(execution), () -> "is redriven");
            enter(execution, execution.state);
        }
    }

    /** Answers the task of this token; false when nobody waits for that. */
    boolean complete(String token, JsonNode output) {
        Optional<Execution> waiting = executions.values().stream()
                .filter(e -> e.status == Status.RUNNING && e.question != null && e.token.equals(token))
                .findFirst();
        waiting.ifPresent(e -> answered(e, output));
        return waiting.isPresent();
    }

    private void enter(Execution execution, Runnable state) {
        execution.state = state;
        execution.question = null;
        state.run();
    }

    private void task(Execution execution, ObjectNode event) {
        attempt(execution, event, 0, 0);
    }

    private void attempt(Execution execution, ObjectNode event, int throttled, int failed) {
        int task = ++execution.task;
        Optional<Strike> struck = strikes.at(Point.INVOCATION);
        struck.ifPresent(s -> {
            history.add(name(execution), () -> "! " + s);
            strikes.did(s);
            disorder.strikes(execution, s);
        });
        if (execution.status != Status.RUNNING || execution.task != task) {
            return;
        }
        @Nullable FaultKind kind = struck.map(Strike::kind).orElse(null);
        if (kind == FaultKind.NOT_INVOKED) {
            agenda.after(
                    Duration.ofMillis(100),
                    () -> outcome(execution, task, event, throttled, failed, new Lambda.Outcome.Throttled()));
            return;
        }
        agenda.after(Duration.ofMillis(200), () -> {
            if (execution.status != Status.RUNNING || execution.task != task) {
                return;
            }
            if (kind == FaultKind.INVOKED_TWICE) {
                lambda.invoke("machine", event, outcome -> {});
            }
            lambda.invoke("machine", event, outcome -> {
                Lambda.Outcome known = kind == FaultKind.REPLY_LOST ? new Lambda.Outcome.Failed() : outcome;
                if (kind == FaultKind.INVOKED_AGAIN) {
                    lambda.invoke("machine", event, again -> outcome(execution, task, event, throttled, failed, again));
                } else {
                    outcome(execution, task, event, throttled, failed, known);
                }
            });
        });
    }

    private void outcome(
            Execution execution, int task, ObjectNode event, int throttled, int failed, Lambda.Outcome outcome) {
        if (execution.status != Status.RUNNING || execution.task != task) {
            return;
        }
        switch (outcome) {
            case Lambda.Outcome.Returned(JsonNode reply) ->
                agenda.after(Duration.ofMillis(100), () -> {
                    if (execution.status == Status.RUNNING && execution.task == task) {
                        next(execution, reply);
                    }
                });
            case Lambda.Outcome.Throttled() -> {
                if (throttled == THROTTLED_ATTEMPTS) {
                    stalled(execution);
                } else {
                    again(
                            execution,
                            Math.min(60, 2L << throttled),
                            () -> attempt(execution, event, throttled + 1, failed));
                }
            }
            case Lambda.Outcome.Failed() -> {
                if (failed == FAILED_ATTEMPTS) {
                    stalled(execution);
                } else {
                    again(
                            execution,
                            Math.min(300, 60L << failed),
                            () -> attempt(execution, event, throttled, failed + 1));
                }
            }
        }
    }

    /** Full jitter: anything from at once to the whole delay. */
    private void again(Execution execution, long seconds, Runnable attempt) {
        int task = execution.task;
        agenda.after(Duration.ofMillis((long) (random.nextDouble() * seconds * 1_000)), () -> {
            if (execution.status == Status.RUNNING && execution.task == task) {
                attempt.run();
            }
        });
    }

    private void next(Execution execution, JsonNode reply) {
        execution.operationId = reply.path("operation_id").asText(execution.operationId);
        execution.reply = reply;
        switch (reply.path("next").asText()) {
            case "step" -> step(execution);
            case "wait" -> {
                int task = execution.task;
                agenda.after(Duration.ofSeconds(reply.path("wait_seconds").asLong()), () -> {
                    if (execution.status == Status.RUNNING && execution.task == task) {
                        step(execution);
                    }
                });
            }
            case "ask" -> ask(execution, reply);
            case "hand_over" -> {
                JsonNode successor = reply.path("successor");
                ObjectNode input = Json.object().put("operation_id", execution.operationId);
                if (successor.path("owns").asBoolean()
                        || start(successor.path("execution_name").asText(), input)
                                .isPresent()) {
                    end(execution, Status.SUCCEEDED, "");
                } else {
                    step(execution);
                }
            }
            case "succeed" -> end(execution, Status.SUCCEEDED, "");
            case "fail" ->
                end(execution, Status.FAILED, reply.path("error").path("code").asText());
            default -> stalled(execution);
        }
    }

    private void step(Execution execution) {
        ObjectNode event = event(execution, "step");
        enter(execution, () -> task(execution, event));
    }

    private void ask(Execution execution, JsonNode reply) {
        enter(execution, () -> {
            execution.task++;
            execution.question = reply.path("question");
            execution.token = "token-" + ++tokens + "-SECRET";
            int task = execution.task;
            history.add(
                    name(execution),
                    () -> "asks " + reply.path("question").path("id").asText() + " "
                            + reply.path("pause_reason").asText());
            agenda.after(
                    Duration.ofSeconds(
                            reply.path("question").path("deadline_seconds").asLong()),
                    () -> {
                        if (execution.status == Status.RUNNING && execution.task == task) {
                            answered(
                                    execution,
                                    Json.object().put("Error", "States.Timeout").put("Cause", ""));
                        }
                    });
            listener.asked(execution, reply.path("question"));
        });
    }

    private void answered(Execution execution, JsonNode output) {
        ObjectNode event = event(execution, "resume");
        event.set(
                "question_id",
                java.util.Objects.requireNonNull(execution.question).path("id"));
        event.set("response", output);
        execution.task++;
        enter(execution, () -> task(execution, event));
    }

    private void stalled(Execution execution) {
        end(execution, Status.FAILED, "OperationStalled");
    }

    private void end(Execution execution, Status status, String error) {
        execution.status = status;
        execution.endedAt = agenda.now();
        execution.error = error;
        execution.question = null;
        execution.task++;
        history.add(name(execution), () -> "ends " + status + " " + error);
        if (status != Status.SUCCEEDED) {
            listener.ended(execution);
        }
    }

    private static ObjectNode event(Execution execution, String action) {
        return Json.object()
                .put("action", action)
                .put("operation_id", execution.operationId)
                .put("execution_arn", execution.arn);
    }

    private static String name(Execution execution) {
        return execution.arn.substring(execution.arn.lastIndexOf(':') + 1);
    }

    /** The API of executions. */
    Answer answer(Call call) {
        JsonNode input = Json.read(call.http().body().text());
        if (call.action().equals("SendTaskSuccess")) {
            boolean done = complete(
                    input.path("taskToken").asText(),
                    Json.read(input.path("output").asText()));
            return done ? Answers.json(200, "{}") : Answers.json(400, "{\"__type\":\"TaskTimedOut\"}");
        }
        Execution execution = executions.get(input.path("executionArn").asText());
        if (execution == null) {
            return Answers.json(400, "{\"__type\":\"ExecutionDoesNotExist\"}");
        }
        return Answers.json(200, call.action().equals("DescribeExecution") ? described(execution) : history(execution));
    }

    private static String described(Execution execution) {
        ObjectNode described = Json.object()
                .put("executionArn", execution.arn)
                .put("stateMachineArn", MACHINE)
                .put("status", execution.status.name())
                .put("input", execution.input.toString())
                .put("startDate", execution.startedAt.getEpochSecond());
        if (execution.status != Status.RUNNING && execution.endedAt != null) {
            described.put("stopDate", execution.endedAt.getEpochSecond());
        }
        return described.toString();
    }

    /** Only the newest events that tell what an execution waits for, and what it was answered last. */
    private static String history(Execution execution) {
        List<String> events = new ArrayList<>();
        if (execution.question != null) {
            ObjectNode detail = Json.object().put("task_token", execution.token);
            detail.set("question", execution.question);
            ObjectNode parameters = Json.object();
            parameters.putArray("Entries").addObject().set("Detail", detail);
            ObjectNode event = Json.object().put("id", 7).put("type", "TaskScheduled");
            event.put("timestamp", execution.startedAt.getEpochSecond());
            event.putObject("taskScheduledEventDetails")
                    .put("resourceType", "events")
                    .put("resource", "putEvents.waitForTaskToken")
                    .put("region", "us-east-1")
                    .put("parameters", parameters.toString());
            events.add(event.toString());
        }
        if (execution.reply != null) {
            ObjectNode event = Json.object().put("id", 6).put("type", "TaskStateExited");
            event.put("timestamp", execution.startedAt.getEpochSecond());
            event.putObject("stateExitedEventDetails")
                    .put("name", "Execute step")
                    .put("output", execution.reply.toString());
            events.add(event.toString());
        }
        return "{\"events\":[" + String.join(",", events) + "]}";
    }
}
