package io.rdsmaint.infra.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rdsmaint.infra.Product;
import io.rdsmaint.infra.policy.RecoveryGrants;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Templates of the roles by which the function works in other accounts: one for clusters, one for source servers. Each may do what the
 * function may do to them in its own account, and nothing of its store, bus and machine. One role serves all regions of its account;
 * which ones is a parameter.
 *
 * @param services what actions begin with that it may do
 * @param what the role works on, in words
 * @param name of the role, unless another is given
 */
record MemberRole(List<String> services, String what, String name) {
    private static final MemberRole OF_CLUSTERS = new MemberRole(
            List.of("rds:", "rds-data:", "secretsmanager:", "cloudwatch:", "application-autoscaling:", "iam:PassRole"),
            "Aurora clusters",
            Product.NAME + "-member");
    private static final MemberRole OF_SERVERS = new MemberRole(
            List.of("drs:", "ec2:", "ssm:", "kms:CreateGrant", "iam:PassRole"),
            "source servers",
            Product.NAME + "-recovery-member");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REGIONS = "Regions";
    private static final String POLICY = "AWS::IAM::ManagedPolicy";

    MemberRole {
        services = List.copyOf(services);
    }

    /** Of the role that changes clusters. */
    static JsonNode template(Synthesized deployed) {
        Map<String, JsonNode> policies = new LinkedHashMap<>();
        policies.put("DatabasesPolicy", deployed.properties("FunctionRole").at("/Policies/0/PolicyDocument"));
        for (String id : List.of("UpgradeBuildingPolicy", "UpgradeFinishingPolicy")) {
            policies.put(id, deployed.properties(id).path("PolicyDocument"));
        }
        return OF_CLUSTERS.of(policies);
    }

    /** Of the role that launches source servers, and ends drills. */
    static JsonNode recovering(Synthesized deployed) {
        return OF_SERVERS.of(Map.of(
                RecoveryGrants.PART, deployed.properties(RecoveryGrants.PART).path("PolicyDocument")));
    }

    private JsonNode of(Map<String, JsonNode> policies) {
        ObjectNode template = JSON.objectNode();
        template.put("AWSTemplateFormatVersion", "2010-09-09");
        template.put(
                "Description",
                "The role by which rds-maint-machine, deployed in another account, changes this account's " + what
                        + ".");
        ObjectNode parameters = template.putObject("Parameters");
        parameter(parameters, "FunctionRoleArn", "The deployment's output FunctionRoleArn.")
                .put("AllowedPattern", "arn:aws[a-z-]*:iam::\\d{12}:role/.+");
        String whose = this.equals(OF_CLUSTERS) ? "clusters" : what;
        parameter(
                        parameters,
                        "ExternalId",
                        "Any long word; operations on this account's " + whose + " name it as external_id.")
                .put("MinLength", 12)
                .put("NoEcho", true);
        parameter(parameters, "RoleName", "The same in all accounts, so that its ARN is known beforehand.")
                .put("Default", name);
        parameter(parameters, REGIONS, "The regions whose " + whose + " may be changed, separated by commas.")
                .put("Type", "CommaDelimitedList");
        ObjectNode resources = template.putObject("Resources");
        policies.forEach((id, document) -> policy(resources, id, statements(document)));
        resources.set("Role", role(List.copyOf(policies.keySet())));
        template.putObject("Outputs")
                .putObject("RoleArn")
                .putObject("Value")
                .putArray("Fn::GetAtt")
                .add("Role")
                .add("Arn");
        return template;
    }

    private static ObjectNode parameter(ObjectNode parameters, String name, String description) {
        return parameters.putObject(name).put("Type", "String").put("Description", description);
    }

    private static ObjectNode role(List<String> policies) {
        ObjectNode role = JSON.objectNode().put("Type", "AWS::IAM::Role");
        ObjectNode properties = role.putObject("Properties");
        properties.putObject("RoleName").put("Ref", "RoleName");
        ObjectNode trust = properties.putObject("AssumeRolePolicyDocument").put("Version", "2012-10-17");
        ObjectNode statement =
                trust.putArray("Statement").addObject().put("Effect", "Allow").put("Action", "sts:AssumeRole");
        statement.putObject("Principal").putObject("AWS").put("Ref", "FunctionRoleArn");
        statement
                .putObject("Condition")
                .putObject("StringEquals")
                .putObject("sts:ExternalId")
                .put("Ref", "ExternalId");
        ArrayNode attached = properties.putArray("ManagedPolicyArns");
        policies.forEach(id -> attached.addObject().put("Ref", id));
        return role;
    }

    private static void policy(ObjectNode resources, String id, ArrayNode statements) {
        ObjectNode document = resources
                .putObject(id)
                .put("Type", POLICY)
                .putObject("Properties")
                .putObject("PolicyDocument")
                .put("Version", "2012-10-17");
        document.set("Statement", statements);
    }

    private ArrayNode statements(JsonNode document) {
        ArrayNode kept = JSON.arrayNode();
        document.path("Statement")
                .valueStream()
                .filter(this::isInScope)
                .map(statement -> inRegions((ObjectNode) anywhere(statement)))
                .forEach(kept::add);
        return kept;
    }

    private boolean isInScope(JsonNode statement) {
        return actions(statement).allMatch(action -> services.stream().anyMatch(action::startsWith));
    }

    private static Stream<String> actions(JsonNode statement) {
        JsonNode action = statement.path("Action");
        return action.isTextual()
                ? Stream.of(action.asText())
                : action.valueStream().map(JsonNode::asText);
    }

    /** Without the region in ARNs: a condition has the list of them. */
    private static JsonNode anywhere(JsonNode node) {
        return switch (node) {
            case ObjectNode object when object.path("Ref").asText().equals("AWS::Region") -> TextNode.valueOf("*");
            case ObjectNode object -> {
                ObjectNode copy = JSON.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), anywhere(field.getValue())));
                yield copy;
            }
            case ArrayNode list -> {
                ArrayNode copy = JSON.arrayNode();
                list.forEach(item -> copy.add(anywhere(item)));
                yield copy;
            }
            default -> node;
        };
    }

    /** IAM belongs to no region; its one action is bound to the service that the role is passed to. */
    private static ObjectNode inRegions(ObjectNode statement) {
        if (actions(statement).noneMatch(action -> action.startsWith("iam:"))) {
            statement
                    .withObjectProperty("Condition")
                    .withObjectProperty("StringEquals")
                    .putObject("aws:RequestedRegion")
                    .put("Ref", REGIONS);
        }
        return statement;
    }
}
