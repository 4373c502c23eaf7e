package io.rdsmaint.simulator.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the Data API keeps about a cluster. */
public final class DataApi {

    private final Map<String, OpenTransaction> transactions = new ConcurrentHashMap<>();
    private String enabledFor = "";
    private boolean paused;
    private boolean resuming;

    /** The ARN that it answers to, an empty text when it is off. */
    public String enabledFor() {
        return enabledFor;
    }

    void enabledFor(String arn) {
        enabledFor = arn;
    }

    /** Transactions that are open, by id. */
    public Map<String, OpenTransaction> transactions() {
        return transactions;
    }

    /** True while a serverless cluster has scaled to nothing, or is on its way up again. */
    public boolean paused() {
        return paused;
    }

    /** Lets the cluster sleep, or be awake. */
    public void paused(boolean value) {
        paused = value;
        resuming = false;
    }

    /** Begins to wake it; false when that is under way. */
    public boolean resume() {
        boolean first = !resuming;
        resuming = true;
        return first;
    }
}
