package io.rdsmaint.aurora.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.StorageType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a change of the storage type remembers of its looks, for whoever asks later what it changed. */
final class StorageMemo {
    private static final String FROM = "from";
    private static final String SEEN = "seen";
    private static final String PENDING = "pending";
    private static final String MOVING = "moving";
    private static final String ALLOWED_FROM = "allowed_from";
    private static final String CAME_BACK = "came_back";

    private StorageMemo() {}

    static void remember(StepRun run, Cluster cluster) {
        ObjectNode memo = run.memo();
        String type = cluster.features().storageType();
        if (!memo.has(FROM)) {
            memo.put(FROM, type);
        }
        memo.put(SEEN, type);
        memo.put(PENDING, cluster.pending().getOrDefault(StorageType.SETTING, ""));
        memo.put(MOVING, !cluster.available());
        Instant allowed = cluster.features().ioOptimizedNextAllowed();
        if (allowed != null) {
            memo.put(ALLOWED_FROM, allowed.toString());
        }
    }

    /** The type before the step; empty when it has not looked yet. */
    static String from(JsonNode memo) {
        return memo.path(FROM).asText();
    }

    /** When AWS next allows a switch to I/O-Optimized; empty when it always does. */
    static Optional<Instant> allowedFrom(JsonNode memo) {
        return Optional.of(memo.path(ALLOWED_FROM).asText())
                .filter(t -> !t.isEmpty())
                .map(Instant::parse);
    }

    /** True when the last look showed the cluster at rest and as it was before the step. */
    static boolean untouched(Step step) {
        JsonNode memo = step.memo();
        return memo.path(SEEN).asText().equals(from(memo))
                && memo.path(PENDING).asText().isEmpty()
                && !memo.path(MOVING).asBoolean();
    }

    /** The last call took effect and ended where it began. */
    static Outcome cameBack(StepRun run, Outcome asked) {
        run.memo().put(CAME_BACK, true);
        return asked;
    }

    /** From here on another call may have changed something. */
    static void calling(StepRun run) {
        run.memo().remove(CAME_BACK);
    }

    /** True when the last call came to nothing and the last look showed the cluster at rest. */
    static boolean cameBack(Step step) {
        return step.memo().has(CAME_BACK) && untouched(step);
    }

    /** What differs from before the operation, as far as the last look tells; nothing if no call was made. */
    static Optional<String> residue(Operation operation) {
        List<Step> looked = operation.steps().stream()
                .filter(s -> s.planned().action().equals(ChangeStorage.ACTION))
                .filter(s -> !from(s.memo()).isEmpty())
                .toList();
        if (looked.stream().noneMatch(Step::mayHaveChanged)) {
            return Optional.empty();
        }
        String before = from(looked.getFirst().memo());
        Step last = looked.getLast();
        Set<String> types = possible(last);
        return types.equals(Set.of(before))
                ? Optional.empty()
                : Optional.of("storage type of " + operation.target().name() + " is " + String.join(" or ", types)
                        + ", before the operation " + before + "; to bring it back" + when(last, before) + ": "
                        + Remedies.changeStorage(operation.target(), before));
    }

    /** The types that the cluster may have after the step: what was seen, and what may yet come of a call. */
    private static Set<String> possible(Step step) {
        Set<String> types = new TreeSet<>(Set.of(step.memo().path(SEEN).asText()));
        String pending = step.memo().path(PENDING).asText();
        if (!pending.isEmpty()) {
            types.add(pending);
        }
        SavedIntent intent = step.intent();
        boolean sure = intent == null || intent.state() == SavedIntent.State.PROVEN;
        boolean open = step.state() != StepState.COMPLETED && step.mayHaveChanged();
        if (open && (!sure || step.memo().path(MOVING).asBoolean())) {
            types.add(ChangeStorage.Params.of(step.planned().parameters()).to());
        }
        return types;
    }

    private static String when(Step step, String before) {
        return before.equals(StorageType.IO_OPTIMIZED.word())
                ? allowedFrom(step.memo())
                        .map(at -> ", which AWS allows from " + at + " on")
                        .orElse("")
                : "";
    }
}
