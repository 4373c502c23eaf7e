package io.rdsmaint.local.policy;

import io.rdsmaint.local.endpoint.Account;
import io.rdsmaint.simulator.model.AccountRegion;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** What IAM decides on for a call of any service, after the service authorization reference. */
final class Calls {
    private Calls() {}

    /**
     * All that a call needs; nothing for GetCallerIdentity, which no policy can withhold.
     *
     * @param service as the SDK names it
     */
    static List<Authorization> of(String service, String operation, SdkRequest request, AccountRegion site) {
        return switch (service) {
            case "Rds" -> new DatabaseCalls(site).of(operation, request);
            case "DynamoDb" -> table(operation, request);
            case "S3" -> StorageCalls.of(request);
            case "EventBridge" -> events(request);
            case "Sfn" -> List.of(authorization("states:" + operation, execution(request)));
            case "Lambda" -> List.of(authorization("lambda:InvokeFunction", function((InvokeRequest) request)));
            case "CloudWatch" -> List.of(authorization("cloudwatch:" + operation, metrics(operation)));
            case "ApplicationAutoScaling" -> scaling(operation, request, site);
            case "Sts" -> identity(operation, request);
            case "RdsData" ->
                new StatementCalls(site)
                        .of(
                                operation,
                                Map.of(
                                        "resourceArn",
                                        text(request, "resourceArn"),
                                        "secretArn",
                                        text(request, "secretArn")));
            case "Drs", "drs" -> new RecoveryCalls(site).of(operation, request);
            case "SecretsManager" -> new StatementCalls(site).ofSecret(operation, text(request, "SecretId"));
            default -> throw new IllegalStateException("Nobody has said what IAM asks for " + service);
        };
    }

    private static Authorization authorization(String action, String resource) {
        return Authorization.of(action, resource, Account.REGION);
    }

    private static List<Authorization> table(String operation, SdkRequest request) {
        return switch (request) {
            case GetItemRequest r -> List.of(authorization("dynamodb:" + operation, table(r.tableName())));
            case BatchGetItemRequest r ->
                r.requestItems().keySet().stream()
                        .map(name -> authorization("dynamodb:" + operation, table(name)))
                        .toList();
            case PutItemRequest r -> List.of(authorization("dynamodb:" + operation, table(r.tableName())));
            case DeleteItemRequest r -> List.of(authorization("dynamodb:" + operation, table(r.tableName())));
            case QueryRequest r ->
                List.of(authorization(
                        "dynamodb:" + operation,
                        table(r.tableName()) + (r.indexName() == null ? "" : "/index/" + r.indexName())));
            case TransactWriteItemsRequest r ->
                r.transactItems().stream().map(Calls::written).distinct().toList();
            default -> throw new IllegalStateException("Nobody has said what IAM asks for " + request);
        };
    }

    private static Authorization written(TransactWriteItem item) {
        if (item.put() != null) {
            return authorization("dynamodb:PutItem", table(item.put().tableName()));
        }
        if (item.delete() != null) {
            return authorization("dynamodb:DeleteItem", table(item.delete().tableName()));
        }
        if (item.update() != null) {
            return authorization("dynamodb:UpdateItem", table(item.update().tableName()));
        }
        return authorization(
                "dynamodb:ConditionCheckItem", table(item.conditionCheck().tableName()));
    }

    private static String table(String name) {
        return Account.arn("dynamodb", "table/" + name);
    }

    private static List<Authorization> events(SdkRequest request) {
        return ((PutEventsRequest) request).entries().stream().map(Calls::event).toList();
    }

    private static Authorization event(PutEventsRequestEntry entry) {
        return authorization("events:PutEvents", Account.arn("events", "event-bus/" + entry.eventBusName()))
                .with("events:source", entry.source())
                .with("events:detail-type", entry.detailType());
    }

    private static String function(InvokeRequest request) {
        return Account.arn("lambda", "function:" + request.functionName() + ":" + request.qualifier());
    }

    private static String execution(SdkRequest request) {
        return switch (request) {
            case StartExecutionRequest r -> r.stateMachineArn();
            case ListExecutionsRequest r -> r.stateMachineArn();
            case DescribeExecutionRequest r -> r.executionArn();
            case GetExecutionHistoryRequest r -> r.executionArn();
            default -> "*";
        };
    }

    private static String metrics(String operation) {
        return operation.equals("DescribeAlarms") ? Account.arn("cloudwatch", "alarm:*") : "*";
    }

    /** Registering is also tried by the service with what it will do, in the caller's name and with arguments that can't succeed. */
    private static List<Authorization> scaling(String operation, SdkRequest request, AccountRegion site) {
        String action = "application-autoscaling:" + operation;
        if (!(request instanceof RegisterScalableTargetRequest r)) {
            return List.of(authorization(action, "*"));
        }
        Authorization registering = authorization(
                        action, Account.arn("application-autoscaling", "scalable-target/0ec1"))
                .with("application-autoscaling:service-namespace", r.serviceNamespaceAsString())
                .with("application-autoscaling:scalable-dimension", r.scalableDimensionAsString());
        DatabaseCalls databases = new DatabaseCalls(site);
        String cluster =
                site.arn("cluster", r.resourceId().substring(r.resourceId().indexOf(':') + 1));
        return List.of(
                registering,
                databases.on("rds:CreateDBInstance", cluster),
                databases.on("rds:CreateDBInstance", site.arn("db", "")),
                databases.on("rds:DeleteDBInstance", site.arn("db", "")),
                databases.on("rds:DescribeDBClusters", cluster),
                databases.on("rds:DescribeDBInstances", site.arn("db", "*")),
                authorization("rds:AddTagsToResource", "arn:aws:rds:us-east-1:12345:db:non-existing-db"));
    }

    private static String text(SdkRequest request, String field) {
        return request.getValueForField(field, String.class).orElse("*");
    }

    private static List<Authorization> identity(String operation, SdkRequest request) {
        return switch (operation) {
            case "GetCallerIdentity" -> List.of();
            case "AssumeRole" -> List.of(authorization("sts:AssumeRole", text(request, "RoleArn")));
            default -> throw new IllegalStateException("Nobody has said what IAM asks for sts:" + operation);
        };
    }
}
