package io.rdsmaint.function;

import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.store.DocumentForm;
import io.rdsmaint.store.DynamoDbOperationStore;
import io.rdsmaint.store.S3OperationStore;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Where the deployment keeps its operations: {@code STATE_STORE} says which, another variable its name. */
public sealed interface StateStore {
    /** The variable that chooses. */
    String VARIABLE = "STATE_STORE";

    /** One table. */
    record DynamoDb(String table) implements StateStore {}

    /** One bucket. */
    record S3(String bucket) implements StateStore {}

    /** What the environment chooses; the table if it says nothing or nothing known. */
    static StateStore chosen(Map<String, String> environment) {
        return name(environment).equals("s3")
                ? new S3(environment.getOrDefault("BUCKET_NAME", ""))
                : new DynamoDb(environment.getOrDefault("TABLE_NAME", ""));
    }

    /** What the environment says. */
    static String name(Map<String, String> environment) {
        return environment.getOrDefault(VARIABLE, "dynamodb");
    }

    /** Whether the environment says something that there is. */
    static boolean isKnown(Map<String, String> environment) {
        return name(environment).equals("dynamodb") || name(environment).equals("s3");
    }

    /** Where requests for it go, as far as that is before the region: the SDK puts the bucket first. */
    default String host() {
        return switch (this) {
            case DynamoDb _ -> "dynamodb";
            case S3(String bucket) -> bucket + ".s3";
        };
    }

    /** The variable that has to hold its name. */
    default String nameVariable() {
        return switch (this) {
            case DynamoDb _ -> "TABLE_NAME";
            case S3 _ -> "BUCKET_NAME";
        };
    }

    /**
     * Opens it. The clients repeat what got no answer: a save knows its own repeats.
     *
     * @param remarks takes what somebody should look at although nothing failed
     */
    default OperationStore open(Clients clients, AwsScope here, Consumer<String> remarks) {
        return switch (this) {
            case DynamoDb(String table) ->
                new DynamoDbOperationStore(
                        clients.reading(DynamoDbClient.builder(), here), table, DocumentForm.OF_THIS_RELEASE, remarks);
            case S3(String bucket) ->
                new S3OperationStore(clients.reading(S3Client.builder(), here), bucket, () -> ticket(clients.random()));
        };
    }

    private static String ticket(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
