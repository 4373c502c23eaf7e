package io.rdsmaint.simulator.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the Data API keeps about a cluster. */
public final class DataApi {

    private final Map<String, OpenTransaction> transactions = new ConcurrentHashMap<>();
    private String enabledFor = "";
    private @Nullable Instant servedSince;
    private boolean paused;
    private boolean resuming;

    /** The ARN that it answers to, an empty text when it is off. */
    public String enabledFor() {
        return enabledFor;
    }

    void enabledFor(String arn) {
        enabledFor = arn;
    }

    /**
     * Notes since when a writer has served, nothing when none does.
     *
     * @return true when that is another one than at the last look
     */
    public boolean served(@Nullable Instant since) {
        boolean other = !Objects.equals(servedSince, since);
        servedSince = since;
        return other;
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
