package io.rdsmaint.testkit.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.OpenWait;
import io.rdsmaint.simulator.http.SimulatorResponse.Answer;
import io.rdsmaint.testkit.EventQueue;
import io.rdsmaint.testkit.History;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.lambda.InvocationOutcome;
import io.rdsmaint.testkit.lambda.LambdaService;
import io.rdsmaint.testkit.machine.Execution.Status;
import io.rdsmaint.testkit.transport.AwsRequest;
import io.rdsmaint.testkit.transport.ServiceAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Step Functions with the state machine as it is defined: the same states, retriers and catchers, without the interpreter, which
 * would be too slow for thousands of runs. That the definition says this is for the tests of the definition to prove.
 */
public final class StateMachine {
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:rds-maint-machine";
    private static final Duration LISTED_AFTER = Duration.ofSeconds(30);
    private static final int THROTTLED_ATTEMPTS = 10;
    private static final int FAILED_ATTEMPTS = 6;

    /** Those who hear of the machine's doings, and have a hand in them. */
    public interface Listener {
        /** An execution is about to call the function; what goes wrong with that. It may end the execution, too. */
        default Optional<InvocationFault> invoking(Execution execution, ObjectNode event) {
            return Optional.empty();
        }

        /** The function failed, or Lambda did; the machine tries again. */
        default void failed(Execution execution, InvocationOutcome.Failed failure) {}

        /** An execution is about to wait, as the function has said; for how long it really waits. */
        default Duration waiting(Execution execution, Duration asked) {
            return asked;
        }

        /** Somebody ends an execution's wait, or one that is over. */
        default void waking(Execution execution) {}

        /** An execution asks. */
        void asked(Execution execution, JsonNode question);

        /** An execution ended in another way than by success. */
        default void ended(Execution execution) {}
    }

    private final EventQueue queue;
    private final LambdaService lambda;
    private final Latency latency;
    private final RandomGenerator random;
    private final History history;
    private final Listener listener;
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private int tokens;
    private boolean tellsSeen = true;
    private @Nullable BiConsumer<String, OpenWait> waits;

    public StateMachine(
            EventQueue queue,
            LambdaService lambda,
            Latency latency,
            RandomGenerator random,
            History history,
            Listener listener) {
        this.queue = queue;
        this.lambda = lambda;
        this.latency = latency;
        this.random = random;
        this.history = history;
        this.listener = listener;
    }

    /**
     * It has waits that an event may end.
     *
     * @param written takes the resource that is awaited, and what the machine writes for whoever hears of it
     */
    public void wakes(BiConsumer<String, OpenWait> written) {
        waits = written;
    }

    /** Executions are as an earlier definition started them: they don't tell the function what they have seen. */
    public void definedEarlier() {
        tellsSeen = false;
    }

    /** The ARN of the execution of a name. */
    public static String arn(String name) {
        return MACHINE.replace(":stateMachine:", ":execution:") + ":" + name;
    }

    /** Starts an execution; empty when the name is taken. */
    public Optional<Execution> start(String name, ObjectNode input) {
        Execution execution = new Execution(arn(name), queue.now(), input);
        if (executions.putIfAbsent(execution.arn(), execution) != null) {
            return Optional.empty();
        }
        history.add(name, () -> "starts with " + input);
        ObjectNode event =
                input.has("operation_id") ? withInput(event(execution, "resume"), execution) : starting(execution);
        enter(execution, () -> task(execution, event));
        return Optional.of(execution);
    }

    /** What calls the function to start an operation. */
    private ObjectNode starting(Execution execution) {
        ObjectNode event = event(execution, "start")
                .put("execution_started_at", execution.startedAt().toString());
        event.putNull("operation_id");
        event.set("params", execution.input().path("params"));
        return withInput(event, execution);
    }

    private ObjectNode withInput(ObjectNode event, Execution execution) {
        return tellsSeen ? event.set("input", execution.input()) : event;
    }

