package io.rdsmaint.local.dynamodb;

/** The one table of the deployment: its key, and the indexes that list operations by state. */
final class TableDefinition {
    private TableDefinition() {}

    /** The request of CreateTable. */
    static String of(String name) {
        return """
                {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [
                   {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"},
                   {"AttributeName": "list_pk", "AttributeType": "S"}, {"AttributeName": "list_sk", "AttributeType": "S"}],
                 "KeySchema": [
                   {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
                 "GlobalSecondaryIndexes": [{
                   "IndexName": "by-state", "Projection": {"ProjectionType": "ALL"},
                   "KeySchema": [
                     {"AttributeName": "list_pk", "KeyType": "HASH"},
                     {"AttributeName": "list_sk", "KeyType": "RANGE"}]},
                  {"IndexName": "listing", "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["listed"]},
                   "KeySchema": [
                     {"AttributeName": "list_pk", "KeyType": "HASH"},
                     {"AttributeName": "list_sk", "KeyType": "RANGE"}]}]}
                """.formatted(name);
    }
}
