package io.rdsmaint.infra.machine;

import static software.amazon.awscdk.services.stepfunctions.JsonPath.format;
import static software.amazon.awscdk.services.stepfunctions.JsonPath.objectAt;
import static software.amazon.awscdk.services.stepfunctions.JsonPath.stringAt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.IntegrationPattern;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.Timeout;
import software.amazon.awscdk.services.stepfunctions.tasks.EventBridgePutEvents;
import software.amazon.awscdk.services.stepfunctions.tasks.EventBridgePutEventsEntry;
import software.constructs.Construct;

/**
 * The states that tell people something, through EventBridge.
 *
 * @param scope where the states live
 * @param bus the bus they publish on; the account's default bus when empty
 */
record Publications(Construct scope, Optional<IEventBus> bus) {
    private static final List<String> OPERATION_FIELDS = List.of(
            "operation_id",
            "operation_type",
            "cluster_id",
            "region",
            "step_index",
            "step_count",
            "step_name",
            "step_action",
            "pause_reason",
            "summary");

    /** Publishes the reply's question with the task's token and waits; however that ends, {@code resume} is next. */
    EventBridgePutEvents ask(IChainable resume) {
        Map<String, Object> detail = new TreeMap<>();
        OPERATION_FIELDS.forEach(field -> detail.put(field, stringAt("$." + field)));
        detail.put("question", objectAt("$.question"));
        detail.put("options", objectAt("$.question.options"));
        detail.put("commands", objectAt("$.question.commands"));
        detail.put("notification", objectAt("$.notification"));
        detail.put("task_token", stringAt("$$.Task.Token"));
        detail.put("token_command", format("TASK_TOKEN={}", stringAt("$$.Task.Token")));
        detail.put("asked_at", stringAt("$$.State.EnteredTime"));
        detail.put("execution_arn", stringAt("$$.Execution.Id"));
        EventBridgePutEvents task = EventBridgePutEvents.Builder.create(scope, "Ask a human")
                .comment("Publishes the question with the task token and waits as long as the question says. An answer,"
                        + " a timeout, a failure and a failed publication all go on as data in $.answer. In a"
                        + " shell, token_command sets what the other commands use.")
                .integrationPattern(IntegrationPattern.WAIT_FOR_TASK_TOKEN)
                .taskTimeout(Timeout.at("$.question.deadline_seconds"))
                .entries(List.of(entry("InterventionRequired", detail)))
                .resultPath("$.answer")
                .build();
        task.addRetry(Retries.QUESTION_NOT_PUBLISHED);
        task.addCatch(resume, CatchProps.builder().resultPath("$.answer").build());
        task.next(resume);
        return task;
    }

    /** Tells of a start that failed, because no operation is left to tell of it; then {@code end}, heard or not. */
    EventBridgePutEvents failed(IChainable end) {
        Map<String, Object> detail = new TreeMap<>(Map.of(
                "operation_id", objectAt("$.operation_id"),
                "error", objectAt("$.error"),
                "summary", objectAt("$.summary"),
                "notification", objectAt("$.notification"),
                "execution_arn", stringAt("$$.Execution.Id"),
                "execution_input", objectAt("$$.Execution.Input")));
        return lastWord("Report failure", "Tells people that nothing was started.", "OperationFailed", detail, end);
    }

    /** The last word of an execution that cannot go on; it ends in {@code end} whether or not it was heard. */
    EventBridgePutEvents stalled(IChainable end) {
        Map<String, Object> detail = Map.of(
                "operation_id", stringAt("$.operation_id"),
                "execution_arn", stringAt("$$.Execution.Id"),
                "execution_input", objectAt("$$.Execution.Input"),
                "stalled", objectAt("$.stalled"));
        return lastWord(
                "Report stalled",
                "Tells people that this execution gives up; the rule on its end pauses the operation.",
                "OperationStalled",
                detail,
                end);
    }

    private EventBridgePutEvents lastWord(
            String name, String comment, String detailType, Map<String, Object> detail, IChainable end) {
        EventBridgePutEvents task = EventBridgePutEvents.Builder.create(scope, name)
                .comment(comment)
                .taskTimeout(Timeout.duration(Duration.seconds(60)))
                .entries(List.of(entry(detailType, detail)))
                .resultPath(JsonPath.DISCARD)
                .build();
        task.addRetry(Retries.LAST_WORD_NOT_PUBLISHED);
        task.addCatch(end, CatchProps.builder().resultPath(JsonPath.DISCARD).build());
        task.next(end);
        return task;
    }

    private EventBridgePutEventsEntry entry(String detailType, Map<String, Object> detail) {
        EventBridgePutEventsEntry.Builder entry = EventBridgePutEventsEntry.builder()
                .source(OperationMachine.EVENT_SOURCE)
                .detailType(detailType)
                .detail(TaskInput.fromObject(detail));
        bus.ifPresent(entry::eventBus);
        return entry.build();
    }
}
