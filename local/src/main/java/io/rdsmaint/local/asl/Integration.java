package io.rdsmaint.local.asl;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The service integrations that are implemented; a definition that uses another is refused. */
public enum Integration {
    /** Invokes the function and waits for its answer. */
    LAMBDA_INVOKE("lambda", "invoke", false),
    /** Publishes events. */
    PUT_EVENTS("events", "putEvents", false),
    /** Publishes events and waits for the answer to the task token. */
    PUT_EVENTS_AND_WAIT("events", "putEvents.waitForTaskToken", true),
    /** Writes an item with the task token and waits for its answer. */
    PUT_ITEM_AND_WAIT("aws-sdk:dynamodb", "putItem.waitForTaskToken", true),
    /** Writes an object with the task token and waits for its answer. */
    PUT_OBJECT_AND_WAIT("aws-sdk:s3", "putObject.waitForTaskToken", true),
    /** Starts another execution and does not wait for its end. */
    START_EXECUTION("states", "startExecution", false);

    private static final String PREFIX = "arn:aws:states:::";

    private final String service;
    private final String action;
    private final boolean waitsForToken;

    Integration(String service, String action, boolean waitsForToken) {
        this.service = service;
        this.action = action;
        this.waitsForToken = waitsForToken;
    }

    static Optional<Integration> of(String resource) {
        return Stream.of(values())
                .filter(one -> resource.equals(PREFIX + one.service + ":" + one.action))
                .findFirst();
    }

    /** The history's resourceType. */
    public String service() {
        return service;
    }

    /** The history's resource. */
    public String action() {
        return action;
    }

    /** Whether the task ends by SendTaskSuccess or SendTaskFailure rather than by the call's answer. */
    public boolean waitsForToken() {
        return waitsForToken;
    }

    /** The parameters that it takes. */
    Set<String> parameters() {
        return switch (this) {
            case LAMBDA_INVOKE -> Set.of("FunctionName", "Payload", "Qualifier");
            case PUT_EVENTS, PUT_EVENTS_AND_WAIT -> Set.of("Entries");
            case PUT_ITEM_AND_WAIT -> Set.of("TableName", "Item");
            case PUT_OBJECT_AND_WAIT -> Set.of("Bucket", "Key", "Body");
            case START_EXECUTION -> Set.of("StateMachineArn", "Name", "Input");
        };
    }
}
