package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import java.util.Map;

/** The AWS query protocol: a form in, XML out. */
public final class QueryCodec implements Codec {

    private final String version;
    private final String namespace;

    /**
     * @param version the API version that requests must name
     * @param namespace the answer's XML namespace
     */
    public QueryCodec(String version, String namespace) {
        this.version = version;
        this.namespace = namespace;
    }

    @Override
    public Call decode(SimulatorRequest request, Caller caller) {
        String body = request.body().text();
        int question = request.path().indexOf('?');
        ObjectNode input =
                QueryForm.parse(body.isEmpty() && question >= 0 ? request.path().substring(question + 1) : body);
        String action = input.path("Action").asText();
        String asked = input.path("Version").asText();
        if (action.isEmpty()) {
            throw new ApiError("MissingAction", 400, "The request must contain the parameter Action.");
        }
        if (!version.equals(asked)) {
            throw new ApiError("InvalidAction", 400, "Could not find operation " + action + " for version " + asked);
        }
        input.remove("Action");
        input.remove("Version");
        return new Call(caller.service(), action, input, caller);
    }

    @Override
    public SimulatorResponse.Answer encode(String action, ObjectNode result, String requestId) {
        String response = action + "Response";
        XmlWriter xml = new XmlWriter().open(response, "xmlns", namespace);
        xml.open(action + "Result").fields(result).close(action + "Result");
        return answer(200, xml.open("ResponseMetadata").leaf("RequestId", requestId), response, requestId);
    }

    @Override
    public SimulatorResponse.Answer encode(ApiError error, String requestId) {
        XmlWriter xml =
                new XmlWriter().open("ErrorResponse", "xmlns", namespace).open("Error");
        xml.leaf("Type", error.status() < 500 ? "Sender" : "Receiver");
        xml.leaf("Code", error.code()).leaf("Message", error.text()).close("Error");
        String body = xml.leaf("RequestId", requestId).close("ErrorResponse").toString();
        return answer(error.status(), body, requestId);
    }

    @Override
    public ApiError expired(ApiError error) {
        return error;
    }

    private static SimulatorResponse.Answer answer(int status, XmlWriter xml, String root, String requestId) {
        return answer(status, xml.close("ResponseMetadata").close(root).toString(), requestId);
    }

    private static SimulatorResponse.Answer answer(int status, String body, String requestId) {
        return new SimulatorResponse.Answer(
                status, Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId), Body.of(body));
    }
}