    /** A call by an execution that has a reply already. */
    private ObjectNode seeing(Execution execution, String action) {
        ObjectNode event = event(execution, action);
        if (tellsSeen) {
            JsonNode reply = execution.reply();
            event.set("calls", reply.has("calls") ? reply.path("calls") : IntNode.valueOf(0));
            event.set("version", reply.has("version") ? reply.path("version") : IntNode.valueOf(0));
        }
        return event;
    }

    /** An execution that runs an operation already, as it was between two steps; it goes on when told to {@link #step}. */
    public Execution running(String arn, String operationId) {
        Execution execution = new Execution(arn, queue.now(), JsonTrees.object().put("operation_id", operationId));
        executions.put(arn, execution);
        return execution;
    }

    /** All executions, oldest first. */
    public List<Execution> executions() {
        return List.copyOf(executions.values());
    }

    /** True while any execution runs. */
    public boolean running() {
        return executions.values().stream().anyMatch(Execution::running);
    }

    /** Stops an execution. */
    public void stop(Execution execution) {
        endUnasked(execution, Status.ABORTED);
    }

    /** An execution takes longer than it may. */
    public void timeOut(Execution execution) {
        endUnasked(execution, Status.TIMED_OUT);
    }

    private void endUnasked(Execution execution, Status status) {
        if (execution.running()) {
            end(execution, status, "");
        }
    }

    /** Goes on with a stopped execution where it was. */
    public void redrive(Execution execution) {
        if (execution.status() == Status.ABORTED && execution.state != null) {
            execution.become(Status.RUNNING, "", null);
            history.add(execution.name(), () -> "is redriven");
            enter(execution, execution.state);
        }
    }

    /** Answers the task of this token; false when nobody waits for that. */
    public boolean complete(String token, JsonNode output) {
        Optional<Execution> waiting = executions.values().stream()
                .filter(e -> e.running() && e.question != null && e.token.equals(token))
                .findFirst();
        waiting.ifPresent(e -> answered(e, output));
        return waiting.isPresent() || woken(token);
    }

    private boolean woken(String token) {
        executions.values().stream().filter(e -> e.lastWaitToken.equals(token)).forEach(listener::waking);
        Optional<Execution> waiting = executions.values().stream()
                .filter(e -> e.running() && e.waitToken.equals(token))
                .findFirst();
        waiting.ifPresent(e -> {
            int task = ++e.task;
            e.waitToken = "";
            history.add(e.name(), () -> "is woken");
            Duration pause = Duration.ofSeconds(
                    e.reply().path("wake").path("pause_seconds").asLong());
            queue.after(pause, () -> {
                if (e.awaits(task)) {
                    lookAfterEvent(e);
                }
            });
        });
        return waiting.isPresent();
    }

    private void lookAfterEvent(Execution execution) {
        ObjectNode event = seeing(execution, "step");
        ObjectNode woken = event.putObject("woken");
        List.of("looks", "fruitless", "quiet_until")
                .forEach(
                        field -> woken.set(field, execution.reply().path("wake").path(field)));
        enter(execution, () -> task(execution, event));
    }

    /** A plain wait, or one that an event may end, or one that follows an event. */
    private void waiting(Execution execution, JsonNode reply) {
        Duration asked = Duration.ofSeconds(reply.path("wait_seconds").asLong());
        JsonNode wake = reply.path("wake");
        boolean wakes = waits != null && wake.has("armed");
        boolean armed = wakes && wake.path("armed").asBoolean();
        int task = armed ? ++execution.task : execution.task;
        if (armed && waits != null) {
            execution.waitToken = "wait-" + ++tokens + "-SECRET";
            execution.lastWaitToken = execution.waitToken;
            waits.accept(
                    wake.path("resource").asText(),
                    new OpenWait(
                            execution.operationId(),
                            execution.arn(),
                            execution.waitToken,
                            Instant.ofEpochSecond(wake.path("expires_at").asLong())));
        }
        queue.after(listener.waiting(execution, asked), () -> {
            if (execution.awaits(task)) {
                execution.waitToken = "";
                if (wakes && !armed) {
                    lookAfterEvent(execution);
                } else {
                    step(execution);
                }
            }
        });
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
        @Nullable InvocationFault fault = listener.invoking(execution, event).orElse(null);
        if (!execution.awaits(task)) {
            return;
        }
        if (fault == InvocationFault.NOT_INVOKED) {
            queue.after(
                    latency.reply(),
                    () -> outcome(execution, task, event, throttled, failed, new InvocationOutcome.Throttled()));
            return;
        }
        queue.after(latency.before(event.path("action").asText()), () -> {
            if (!execution.awaits(task)) {
                return;
            }
            if (fault == InvocationFault.INVOKED_TWICE) {
                lambda.invoke("machine", event, outcome -> {});
            }
            lambda.invoke("machine", event, outcome -> {
                InvocationOutcome known =
                        fault == InvocationFault.REPLY_LOST ? new InvocationOutcome.Failed(null) : outcome;
                if (fault == InvocationFault.INVOKED_AGAIN) {
                    lambda.invoke("machine", event, again -> outcome(execution, task, event, throttled, failed, again));
                } else {
                    outcome(execution, task, event, throttled, failed, known);
                }
            });
        });
    }

