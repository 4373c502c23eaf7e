package io.rdsmaint.infra.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.infra.AccountOptions;
import java.util.List;

/**
 * What a customer managed key's own policy has to say before it can be a deployment's: CloudWatch Logs and EventBridge use it as
 * themselves, the function by its role. An imported key's policy is its owner's to change.
 */
final class KeyPolicy {
    private static final String LOGS = "arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:";

    private KeyPolicy() {}

    static JsonNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        statement(statements, "LetIamDecide", "AWS", "arn:aws:iam::${AWS::AccountId}:root", List.of("kms:*"));
        ObjectNode logs = statement(
                statements,
                "Logs",
                "Service",
                "logs.${AWS::Region}.amazonaws.com",
                List.of("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"));
        logs.putObject("Condition")
                .putObject("ArnLike")
                .putArray("kms:EncryptionContext:aws:logs:arn")
                .add(LOGS + AccountOptions.USUAL_NAME + "-*")
                .add(LOGS + "/aws/vendedlogs/states/" + AccountOptions.USUAL_NAME + "-*");
        ObjectNode letters = statement(
                statements,
                "DeadLetters",
                "Service",
                "events.amazonaws.com",
                List.of("kms:Decrypt", "kms:GenerateDataKey"));
        letters.putObject("Condition").putObject("StringEquals").put("aws:SourceAccount", "${AWS::AccountId}");
        return document;
    }

    private static ObjectNode statement(
            ArrayNode statements, String sid, String kind, String principal, List<String> actions) {
        ObjectNode statement = statements.addObject().put("Sid", sid).put("Effect", "Allow");
        statement.putObject("Principal").put(kind, principal);
        ArrayNode list = statement.putArray("Action");
        actions.forEach(list::add);
        return statement.put("Resource", "*");
    }
}
