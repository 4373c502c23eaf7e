package io.rdsmaint.simulator.drs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Caller;
import io.rdsmaint.simulator.protocol.Codec;
import io.rdsmaint.simulator.protocol.QueryCodec;
import io.rdsmaint.simulator.protocol.XmlWriter;
import java.util.Map;

/** The protocol of EC2: requests as in the query protocol, answers without a result's element and with {@code item}s. */
public final class Ec2Codec implements Codec {
    private static final String VERSION = "2016-11-15";
    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private final QueryCodec query = new QueryCodec(VERSION, NAMESPACE);

    @Override
    public Call decode(SimulatorRequest request, Caller caller) {
        return query.decode(request, caller);
    }

    @Override
    public SimulatorResponse.Answer encode(String action, ObjectNode result, String requestId) {
        String root = action + "Response";
        XmlWriter xml = new XmlWriter().open(root, "xmlns", NAMESPACE).leaf("requestId", requestId);
        if (result.has("securityGroupInfo")) {
            xml.open("securityGroupInfo");
            result.path("securityGroupInfo").forEach(each -> group(xml, each));
            return answer(200, xml.close("securityGroupInfo").close(root));
        }
        xml.open("instanceStatusSet");
        result.path("instanceStatusSet")
                .forEach(each -> xml.open("item")
                        .leaf("instanceId", each.path("instanceId").asText())
                        .open("instanceState")
                        .leaf("name", each.path("state").asText())
                        .close("instanceState")
                        .open("systemStatus")
                        .leaf("status", each.path("system").asText())
                        .close("systemStatus")
                        .open("instanceStatus")
                        .leaf("status", each.path("instance").asText())
                        .close("instanceStatus")
                        .close("item"));
        return answer(200, xml.close("instanceStatusSet").close(root));
    }

    private static void group(XmlWriter xml, JsonNode group) {
        xml.open("item")
                .leaf("groupId", group.path("groupId").asText())
                .leaf("vpcId", group.path("vpcId").asText());
        rules(xml, "ipPermissions", group.path("inbound").asInt());
        rules(xml, "ipPermissionsEgress", group.path("outbound").asInt());
        xml.close("item");
    }

    private static void rules(XmlWriter xml, String list, int many) {
        xml.open(list);
        for (int i = 0; i < many; i++) {
            xml.open("item").leaf("ipProtocol", "-1").close("item");
        }
        xml.close(list);
    }

    @Override
    public SimulatorResponse.Answer encode(ApiError error, String requestId) {
        XmlWriter xml = new XmlWriter().open("Response").open("Errors").open("Error");
        xml.leaf("Code", error.code())
                .leaf("Message", error.text())
                .close("Error")
                .close("Errors");
        return answer(error.status(), xml.leaf("RequestID", requestId).close("Response"));
    }

    @Override
    public ApiError expired(ApiError error) {
        return new ApiError("RequestExpired", 400, error.text());
    }

    private static SimulatorResponse.Answer answer(int status, XmlWriter xml) {
        return new SimulatorResponse.Answer(
                status, Map.of("Content-Type", "text/xml;charset=UTF-8"), Body.of(xml.toString()));
    }
}
