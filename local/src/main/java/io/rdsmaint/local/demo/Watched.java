package io.rdsmaint.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** One execution, followed through its history. */
final class Watched {
    private final SfnClient stepFunctions;
    private final String executionArn;
    private long lastSeen;
    private int transitions;
    private int functionCalls;
    private Optional<String> operation = Optional.empty();

    Watched(SfnClient stepFunctions, String executionArn) {
        this.stepFunctions = stepFunctions;
        this.executionArn = executionArn;
    }

    /** Something that happened in the execution. */
    sealed interface News {}

    /** The function answered. */
    record Replied(JsonNode reply) implements News {}

    /** A person is asked; {@code detail} is what went to the bus, with the task token. */
    record Asked(JsonNode detail) implements News {}

    /** What happened since the last look, oldest first. */
    List<News> news() {
        List<News> news = new ArrayList<>();
        for (HistoryEvent event : fresh()) {
            count(event);
            if (event.type() == HistoryEventType.TASK_SUCCEEDED
                    && event.taskSucceededEventDetails().resourceType().equals("lambda")) {
                JsonNode reply =
                        read(event.taskSucceededEventDetails().output()).path("Payload");
                operation = Optional.ofNullable(reply.path("operation_id").textValue());
                news.add(new Replied(reply));
            }
            if (event.type() == HistoryEventType.TASK_SCHEDULED
                    && event.taskScheduledEventDetails().resource().endsWith(".waitForTaskToken")) {
                news.add(new Asked(
                        read(event.taskScheduledEventDetails().parameters()).at("/Entries/0/Detail")));
            }
        }
        return news;
    }

    /** States entered up to the last look: what Step Functions bills. */
    int transitions() {
        return transitions;
    }

    /** Function calls up to the last look. */
    int functionCalls() {
        return functionCalls;
    }

    /** The operation that the execution runs, once a reply named it. */
    Optional<String> operation() {
        return operation;
    }

    boolean running() {
        return described().statusAsString().equals("RUNNING");
    }

    DescribeExecutionResponse described() {
        return stepFunctions.describeExecution(r -> r.executionArn(executionArn));
    }

    private void count(HistoryEvent event) {
        transitions += event.typeAsString().endsWith("StateEntered") ? 1 : 0;
        functionCalls += event.type() == HistoryEventType.TASK_SCHEDULED
                        && event.taskScheduledEventDetails().resourceType().equals("lambda")
                ? 1
                : 0;
    }

    private List<HistoryEvent> fresh() {
        List<HistoryEvent> fresh = new ArrayList<>();
        String token = null;
        do {
            String page = token;
            GetExecutionHistoryResponse answer = stepFunctions.getExecutionHistory(r -> r.executionArn(executionArn)
                    .includeExecutionData(true)
                    .reverseOrder(true)
                    .maxResults(100)
                    .nextToken(page));
            answer.events().stream().filter(e -> e.id() > lastSeen).forEach(fresh::add);
            boolean more =
                    !answer.events().isEmpty() && answer.events().getLast().id() > lastSeen;
            token = more ? answer.nextToken() : null;
        } while (token != null);
        lastSeen = fresh.isEmpty() ? lastSeen : fresh.getFirst().id();
        return fresh.reversed();
    }

    /** JSON of a history or an output. */
    static JsonNode read(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the history holds something that is not JSON", e);
        }
    }
}
