package io.rdsmaint.local.endpoint;

/** The one account and region that the local system pretends to be. */
public final class Account {
    /** The account. */
    public static final String ID = "123456789012";

    /** The region. */
    public static final String REGION = "us-east-1";

    private Account() {}

    /** The ARN of a resource here, such as {@code arn("states", "stateMachine:m")}. */
    public static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ID + ":" + resource;
    }
}
