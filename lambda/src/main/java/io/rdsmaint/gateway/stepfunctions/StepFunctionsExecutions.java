package io.rdsmaint.gateway.stepfunctions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Executions;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.ErrorTranslation;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.StateEnteredEventDetails;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskScheduledEventDetails;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Executions as Step Functions knows them. The token of a waiting question is read from the execution's own history,
 * used at once and never stored, logged or put into a message. Errors as in {@link ErrorTranslation#read}.
 */
public final class StepFunctionsExecutions implements Executions {
    private static final String WAITING = "putEvents.waitForTaskToken";

    /** A task that waits is among the three newest events; one page with room. */
    private static final int EVENTS_PER_QUESTION = 10;

    /** A call leaves a dozen events, and one that fails beyond all retries some thirty. */
    private static final int EVENTS_PER_REPLY = 100;

    /** What ListExecutions returns at most (Step Functions API reference). */
    private static final int EXECUTIONS_PER_PAGE = 1_000;

    private final Supplier<SfnClient> stepFunctions;
    private final ErrorTranslation calls;
    private final JsonMapper json = JsonMapper.builder().build();

    public StepFunctionsExecutions(Supplier<SfnClient> stepFunctions, ErrorTranslation calls) {
        this.stepFunctions = stepFunctions;
        this.calls = calls;
    }

    @Override
    public Optional<Execution> find(String executionArn) {
        return calls.read("states:DescribeExecution", executionArn, () -> {
            try {
                DescribeExecutionResponse found =
                        stepFunctions.get().describeExecution(r -> r.executionArn(executionArn));
                return Optional.of(new Execution(
                        mayRun(found.status()),
                        tree(found.input()).flatMap(input -> text(input.path("operation_id"))),
                        Optional.ofNullable(found.stopDate())));
            } catch (ExecutionDoesNotExistException e) {
                return Optional.empty();
            }
        });
    }

    private static boolean mayRun(ExecutionStatus status) {
        return switch (status) {
            case SUCCEEDED, FAILED, TIMED_OUT, ABORTED -> false;
            case RUNNING, PENDING_REDRIVE, UNKNOWN_TO_SDK_VERSION -> true;
        };
    }

    @Override
    public Set<String> running(Collection<String> executionArns) {
        Set<String> asked = new HashSet<>(executionArns);
        Set<String> running = new HashSet<>();
        asked.stream()
                .map(StepFunctionsExecutions::machine)
                .distinct()
                .forEach(machine -> running.addAll(calls.read(
                        "states:ListExecutions",
                        machine,
                        () -> stepFunctions
                                .get()
                                .listExecutionsPaginator(r -> r.stateMachineArn(machine)
                                        .statusFilter(ExecutionStatus.RUNNING)
                                        .maxResults(EXECUTIONS_PER_PAGE))
                                .executions()
                                .stream()
                                .map(ExecutionListItem::executionArn)
                                .filter(asked::contains)
                                .toList())));
        return running;
    }

    /** The machine of an execution: {@code …:execution:NAME:…} is of {@code …:stateMachine:NAME}. */
    private static String machine(String executionArn) {
        return executionArn.substring(0, executionArn.lastIndexOf(':')).replace(":execution:", ":stateMachine:");
    }

    /** A state's input and output are the last reply, perhaps with what came of the state added. */
    @Override
    public Optional<LastReply> lastReply(String executionArn) {
        return calls.read("states:GetExecutionHistory", executionArn, () -> {
            try {
                return newestFirst(executionArn, EVENTS_PER_REPLY).stream()
                        .limit(EVENTS_PER_REPLY)
                        .flatMap(event -> data(event).stream())
                        .flatMap(data -> tree(data).stream())
                        .filter(data -> data.path("operation_id").isTextual()
                                && data.path("next").isTextual())
                        .findFirst()
                        .map(StepFunctionsExecutions::reply);
            } catch (ExecutionDoesNotExistException | InvalidArnException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> data(HistoryEvent event) {
        if (event.stateExitedEventDetails() != null) {
            return Optional.ofNullable(event.stateExitedEventDetails().output());
        }
        return Optional.ofNullable(event.stateEnteredEventDetails()).map(StateEnteredEventDetails::input);
    }

    private static LastReply reply(JsonNode reply) {
        JsonNode version = reply.path("version");
        return new LastReply(
                version.isIntegralNumber() ? OptionalLong.of(version.asLong()) : OptionalLong.empty(),
                text(reply.path("question").path("id")),
                reply.path("wait_seconds").asLong(0));
    }

    @Override
    public void answer(String executionArn, String questionId, ObjectNode response) {
        String token = waiting(executionArn)
                .filter(detail -> detail.path("question").path("id").asText().equals(questionId))
                .map(detail -> detail.path("task_token").asText())
                .filter(t -> !t.isEmpty())
                .orElseThrow(() -> notWaiting(executionArn, questionId));
        calls.read("states:SendTaskSuccess", executionArn, () -> {
            try {
                return stepFunctions
                        .get()
                        .sendTaskSuccess(r -> r.taskToken(token).output(response.toString()));
            } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
                throw notWaiting(executionArn, questionId);
            }
        });
    }

    @Override
    public boolean wake(String token) {
        return calls.read("states:SendTaskSuccess", "a wait", () -> {
            try {
                stepFunctions.get().sendTaskSuccess(r -> r.taskToken(token).output("{}"));
                return true;
            } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
                return false;
            }
        });
    }

    /** The detail of the question that the execution waits with; its task must be the newest thing in the history. */
    private Optional<JsonNode> waiting(String executionArn) {
        return calls.read("states:GetExecutionHistory", executionArn, () -> {
            try {
                for (HistoryEvent event : newestFirst(executionArn, EVENTS_PER_QUESTION)) {
                    HistoryEventType type = event.type();
                    if (type == HistoryEventType.TASK_SCHEDULED) {
                        return question(event.taskScheduledEventDetails());
                    }
                    if (type != HistoryEventType.TASK_SUBMITTED && type != HistoryEventType.TASK_STARTED) {
                        return Optional.empty();
                    }
                }
                return Optional.empty();
            } catch (ExecutionDoesNotExistException | InvalidArnException e) {
                return Optional.empty();
            }
        });
    }

    private SdkIterable<HistoryEvent> newestFirst(String executionArn, int page) {
        return stepFunctions
                .get()
                .getExecutionHistoryPaginator(r -> r.executionArn(executionArn)
                        .reverseOrder(true)
                        .includeExecutionData(true)
                        .maxResults(page))
                .events();
    }

    private Optional<JsonNode> question(TaskScheduledEventDetails task) {
        if (!WAITING.equals(task.resource())) {
            return Optional.empty();
        }
        return tree(task.parameters())
                .map(parameters -> parameters.path("Entries").path(0).path("Detail"));
    }

    private Optional<JsonNode> tree(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.ofNullable(json.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static InvalidRequest notWaiting(String executionArn, String questionId) {
        return new InvalidRequest("Execution " + executionArn + " does not wait with question " + questionId
                + ". It may be about to ask, or it was answered a moment ago: look with the status action, and answer"
                + " the question that is open there. If the execution has ended, take the operation over with"
                + " start-execution and {\"operation_id\": …}.");
    }
}