    private void outcome(
            Execution execution, int task, ObjectNode event, int throttled, int failed, InvocationOutcome outcome) {
        if (!execution.awaits(task)) {
            return;
        }
        switch (outcome) {
            case InvocationOutcome.Returned(JsonNode reply) ->
                queue.after(latency.reply(), () -> {
                    if (execution.awaits(task)) {
                        next(execution, reply);
                    }
                });
            case InvocationOutcome.Throttled() -> {
                if (throttled == THROTTLED_ATTEMPTS) {
                    stalled(execution);
                } else {
                    again(
                            execution,
                            Math.min(60, 2L << throttled),
                            () -> attempt(execution, event, throttled + 1, failed));
                }
            }
            case InvocationOutcome.Failed failure -> {
                listener.failed(execution, failure);
                if (failed == FAILED_ATTEMPTS) {
                    stalled(execution);
                } else {
                    again(
                            execution,
                            Math.min(300, 90L << failed),
                            () -> attempt(execution, event, throttled, failed + 1));
                }
            }
        }
    }

    /** Full jitter: anything from at once to the whole delay. */
    private void again(Execution execution, long seconds, Runnable attempt) {
        int task = execution.task;
        queue.after(Duration.ofMillis((long) (random.nextDouble() * seconds * 1_000)), () -> {
            if (execution.awaits(task)) {
                attempt.run();
            }
        });
    }

