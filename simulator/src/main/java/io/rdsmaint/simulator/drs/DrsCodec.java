package io.rdsmaint.simulator.drs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Caller;
import io.rdsmaint.simulator.protocol.Codec;
import io.rdsmaint.simulator.protocol.RestJsonCodec;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The protocol of Elastic Disaster Recovery: REST-JSON, in which tags have the ARN in their path. */
public final class DrsCodec implements Codec {
    private static final String TAGS = "/tags/";
    private static final int LONGEST = 1_000_000;
    private static final String TAG_PATH = "/tags";

    private final RestJsonCodec json;

    public DrsCodec() {
        Map<String, String> paths = new HashMap<>();
        DrsRules.all().forEach(rule -> paths.put("/" + rule.action(), rule.action()));
        paths.put(TAG_PATH, "TagResource");
        json = new RestJsonCodec(paths, LONGEST);
    }

    /** The action of a request, by its method and path; empty for one of another service. */
    public static String action(String method, String path) {
        String plain = path.split("\\?", 2)[0];
        if (plain.startsWith(TAGS)) {
            return method.equals("DELETE") ? "UntagResource" : "TagResource";
        }
        return DrsRules.all().stream()
                .map(rule -> rule.action())
                .filter(action -> plain.equals("/" + action))
                .findFirst()
                .orElse("");
    }

    @Override
    public Call decode(SimulatorRequest request, Caller caller) {
        if (!request.path().startsWith(TAGS)) {
            return json.decode(request, caller);
        }
        String[] parts = request.path().substring(TAGS.length()).split("\\?", 2);
        ObjectNode input = request.method().equals("DELETE")
                ? Pages.object()
                : json.decode(
                                new SimulatorRequest(request.method(), TAG_PATH, request.headers(), request.body()),
                                caller)
                        .input();
        input.put("resourceArn", decoded(parts[0]));
        if (parts.length > 1) {
            ArrayNode keys = input.putArray("tagKeys");
            for (String pair : parts[1].split("&", -1)) {
                if (pair.startsWith("tagKeys=")) {
                    keys.add(decoded(pair.substring("tagKeys=".length())));
                }
            }
        }
        return new Call(caller.service(), action(request.method(), request.path()), input, caller);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public SimulatorResponse.Answer encode(String action, ObjectNode result, String requestId) {
        return json.encode(action, result, requestId);
    }

    @Override
    public SimulatorResponse.Answer encode(ApiError error, String requestId) {
        return json.encode(error, requestId);
    }

    @Override
    public ApiError expired(ApiError error) {
        return json.expired(error);
    }
}
