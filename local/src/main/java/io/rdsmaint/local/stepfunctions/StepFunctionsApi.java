package io.rdsmaint.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Execution;
import io.rdsmaint.local.asl.Failure;
import io.rdsmaint.local.asl.HistoryEvent;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.asl.TaskTokens;
import io.rdsmaint.local.endpoint.Answer;
import io.rdsmaint.local.endpoint.Call;
import io.rdsmaint.local.endpoint.Service;
import io.rdsmaint.local.endpoint.ServiceException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The JSON protocol of Step Functions; actions that are not listed here are refused. */
public final class StepFunctionsApi implements Service {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/=]{100,2048}");
    private static final String GONE = "'Provided task does not exist anymore'";

    private final StepFunctions service;

    /** The protocol of this service. */
    public StepFunctionsApi(StepFunctions service) {
        this.service = service;
    }

    @Override
    public Answer answer(Call call) {
        Request request = new Request(call.json());
        return Answer.json(
                200,
                switch (call.target()) {
                    case "CreateStateMachine" -> create(request);
                    case "DescribeStateMachine" ->
                        Shown.machineInFull(service.machine(request.required("stateMachineArn")));
                    case "ListStateMachines" -> Page.of(request, "stateMachines", service.machines(), Shown::machine);
                    case "StartExecution" -> start(request);
                    case "DescribeExecution" ->
                        Shown.executionInFull(service.execution(request.required("executionArn")));
                    case "ListExecutions" -> list(request);
                    case "GetExecutionHistory" -> history(request);
                    case "StopExecution" -> stop(request);
                    case "SendTaskSuccess" -> succeed(request);
                    case "SendTaskFailure" -> accepted(service.tokens().fail(token(request), failure(request)));
                    case "SendTaskHeartbeat" -> accepted(service.tokens().heartbeat(token(request)));
                    default ->
                        throw new ServiceException(
                                501,
                                "NotImplemented",
                                "The action '" + call.target() + "' of Step Functions is not served here. Served:"
                                        + " Create-, Describe- and ListStateMachine(s), Start-, Describe-, List- and"
                                        + " StopExecution(s), GetExecutionHistory, SendTaskSuccess, -Failure and"
                                        + " -Heartbeat");
                });
    }

    private ObjectNode create(Request request) {
        if (!request.optional("type").orElse("STANDARD").equals("STANDARD")) {
            throw new ServiceException("StateMachineTypeNotSupported", "Only STANDARD state machines are served here");
        }
        Machine machine =
                service.create(request.required("name"), request.required("definition"), request.required("roleArn"));
        return Json.object().put("stateMachineArn", machine.arn()).put("creationDate", Shown.time(machine.created()));
    }

    private ObjectNode start(Request request) {
        Execution execution = service.start(
                request.required("stateMachineArn"),
                request.optional("name").orElse(""),
                request.optional("input").orElse("{}"));
        return Json.object()
                .put("executionArn", execution.identity().arn())
                .put("startDate", Shown.time(execution.started()));
    }

    private ObjectNode list(Request request) {
        String filter = request.optional("statusFilter").orElse("");
        List<String> known =
                Arrays.stream(Execution.Status.values()).map(Enum::name).toList();
        if (!filter.isEmpty() && !known.contains(filter)) {
            throw Request.invalid("Value '" + filter
                    + "' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: " + known);
        }
        List<Execution> all = service.executions(request.required("stateMachineArn")).stream()
                .filter(one -> filter.isEmpty() || one.view().status().name().equals(filter))
                .toList();
        return Page.of(request, "executions", all, Shown::execution);
    }

    private ObjectNode history(Request request) {
        List<HistoryEvent> events =
                service.execution(request.required("executionArn")).view().events();
        boolean withData = request.body().path("includeExecutionData").asBoolean(true);
        return Page.of(
                request,
                "events",
                request.flag("reverseOrder") ? events.reversed() : events,
                event -> Shown.event(event, withData));
    }

    private ObjectNode stop(Request request) {
        Execution execution = service.execution(request.required("executionArn"));
        execution.stop(failure(request));
        return Json.object()
                .put("stopDate", Shown.time(execution.view().stopped().orElseThrow()));
    }

    private ObjectNode succeed(Request request) {
        String token = token(request);
        return accepted(service.tokens().succeed(token, output(request.data("output"))));
    }

    private static JsonNode output(String text) {
        try {
            return Json.parse(text);
        } catch (Json.MalformedException e) {
            throw new ServiceException("InvalidOutput", "Invalid Output: '" + e.getMessage() + "'", e);
        }
    }

    private static Failure failure(Request request) {
        return new Failure(request.optional("error", 256), request.optional("cause", 32_768));
    }

    private static String token(Request request) {
        String token = request.required("taskToken");
        if (!TOKEN.matcher(token).matches()) {
            throw new ServiceException("InvalidToken", "Invalid Token: 'Invalid token'");
        }
        return token;
    }

    private static ObjectNode accepted(TaskTokens.Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> Json.object();
            case OVER -> throw new ServiceException("TaskTimedOut", "Task Timed Out: " + GONE);
            case UNKNOWN -> throw new ServiceException("TaskDoesNotExist", "Task Does Not Exist: " + GONE);
        };
    }
}
