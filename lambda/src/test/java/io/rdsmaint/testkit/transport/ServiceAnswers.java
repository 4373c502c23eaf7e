package io.rdsmaint.testkit.transport;

import io.rdsmaint.simulator.drs.DrsCodec;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorResponse.Answer;
import java.util.Map;

/** Answers of services, each in its own protocol. */
public final class ServiceAnswers {
    private ServiceAnswers() {}

    /** JSON. */
    public static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/x-amz-json-1.1"), Body.of(body));
    }

    /** The service failed. */
    static Answer failed(AwsRequest request) {
        return error(request, 500, "InternalFailure", "InternalError");
    }

    /** Too many calls. */
    static Answer throttled(AwsRequest request) {
        return switch (request.service()) {
            case STORE -> error(request, 503, "", "SlowDown");
            case SIMULATED -> error(request, 400, "Throttling", "");
            case BUS, EXECUTIONS -> error(request, 400, "ThrottlingException", "");
        };
    }

    /** Another write of the same object is under way. */
    static Answer conflicting() {
        return xml(409, "<Error><Code>ConditionalRequestConflict</Code><Message>Retry</Message></Error>");
    }

    private static Answer error(AwsRequest request, int status, String code, String storeCode) {
        String path = request.http().path();
        if (request.service() == AwsRequest.Service.STORE) {
            return xml(status, "<Error><Code>" + storeCode + "</Code><Message>simulated</Message></Error>");
        }
        boolean recovery = !DrsCodec.action(request.http().method(), path).isEmpty();
        if (recovery || path.startsWith(AwsRequest.EXECUTE)) {
            return new Answer(
                    status == 400 ? 429 : status,
                    Map.of(
                            "Content-Type",
                            "application/json",
                            "x-amzn-ErrorType",
                            status == 400
                                    ? "ThrottlingException"
                                    : recovery ? "InternalServerException" : "InternalServerErrorException"),
                    Body.of("{\"message\":\"simulated\"}"));
        }
        if (path.contains("/operation/")) {
            return new Answer(status == 400 ? 429 : 503, Map.of(), Body.EMPTY);
        }
        if (request.http().header("X-Amz-Target").isPresent()) {
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
