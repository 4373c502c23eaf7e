package io.rdsmaint.executions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aws.Calls;
import io.rdsmaint.engine.Executions;
import io.rdsmaint.engine.InvalidRequest;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskScheduledEventDetails;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Executions as Step Functions knows them. The token of a waiting question is read from the execution's own history,
 * used at once and never stored, logged or put into a message.
 */
public final class StepFunctionsExecutions implements Executions {
    private static final String WAITING = "putEvents.waitForTaskToken";

    private final Supplier<SfnClient> stepFunctions;
    private final Calls calls;
    private final JsonMapper json = JsonMapper.builder().build();

    public StepFunctionsExecutions(Supplier<SfnClient> stepFunctions, Calls calls) {
        this.stepFunctions = stepFunctions;
        this.calls = calls;
    }

    /** An execution that Step Functions no longer knows ended at least 90 days ago. */
    @Override
    public boolean mayRun(String executionArn) {
        return calls.read("states:DescribeExecution", executionArn, () -> {
            try {
                ExecutionStatus status = stepFunctions
                        .get()
                        .describeExecution(r -> r.executionArn(executionArn))
                        .status();
                return switch (status) {
                    case SUCCEEDED, FAILED, TIMED_OUT, ABORTED -> false;
                    case RUNNING, PENDING_REDRIVE, UNKNOWN_TO_SDK_VERSION -> true;
                };
            } catch (ExecutionDoesNotExistException e) {
                return false;
            }
        });
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

    /** The detail of the question that the execution waits with; its task must be the newest thing in the history. */
    private Optional<JsonNode> waiting(String executionArn) {
        return calls.read("states:GetExecutionHistory", executionArn, () -> {
            try {
                for (HistoryEvent event : newestFirst(executionArn)) {
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

    private Iterable<HistoryEvent> newestFirst(String executionArn) {
        return stepFunctions
                .get()
                .getExecutionHistoryPaginator(r -> r.executionArn(executionArn)
                        .reverseOrder(true)
                        .includeExecutionData(true)
                        .maxResults(10))
                .events();
    }

    private Optional<JsonNode> question(TaskScheduledEventDetails task) {
        if (!WAITING.equals(task.resource())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    json.readTree(task.parameters()).path("Entries").path(0).path("Detail"));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static InvalidRequest notWaiting(String executionArn, String questionId) {
        return new InvalidRequest("Execution " + executionArn + " does not wait with question " + questionId
                + ". It may be about to ask, or it was answered a moment ago: look with the status action, and answer"
                + " the question that is open there. If the execution has ended, take the operation over with"
                + " start-execution and {\"operation_id\": …}.");
    }
}
