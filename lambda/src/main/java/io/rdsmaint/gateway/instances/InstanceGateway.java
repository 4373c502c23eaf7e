package io.rdsmaint.gateway.instances;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.SignedCalls;
import io.rdsmaint.gateway.XmlAnswers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.w3c.dom.Element;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Whether instances are well, and automations about them. Errors as in {@link ErrorTranslation}. */
public final class InstanceGateway {
    /** Ids that a call of either service takes; EC2 documents 100, Systems Manager's filter 50. */
    private static final int IDS = 50;

    private static final String EC2_VERSION = "2016-11-15";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Supplier<SignedCalls> ec2;
    private final Supplier<SignedCalls> systemsManager;
    private final ErrorTranslation calls;

    public InstanceGateway(Supplier<SignedCalls> ec2, Supplier<SignedCalls> systemsManager, ErrorTranslation calls) {
        this.ec2 = ec2;
        this.systemsManager = systemsManager;
        this.calls = calls;
    }

    /** An execution of an automation. */
    public record Automation(String status, String failure) {
        /** True when it goes on by itself or by somebody's approval. */
        public boolean running() {
            return Set.of(
                            "Pending",
                            "InProgress",
                            "Waiting",
                            "Cancelling",
                            "PendingApproval",
                            "Approved",
                            "Scheduled",
                            "RunbookInProgress",
                            "PendingChangeCalendarOverride",
                            "ChangeCalendarOverrideApproved")
                    .contains(status);
        }

        public boolean succeeded() {
            return status.equals("Success") || status.equals("CompletedWithSuccess");
        }
    }

    /** What EC2 says of instances, by their ids; one that it does not know is missing. */
    public Map<String, InstanceStatus> statuses(Collection<String> ids) {
        Map<String, InstanceStatus> all = new HashMap<>();
        for (List<String> some : portions(ids)) {
            StringBuilder body = new StringBuilder(
                    "Action=DescribeInstanceStatus&Version=" + EC2_VERSION + "&IncludeAllInstances=true");
            for (int i = 0; i < some.size(); i++) {
                body.append("&InstanceId.")
                        .append(i + 1)
                        .append('=')
                        .append(URLEncoder.encode(some.get(i), StandardCharsets.UTF_8));
            }
            Element root = calls.read(
                    "ec2:DescribeInstanceStatus",
                    some.getFirst() + "…",
                    () -> XmlAnswers.root(
                            ec2.get()
                                    .post(
                                            Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                                            body.toString()),
                            "ec2"));
            for (Element item : XmlAnswers.items(root, "instanceStatusSet")) {
                all.put(
                        XmlAnswers.text(item, "instanceId"),
                        new InstanceStatus(nested(item, "systemStatus"), nested(item, "instanceStatus")));
            }
        }
        return all;
    }

    /** Those instances whose agents of Systems Manager are online. */
    public Set<String> online(Collection<String> ids) {
        Set<String> online = new HashSet<>();
        for (List<String> some : portions(ids)) {
            ObjectNode input = MAPPER.createObjectNode().put("MaxResults", IDS);
            ObjectNode filter = input.putArray("Filters").addObject().put("Key", "InstanceIds");
            some.forEach(filter.putArray("Values")::add);
            JsonNode result = calls.read(
                    "ssm:DescribeInstanceInformation",
                    some.getFirst() + "…",
                    () -> asked("DescribeInstanceInformation", input));
            result.path("InstanceInformationList").forEach(each -> {
                if (each.path("PingStatus").asText().equals("Online")) {
                    online.add(each.path("InstanceId").asText());
                }
            });
        }
        return online;
    }

    /**
     * Starts an automation, once for each token.
     *
     * @return the execution's id
     */
    public String start(Intent intent, String document, Map<String, List<String>> parameters, String token) {
        ObjectNode input =
                MAPPER.createObjectNode().put("DocumentName", document).put("ClientToken", token);
        if (!parameters.isEmpty()) {
            ObjectNode given = input.putObject("Parameters");
            parameters.forEach((name, values) -> values.forEach(given.withArray(name)::add));
        }
        return calls.change(
                intent,
                "ssm:StartAutomationExecution",
                document,
                _ -> false,
                () -> asked("StartAutomationExecution", input)
                        .path("AutomationExecutionId")
                        .asText());
    }

    /** How an execution stands. */
    public Automation automation(String id) {
        ObjectNode input = MAPPER.createObjectNode().put("AutomationExecutionId", id);
        JsonNode execution = calls.read("ssm:GetAutomationExecution", id, () -> asked("GetAutomationExecution", input))
                .path("AutomationExecution");
        return new Automation(
                execution.path("AutomationExecutionStatus").asText(),
                execution.path("FailureMessage").asText());
    }

    private JsonNode asked(String action, ObjectNode input) {
        SignedCalls.Answer answer = systemsManager
                .get()
                .post(
                        Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "AmazonSSM." + action),
                        input.toString());
        JsonNode body;
        try {
            body = MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (JsonProcessingException e) {
            throw SdkClientException.create("The answer to " + action + " is no JSON", e);
        }
        if (answer.status() >= 300) {
            String type = body.path("__type").asText();
            throw XmlAnswers.refusal(
                    answer,
                    "ssm",
                    type.substring(type.indexOf('#') + 1),
                    body.path("message").asText(body.path("Message").asText()));
        }
        return body;
    }

    private static String nested(Element item, String name) {
        return XmlAnswers.children(item, name).stream()
                .map(each -> XmlAnswers.text(each, "status"))
                .findFirst()
                .orElse("");
    }

    private static List<List<String>> portions(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<List<String>> portions = new java.util.ArrayList<>();
        for (int from = 0; from < all.size(); from += IDS) {
            portions.add(all.subList(from, Math.min(from + IDS, all.size())));
        }
        return portions;
    }
}
