package io.rdsmaint.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.endpoint.Answer;
import io.rdsmaint.local.endpoint.Call;
import io.rdsmaint.local.endpoint.Service;
import io.rdsmaint.local.endpoint.ServiceException;
import io.rdsmaint.simulator.http.Body;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lambda's Invoke, and nothing else of Lambda. */
public final class LambdaApi implements Service {
    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    private static final int MOST_ASKED = 6_291_456;

    private final FunctionRuntime runtime;

    /** The protocol of this function. */
    public LambdaApi(FunctionRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Answer answer(Call call) {
        Matcher matcher = INVOKE.matcher(call.uri().getRawPath());
        if (!call.method().equals("POST") || !matcher.matches()) {
            throw new ServiceException(
                    501,
                    "NotImplemented",
                    "Of Lambda only Invoke is served here, not " + call.method() + " "
                            + call.uri().getPath());
        }
        String function = URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8);
        String alias =
                alias(runtime.settings(), function, call.query("Qualifier").orElse(""));
        JsonNode payload = payload(call);
        return switch (call.header("X-Amz-Invocation-Type").orElse("RequestResponse")) {
            case "RequestResponse" -> invoke(alias, payload);
            case "Event" -> {
                runtime.invoke(alias, payload, _ -> {});
                yield new Answer(202, Map.of(), Body.EMPTY);
            }
            case "DryRun" -> new Answer(204, Map.of(), Body.EMPTY);
            default -> throw new ServiceException("InvalidParameterValueException", "Unknown invocation type");
        };
    }

    /**
     * The alias that a name, name:alias or ARN and a qualifier mean; empty for the unqualified function. Anything but
     * this function and its aliases is a ResourceNotFoundException.
     */
    public static String alias(FunctionSettings settings, String function, String qualifier) {
        String plain = function.startsWith(settings.arn(""))
                ? function.substring(settings.arn("").length())
                : function.startsWith(settings.name())
                        ? function.substring(settings.name().length())
                        : "?";
        String alias = plain.startsWith(":") ? plain.substring(1) : plain;
        if (alias.isEmpty()) {
            alias = qualifier;
        }
        if (!alias.isEmpty() && !settings.aliases().contains(alias)) {
            String asked = plain.equals("?") ? function : settings.arn(alias);
            throw new ServiceException(404, "ResourceNotFoundException", "Function not found: " + asked);
        }
        return alias;
    }

    private static JsonNode payload(Call call) {
        String text = call.body().text();
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > MOST_ASKED) {
            throw new ServiceException(
                    413,
                    "RequestTooLargeException",
                    size + " byte payload is too large for the RequestResponse invocation type (limit " + MOST_ASKED
                            + " bytes)");
        }
        try {
            return Json.parse(text.isEmpty() ? "{}" : text);
        } catch (Json.MalformedException e) {
            throw new ServiceException(
                    "InvalidRequestContentException", "Could not parse request body into json: " + e.getMessage(), e);
        }
    }

    private Answer invoke(String alias, JsonNode payload) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        runtime.invoke(alias, payload, result::complete);
        return switch (result.join()) {
            case Result.Returned(Body body) -> new Answer(200, Map.of("X-Amz-Executed-Version", "1"), body);
            case Result.Failed(String _, JsonNode body) ->
                new Answer(
                        200,
                        Map.of("X-Amz-Executed-Version", "1", "X-Amz-Function-Error", "Unhandled"),
                        Body.of(Json.write(body)));
            case Result.Refused(int status, String code, String message) ->
                throw new ServiceException(status, code, message);
        };
    }
}
