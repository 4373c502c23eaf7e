package io.rdsmaint.simulator.model;

/** What only a connection to the database would show of a cluster, and no call of the API. */
public final class Contents {

    private int databases = 2;
    private boolean longTransactions;
    private boolean externalReplication;
    private boolean incompatible;

    /** Databases in it: each takes a replication slot and a worker of a PostgreSQL-compatible blue/green deployment. */
    public int databases() {
        return databases;
    }

    public void databases(int value) {
        databases = value;
    }

    /** True while transactions stay open, or writes or changes of the schema take long. */
    public boolean longTransactions() {
        return longTransactions;
    }

    public void longTransactions(boolean value) {
        longTransactions = value;
    }

    /** True while it publishes to, or subscribes from, something outside. */
    public boolean externalReplication() {
        return externalReplication;
    }

    public void externalReplication(boolean value) {
        externalReplication = value;
    }

    /** True while it holds what a major upgrade of the engine can't take over. */
    public boolean incompatible() {
        return incompatible;
    }

    public void incompatible(boolean value) {
        incompatible = value;
    }
}
