package io.rdsmaint.campaign;

import io.rdsmaint.simulator.Body;
import io.rdsmaint.simulator.SimulatorResponse.Answer;
import java.util.Map;

/** Answers of services in their own tongues. */
final class Answers {
    private Answers() {}

    static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/x-amz-json-1.1"), Body.of(body));
    }

    /** The service failed. */
    static Answer failed(Call call) {
        return error(call, 500, "InternalFailure", "InternalError");
    }

    /** Too many calls. */
    static Answer throttled(Call call) {
        return switch (call.service()) {
            case STORE -> error(call, 503, "", "SlowDown");
            case DATABASES -> error(call, 400, "Throttling", "");
            case BUS, EXECUTIONS -> error(call, 400, "ThrottlingException", "");
        };
    }

    /** Another write of the same object is under way. */
    static Answer conflicting() {
        return xml(409, "<Error><Code>ConditionalRequestConflict</Code><Message>Retry</Message></Error>");
    }

    private static Answer error(Call call, int status, String code, String storeCode) {
        String path = call.http().path();
        if (call.service() == Call.Service.STORE) {
            return xml(status, "<Error><Code>" + storeCode + "</Code><Message>simulated</Message></Error>");
        }
        if (path.contains("/operation/")) {
            return new Answer(status == 400 ? 429 : 503, Map.of(), Body.EMPTY);
        }
        if (call.http().header("X-Amz-Target").isPresent()) {
            return json(status, "{\"__type\":\"" + code + "\",\"message\":\"simulated\"}");
        }
        return xml(
                status,
                "<ErrorResponse><Error><Type>Receiver</Type><Code>" + code
                        + "</Code><Message>simulated</Message></Error><RequestId>r</RequestId></ErrorResponse>");
    }

    private static Answer xml(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/xml"), Body.of(body));
    }
}
