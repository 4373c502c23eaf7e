package io.rdsmaint.engine;

/** What this system is called: the source of its events, who acts in its log, and how it is deployed unless told otherwise. */
public final class Product {
    /** In names, events and logs. */
    public static final String NAME = "rds-maint-machine";

    private Product() {}
}