    private void next(Execution execution, JsonNode reply) {
        execution.replied(reply);
        switch (reply.path("next").asText()) {
            case "step" -> step(execution);
            case "wait" -> waiting(execution, reply);
            case "ask" -> ask(execution, reply);
            case "hand_over" -> {
                JsonNode successor = reply.path("successor");
                ObjectNode input = JsonTrees.object().put("operation_id", execution.operationId());
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

    /** Has the function step. */
    public void step(Execution execution) {
        ObjectNode event = seeing(execution, "step");
        enter(execution, () -> task(execution, event));
    }

    private void ask(Execution execution, JsonNode reply) {
        enter(execution, () -> {
            int task = ++execution.task;
            execution.question = reply.path("question");
            execution.token = "token-" + ++tokens + "-SECRET";
            history.add(
                    execution.name(),
                    () -> "asks " + reply.path("question").path("id").asText() + " "
                            + reply.path("pause_reason").asText());
            listener.asked(execution, reply.path("question"));
            queue.after(
                    Duration.ofSeconds(
                            reply.path("question").path("deadline_seconds").asLong()),
                    () -> {
                        if (execution.awaits(task)) {
                            answered(
                                    execution,
                                    JsonTrees.object()
                                            .put("Error", "States.Timeout")
                                            .put("Cause", ""));
                        }
                    });
        });
    }

    private void answered(Execution execution, JsonNode output) {
        ObjectNode event = seeing(execution, "resume");
        event.set("question_id", Objects.requireNonNull(execution.question).path("id"));
        event.set("response", output);
        execution.task++;
        enter(execution, () -> task(execution, event));
    }

    private void stalled(Execution execution) {
        end(execution, Status.FAILED, "OperationStalled");
    }

    private void end(Execution execution, Status status, String error) {
        execution.become(status, error, queue.now());
        execution.question = null;
        execution.waitToken = "";
        execution.task++;
        history.add(execution.name(), () -> "ends " + status + " " + error);
        if (status != Status.SUCCEEDED) {
            listener.ended(execution);
        }
    }

    private static ObjectNode event(Execution execution, String action) {
        return JsonTrees.object()
                .put("action", action)
                .put("operation_id", execution.operationId())
                .put("execution_arn", execution.arn());
    }

    /** The news of an execution's end, as EventBridge has them for the function. */
    public static ObjectNode endedEvent(Execution execution) {
        ObjectNode event = JsonTrees.object()
                .put("detail-type", "Step Functions Execution Status Change")
                .put("source", "aws.states");
        event.putObject("detail")
                .put("executionArn", execution.arn())
                .put("status", execution.status().name())
                .put("input", execution.input().toString());
        return event;
    }

    /** The API of executions. */
    public Answer answer(AwsRequest request) {
        JsonNode input = JsonTrees.read(request.http().body().text());
        if (request.action().equals("SendTaskSuccess")) {
            boolean done = complete(
                    input.path("taskToken").asText(),
                    JsonTrees.read(input.path("output").asText()));
            return done ? ServiceAnswers.json(200, "{}") : ServiceAnswers.json(400, "{\"__type\":\"TaskTimedOut\"}");
        }
        if (request.action().equals("ListExecutions")) {
            return ServiceAnswers.json(200, listed());
        }
        Execution execution = executions.get(input.path("executionArn").asText());
        if (execution == null) {
            return ServiceAnswers.json(400, "{\"__type\":\"ExecutionDoesNotExist\"}");
        }
        return ServiceAnswers.json(
                200, request.action().equals("DescribeExecution") ? described(execution) : history(execution));
    }

    /** Those that run, but for those that were started a moment ago: the list is some seconds old. */
    private String listed() {
        ObjectNode list = JsonTrees.object();
        ArrayNode all = list.putArray("executions");
        executions.values().stream()
                .filter(Execution::running)
                .filter(e -> e.startedAt().plus(LISTED_AFTER).isBefore(queue.now()))
                .forEach(e -> all.addObject()
                        .put("executionArn", e.arn())
                        .put("stateMachineArn", MACHINE)
                        .put("name", e.name())
                        .put("status", e.status().name())
                        .put("startDate", e.startedAt().getEpochSecond()));
        return list.toString();
    }

    private static String described(Execution execution) {
        ObjectNode described = JsonTrees.object()
                .put("executionArn", execution.arn())
                .put("stateMachineArn", MACHINE)
                .put("status", execution.status().name())
                .put("input", execution.input().toString())
                .put("startDate", execution.startedAt().getEpochSecond());
        execution.endedAt().ifPresent(at -> described.put("stopDate", at.getEpochSecond()));
        return described.toString();
    }

    /** Only the newest events that tell what an execution waits for, and what it was answered last. */
    private static String history(Execution execution) {
        List<String> events = new ArrayList<>();
        if (execution.question != null) {
            ObjectNode detail = JsonTrees.object().put("task_token", execution.token);
            detail.set("question", execution.question);
            ObjectNode parameters = JsonTrees.object();
            parameters.putArray("Entries").addObject().set("Detail", detail);
            ObjectNode event = JsonTrees.object().put("id", 7).put("type", "TaskScheduled");
            event.put("timestamp", execution.startedAt().getEpochSecond());
            event.putObject("taskScheduledEventDetails")
                    .put("resourceType", "events")
                    .put("resource", "putEvents.waitForTaskToken")
                    .put("region", "us-east-1")
                    .put("parameters", parameters.toString());
            events.add(event.toString());
        }
        if (!execution.reply().isEmpty()) {
            ObjectNode event = JsonTrees.object().put("id", 6).put("type", "TaskStateExited");
            event.put("timestamp", execution.startedAt().getEpochSecond());
            event.putObject("stateExitedEventDetails")
                    .put("name", "Execute step")
                    .put("output", execution.reply().toString());
            events.add(event.toString());
        }
        return "{\"events\":[" + String.join(",", events) + "]}";
    }
}
