package io.rdsmaint.infra;

/**
 * What the function calls itself and the tags that it sets. Its classes are no part of this module; {@code DeployedNamesTest}
 * of theirs compares.
 */
public final class Product {
    /** The source of every event that this system publishes, and what a deployment is called unless a prefix is chosen. */
    public static final String NAME = "rds-maint-machine";

    /** Given at creation to everything that the function creates; its value is the operation's id. */
    public static final String OWN_TAG = "rds-maint-operation-id";

    /** The mark on a cluster that is being changed; its value names deployment and operation. */
    public static final String MARK_TAG = "rds-maint-operation";

    private Product() {}
}
