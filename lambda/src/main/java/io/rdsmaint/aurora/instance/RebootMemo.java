package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.instance.RestartEvidence.Proof;
import io.rdsmaint.engine.SavedIntent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a reboot's step remembers from one look to the next, in the step's memo: how far the reboot has come (a call that was
 * accepted, or one that was disproved; what proves the restart), and when the instance was seen to serve.
 */
record RebootMemo(ObjectNode memo) {
    private static final String CALL = "call";
    private static final String DISPROVED = "disproved_call";
    private static final String PROOF = "proof";
    private static final String USABLE_AT = "usable_at";
    private static final String AT = "at";
    private static final String BEFORE = "before";
    private static final String BY = "by";

    /**
     * A call for the reboot.
     *
     * @param before what {@link RestartEvidence#asBefore} kept right before it
     */
    record Call(Instant at, JsonNode before) {}

    /** Whether the instance serves now. */
    void saw(boolean serves, Instant now, boolean called) {
        if (serves) {
            if (!memo.has(InstanceSteps.OUT_SINCE)) {
                memo.put(USABLE_AT, now.toString());
            }
        } else {
            memo.remove(InstanceSteps.BACK_SINCE);
            if (called && !memo.has(InstanceSteps.OUT_SINCE)) {
                memo.put(InstanceSteps.OUT_SINCE, now.toString());
            }
        }
    }

    /** When it was last seen in service before it was out of it. */
    Optional<Instant> usableAt() {
        return time(USABLE_AT);
    }

    /** When it was first seen out of service after a call. */
    Optional<Instant> outSince() {
        return time(InstanceSteps.OUT_SINCE);
    }

    /** Since when it serves again without a break: from now on, unless it did already. */
    Instant backSince(Instant now) {
        if (!memo.has(InstanceSteps.BACK_SINCE)) {
            memo.put(InstanceSteps.BACK_SINCE, now.toString());
        }
        return time(InstanceSteps.BACK_SINCE).orElse(now);
    }

    /** AWS has accepted a call. */
    void accepted(SavedIntent intent) {
        put(CALL, intent);
    }

    /** The accepted call. */
    Optional<Call> call() {
        return call(CALL);
    }

    /** A call without answer had no effect, and can have none any more. */
    void disproved(SavedIntent intent) {
        put(DISPROVED, intent);
    }

    /** The call that was disproved. */
    Optional<Call> disproved() {
        return call(DISPROVED);
    }

    /** The instance has restarted. */
    void proven(Proof proof) {
        memo.putObject(PROOF).put(BY, proof.by()).put(AT, proof.at().toString());
    }

    /** What proved the restart. */
    Optional<Proof> proof() {
        return node(PROOF)
                .map(p ->
                        new Proof(p.path(BY).asText(), Instant.parse(p.path(AT).asText())));
    }

    /** Another reboot is asked for: calls and proofs are of an earlier one. */
    void startOver() {
        memo.remove(List.of(PROOF, CALL, DISPROVED));
    }

    private void put(String field, SavedIntent intent) {
        memo.putObject(field).put(AT, intent.at().toString()).set(BEFORE, intent.evidence());
    }

    private Optional<Call> call(String field) {
        return node(field).map(c -> new Call(Instant.parse(c.path(AT).asText()), c.path(BEFORE)));
    }

    private Optional<Instant> time(String field) {
        return node(field).map(t -> Instant.parse(t.asText()));
    }

    private Optional<JsonNode> node(String field) {
        return Optional.of(memo.path(field)).filter(n -> !n.isMissingNode());
    }
}
