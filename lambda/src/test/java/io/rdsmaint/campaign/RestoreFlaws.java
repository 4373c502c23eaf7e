package io.rdsmaint.campaign;

import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.http.SimulatorResponse.Answer;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The mistakes that whoever makes a cluster anew makes first: rows are seen, the wrong cluster is deleted, a name is taken back for nothing. */
final class RestoreFlaws {
    private static final String LOGINS = "AS logins";
    private static final String DELETES = "Action=Delete";
    private static final String RESTORES = "Action=RestoreDBClusterFromSnapshot";

    private RestoreFlaws() {}

    /** It takes no login away, and finds out that it should have when the rows are masked. */
    static Flaw checksIsolationTooLate() {
        return new Flaw() {
            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                boolean looks = request.body().text().contains(LOGINS);
                SimulatorResponse response = wire.apply(
                        request.path().startsWith(AwsRequest.EXECUTE)
                                ? Translated.request(request, text -> text.replace("NOLOGIN", "LOGIN"))
                                : request);
                return looks
                        ? Translated.response(
                                response, text -> text.replaceAll("\"longValue\" ?: ?\\d+", "\"longValue\":0"))
                        : response;
            }
        };
    }

    /** It restores with the groups of the clients, and closes the copy later. */
    static Flaw restoresIntoTheOpen() {
        return mouth(text -> text.contains(RESTORES)
                ? text.replaceAll("(VpcSecurityGroupIds\\.\\w+\\.1=)[^&]*", "$1sg-05a6100000000001")
                : text);
    }

    /** It deletes by the name that it was started with, and not what it has looked up by its resource id. */
    static Flaw deletesByName() {
        return mouth(text -> text.contains(DELETES)
                ? text.replaceAll("(DBClusterIdentifier=" + RestorePromises.TARGET + ")-old-\\w+", "$1")
                : text);
    }

    /** What nobody answers is refused to it: it takes the first rename back while the second one may still come. */
    static Flaw takesSilenceForARefusal() {
        return new Flaw() {
            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                SimulatorResponse response = wire.apply(request);
                boolean renames = request.body().text().contains("NewDBClusterIdentifier=");
                return renames && response instanceof SimulatorResponse.Cut ? refusal() : response;
            }
        };
    }

    private static SimulatorResponse refusal() {
        return new Answer(
                400,
                Map.of("Content-Type", "text/xml"),
                Body.of("<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameterCombination</Code>"
                        + "<Message>refused</Message></Error><RequestId>none</RequestId></ErrorResponse>"));
    }

    private static Flaw mouth(UnaryOperator<String> change) {
        return new Flaw() {
            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                return wire.apply(Translated.request(request, change));
            }
        };
    }
}
