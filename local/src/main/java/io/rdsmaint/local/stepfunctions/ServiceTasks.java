package io.rdsmaint.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rdsmaint.local.asl.Execution;
import io.rdsmaint.local.asl.Failure;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.asl.TaskCall;
import io.rdsmaint.local.asl.TaskRunner;
import io.rdsmaint.local.endpoint.Call;
import io.rdsmaint.local.endpoint.Service;
import io.rdsmaint.local.endpoint.ServiceException;
import io.rdsmaint.local.events.EventBus;
import io.rdsmaint.local.lambda.FunctionRuntime;
import io.rdsmaint.local.lambda.LambdaApi;
import io.rdsmaint.local.lambda.Result;
import io.rdsmaint.simulator.http.Body;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The optimized integrations: how a Task calls a service, and under which name its errors arrive. */
public final class ServiceTasks implements TaskRunner {
    private final FunctionRuntime function;
    private final EventBus bus;
    private final Supplier<StepFunctions> stepFunctions;
    private final Function<Call, io.rdsmaint.local.endpoint.Answer> table;
    private final Function<Call, io.rdsmaint.local.endpoint.Answer> bucket;

    /**
     * Tasks on these services.
     *
     * @param table answers requests of DynamoDB
     * @param bucket answers requests of S3
     * @param stepFunctions is asked for when a task starts an execution
     */
    public ServiceTasks(
            FunctionRuntime function,
            EventBus bus,
            Service table,
            Service bucket,
            Supplier<StepFunctions> stepFunctions) {
        this.function = function;
        this.bus = bus;
        this.table = table::answer;
        this.bucket = bucket::answer;
        this.stepFunctions = stepFunctions;
    }

    @Override
    public void run(TaskCall call, Answer answer) {
        switch (call.integration()) {
            case LAMBDA_INVOKE -> guarded("Lambda", answer, () -> invoke(call.parameters(), answer));
            case PUT_EVENTS, PUT_EVENTS_AND_WAIT -> guarded("EventBridge", answer, () -> put(call, answer));
            case PUT_ITEM_AND_WAIT -> guarded("DynamoDb", answer, () -> answer.succeeded(putItem(call.parameters())));
            case PUT_OBJECT_AND_WAIT -> guarded("S3", answer, () -> answer.succeeded(putObject(call.parameters())));
            case START_EXECUTION -> guarded("StepFunctions", answer, () -> answer.succeeded(start(call.parameters())));
        }
    }

    private static void guarded(String service, Answer answer, Runnable task) {
        try {
            task.run();
        } catch (ServiceException e) {
            answer.failed(failure(service, e.status(), e.code(), e.detail()));
        }
    }

    private static Failure failure(String service, int status, String code, String message) {
        String name = code.endsWith("Exception") ? code : code + "Exception";
        return Failure.of(
                service + "." + name,
                message + " (Service: " + service + "; Status Code: " + status + "; Error Code: " + code + ")");
    }

    private void invoke(JsonNode parameters, Answer answer) {
        String alias = LambdaApi.alias(
                function.settings(),
                parameters.path("FunctionName").asText(),
                parameters.path("Qualifier").asText());
        JsonNode payload = parameters.has("Payload") ? parameters.get("Payload") : Json.object();
        function.invoke(alias, payload, result -> {
            switch (result) {
                case Result.Returned(Body body) -> answer.succeeded(response(body));
                case Result.Failed(String type, JsonNode body) -> answer.failed(functionError(type, body));
                case Result.Refused(int status, String code, String message) ->
                    answer.failed(failure("Lambda", status, code, message));
            }
        });
    }

    private static Failure functionError(String type, JsonNode body) {
        if (type.isEmpty()) {
            return Failure.of(
                    "Lambda.Unknown",
                    "The cause could not be determined because Lambda did not return an error type. Returned payload: "
                            + Json.write(body));
        }
        return Failure.of(type, Json.write(body));
    }

    private static JsonNode response(Body body) {
        ObjectNode response = Json.object().put("ExecutedVersion", "1");
        response.set("Payload", payload(body.text()));
        return withMetadata(response).put("StatusCode", 200);
    }

    private static JsonNode payload(String text) {
        try {
            return Json.parse(text);
        } catch (Json.MalformedException _) {
            return TextNode.valueOf(text);
        }
    }

    private static ObjectNode withMetadata(ObjectNode response) {
        response.putObject("SdkHttpMetadata").put("HttpStatusCode", 200);
        return response;
    }

    private void put(TaskCall call, Answer answer) {
        List<JsonNode> entries = call.parameters()
                .path("Entries")
                .valueStream()
                .map(entry -> entry(entry, call))
                .toList();
        ObjectNode response = bus.put(entries);
        if (response.path("FailedEntryCount").asInt() > 0) {
            answer.failed(Failure.of("EventBridge.FailedEntry", Json.write(response)));
        } else {
            answer.succeeded(withMetadata(response));
        }
    }

    /** Step Functions turns a detail that is an object into text, and names machine and execution as resources. */
    private static JsonNode entry(JsonNode entry, TaskCall call) {
        ObjectNode copy = entry.deepCopy();
        if (copy.path("Detail").isContainerNode()) {
            copy.put("Detail", Json.write(copy.get("Detail")));
        }
        copy.withArray("Resources")
                .add(call.execution().machineArn())
                .add(call.execution().arn());
        return copy;
    }

    private JsonNode putItem(JsonNode parameters) {
        Map<String, String> headers = Map.of(
                "x-amz-target",
                "DynamoDB_20120810.PutItem",
                "content-type",
                "application/x-amz-json-1.0",
                "authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
        return stored(table.apply(new Call("POST", URI.create("/"), headers, Body.of(Json.write(parameters)))));
    }

    /** The SDK integration writes an object of JSON as its text. */
    private JsonNode putObject(JsonNode parameters) {
        String path = "/" + parameters.path("Bucket").asText() + "/"
                + parameters.path("Key").asText();
        return stored(bucket.apply(new Call(
                "PUT", URI.create(path), Map.of("host", "localhost"), Body.of(Json.write(parameters.path("Body"))))));
    }

    private static JsonNode stored(io.rdsmaint.local.endpoint.Answer answer) {
        if (answer.status() != 200) {
            throw new ServiceException(answer.status(), "Refused", answer.body().text());
        }
        return Json.object();
    }

    private JsonNode start(JsonNode parameters) {
        JsonNode input = parameters.path("Input");
        String text = input.isMissingNode() ? "{}" : input.isTextual() ? input.textValue() : Json.write(input);
        Execution execution = stepFunctions
                .get()
                .start(
                        parameters.path("StateMachineArn").asText(),
                        parameters.path("Name").asText(),
                        text);
        return withMetadata(Json.object()
                .put("ExecutionArn", execution.identity().arn())
                .put("StartDate", execution.started().toEpochMilli()));
    }
}
