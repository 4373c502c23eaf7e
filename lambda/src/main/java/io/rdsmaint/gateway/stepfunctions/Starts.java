package io.rdsmaint.gateway.stepfunctions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.ErrorTranslation;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * Starts executions for people, and tells what became of them. The name makes a start one: the same name with the same input is
 * the same start, however often it is sent. Errors as in {@link ErrorTranslation#read}.
 */
public final class Starts {
    /** A start that was refused has some ten events; one page. */
    private static final int EVENTS = 100;

    private final Supplier<SfnClient> stepFunctions;
    private final ErrorTranslation calls;
    private final JsonMapper json = JsonMapper.builder().build();

    public Starts(Supplier<SfnClient> stepFunctions, ErrorTranslation calls) {
        this.stepFunctions = stepFunctions;
        this.calls = calls;
    }

    /**
     * What became of a start.
     *
     * @param status as Step Functions spells it
     * @param output of an execution that succeeded; missing while there is none
     */
    public record Course(
            String arn,
            String status,
            JsonNode output,
            @Nullable String error,
            @Nullable String cause) {
        /** True until it has ended. */
        public boolean running() {
            return status.equals(ExecutionStatus.RUNNING.toString())
                    || status.equals(ExecutionStatus.PENDING_REDRIVE.toString());
        }
    }

    /**
     * Starts an execution.
     *
     * @return its ARN
     * @throws InvalidRequest when the name was used for something else
     */
    public String start(String machineArn, String name, ObjectNode input) {
        return calls.read("states:StartExecution", machineArn, () -> {
            try {
                return stepFunctions
                        .get()
                        .startExecution(
                                r -> r.stateMachineArn(machineArn).name(name).input(input.toString()))
                        .executionArn();
            } catch (ExecutionAlreadyExistsException e) {
                return sameAgain(executionArn(machineArn, name), name, input);
            }
        });
    }

    /** It has ended, or has another input. */
    private String sameAgain(String arn, String name, ObjectNode input) {
        String before =
                stepFunctions.get().describeExecution(r -> r.executionArn(arn)).input();
        if (!tree(before).equals(input)) {
            throw new InvalidRequest("the name '" + name + "' was used for another start; take another one");
        }
        return arn;
    }

    /** The ARN of an execution by its name. */
    public static String executionArn(String machineArn, String name) {
        return machineArn.replace(":stateMachine:", ":execution:") + ":" + name;
    }

    /** What became of it; empty when there is none. */
    public Optional<Course> course(String executionArn) {
        return calls.read("states:DescribeExecution", executionArn, () -> {
            try {
                DescribeExecutionResponse found =
                        stepFunctions.get().describeExecution(r -> r.executionArn(executionArn));
                return Optional.of(new Course(
                        executionArn, found.statusAsString(), tree(found.output()), found.error(), found.cause()));
            } catch (ExecutionDoesNotExistException e) {
                return Optional.empty();
            }
        });
    }

    /** The function's newest reply in the history of an execution that has ended; missing when none can be read there. */
    public JsonNode lastReply(String executionArn) {
        return calls.read(
                "states:GetExecutionHistory",
                executionArn,
                () -> stepFunctions
                        .get()
                        .getExecutionHistory(r -> r.executionArn(executionArn)
                                .reverseOrder(true)
                                .includeExecutionData(true)
                                .maxResults(EVENTS))
                        .events()
                        .stream()
                        .flatMap(Starts::data)
                        .map(this::tree)
                        .filter(data -> data.path("next").isTextual() && data.has("plan"))
                        .findFirst()
                        .orElse(MissingNode.getInstance()));
    }

    private static Stream<String> data(HistoryEvent event) {
        return event.stateExitedEventDetails() != null
                ? Stream.ofNullable(event.stateExitedEventDetails().output())
                : event.stateEnteredEventDetails() != null
                        ? Stream.ofNullable(event.stateEnteredEventDetails().input())
                        : Stream.empty();
    }

    private JsonNode tree(@Nullable String text) {
        try {
            return text == null ? MissingNode.getInstance() : json.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
