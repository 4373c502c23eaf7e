package io.rdsmaint.infra.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rdsmaint.infra.Product;
import java.util.List;
import java.util.stream.Stream;

/**
 * The template of the role by which the function changes clusters of another account: what the function may do to databases in its
 * own account, and nothing of its store, bus and machine. One role serves all regions of its account; which ones is a parameter.
 */
final class MemberRole {
    private static final List<String> SERVICES =
            List.of("rds:", "rds-data:", "secretsmanager:", "cloudwatch:", "application-autoscaling:", "iam:PassRole");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REGIONS = "Regions";
    private static final String POLICY = "AWS::IAM::ManagedPolicy";

    private MemberRole() {}

    static JsonNode template(Synthesized deployed) {
        ObjectNode template = JSON.objectNode();
        template.put("AWSTemplateFormatVersion", "2010-09-09");
        template.put(
                "Description",
                "The role by which rds-maint-machine, deployed in another account, changes this account's Aurora clusters.");
        ObjectNode parameters = template.putObject("Parameters");
        parameter(parameters, "FunctionRoleArn", "The deployment's output FunctionRoleArn.")
                .put("AllowedPattern", "arn:aws[a-z-]*:iam::\\d{12}:role/.+");
        parameter(
                        parameters,
                        "ExternalId",
                        "Any long word; operations on this account's clusters name it as external_id.")
                .put("MinLength", 12)
                .put("NoEcho", true);
        parameter(parameters, "RoleName", "The same in all accounts, so that its ARN is known beforehand.")
                .put("Default", Product.NAME + "-member");
        parameter(parameters, REGIONS, "The regions whose clusters may be changed, separated by commas.")
                .put("Type", "CommaDelimitedList");
        ObjectNode resources = template.putObject("Resources");
        policy(
                resources,
                "DatabasesPolicy",
                statements(deployed.properties("FunctionRole").at("/Policies/0/PolicyDocument")));
        List<String> parts = List.of("UpgradeBuildingPolicy", "UpgradeFinishingPolicy");
        parts.forEach(
                id -> policy(resources, id, statements(deployed.properties(id).path("PolicyDocument"))));
        resources.set(
                "Role",
                role(Stream.concat(Stream.of("DatabasesPolicy"), parts.stream()).toList()));
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

    private static ArrayNode statements(JsonNode document) {
        ArrayNode kept = JSON.arrayNode();
        document.path("Statement")
                .valueStream()
                .filter(MemberRole::isOnDatabases)
                .map(statement -> inRegions((ObjectNode) anywhere(statement)))
                .forEach(kept::add);
        return kept;
    }

    private static boolean isOnDatabases(JsonNode statement) {
        return actions(statement).allMatch(action -> SERVICES.stream().anyMatch(action::startsWith));
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
