package io.rdsmaint.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds live operations that nobody runs, in case the news of their execution's end was lost, publishes what could not be published
 * when they were found or ended (nobody else would), and counts all live ones.
 *
 * <p>It goes by two lists, of operations and of the executions that run, and looks closer where they differ: both may be some
 * seconds old, so that an operation is loaded and its owner asked for by name before anybody is told. One operation that can't be
 * dealt with does not stand in the way of the others. Those that were stored longest ago come first: whoever is run is stored again
 * and again, so that nobody waits for ever when the time does not suffice for all.
 */
final class Sweep {
    /** How many of the operations that ended last are looked at: those since the last sweep and more; chosen. */
    private static final int ENDED_SWEPT = 20;

    /** What is needed after the last operation: counting what was left behind in all regions; chosen. */
    private static final Duration TO_END = Duration.ofSeconds(20);

    private final OperationStore store;
    private final Executions executions;
    private final AbandonmentDetector detector;
    private final Telling telling;
    private final Publishing publishing;

    /** Pauses an operation that nobody runs and has people told; answers it as it is stored then. */
    interface Telling {
        Operation tell(Invocation invocation, Operation operation, String why);
    }

    /** Publishes what is not known to be; answers the operation as it is stored then. */
    interface Publishing {
        Operation publish(Invocation invocation, Operation operation);
    }

    Sweep(
            OperationStore store,
            Executions executions,
            AbandonmentDetector detector,
            Telling telling,
            Publishing publishing) {
        this.store = store;
        this.executions = executions;
        this.detector = detector;
        this.telling = telling;
        this.publishing = publishing;
    }

    /**
     * Sweeps once.
     *
     * @throws RuntimeException the first failure, once all operations have been looked at
     */
    void run(Invocation invocation) {
        List<Listed> live = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        int left = 0;
        List<Listed> all = oldestFirst(failures);
        Set<String> running = running(all);
        for (Listed listed : all) {
            boolean look = mayNeedSomebody(listed, running);
            boolean time = invocation.remaining().compareTo(TO_END) >= 0;
            if (look && time) {
                try {
                    store.load(listed.id())
                            .flatMap(op -> swept(invocation, op))
                            .map(Listed::of)
                            .ifPresent(live::add);
                } catch (RuntimeException e) {
                    failures.add(e);
                }
                continue;
            }
            left += look ? 1 : 0;
            if (!listed.state().ended()) {
                live.add(listed);
            }
        }
        invocation.tell(new EngineSignal.Swept(invocation.now(), live, left));
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private static boolean mayNeedSomebody(Listed listed, Set<String> running) {
        boolean over = listed.state().ended() || listed.stalled();
        return over ? listed.untold() : !running.contains(listed.executionArn());
    }

    /** Where they can't be listed, each owner is asked for by its name. */
    private Set<String> running(List<Listed> all) {
        List<String> owners = all.stream()
                .filter(op -> !op.state().ended() && !op.stalled())
                .map(Listed::executionArn)
                .distinct()
                .toList();
        try {
            return owners.isEmpty() ? Set.of() : executions.running(owners);
        } catch (TransientFailure | LastingFailure e) {
            return Set.of();
        }
    }

    private List<Listed> oldestFirst(List<RuntimeException> failures) {
        Map<String, Listed> listed = new LinkedHashMap<>();
        store.unfinished().forEach(op -> listed.put(op.id(), op));
        listedAsEnded(failures).forEach(op -> listed.putIfAbsent(op.id(), op));
        return listed.values().stream()
                .sorted(Comparator.comparing(Listed::updatedAt))
                .toList();
    }

    /** Up to 0.1.0, those that have ended are listed as ended although they have something to tell. */
    private List<Listed> listedAsEnded(List<RuntimeException> failures) {
        try {
            return store.ended(ENDED_SWEPT).stream().filter(Listed::untold).toList();
        } catch (RuntimeException e) {
            failures.add(e);
            return List.of();
        }
    }

    /** The operation as it is stored then, if it is live. */
    private Optional<Operation> swept(Invocation invocation, Operation op) {
        if (op.state().ended()) {
            if (detector.untold(op, invocation.now())) {
                publishing.publish(invocation, op);
            }
            return Optional.empty();
        }
        if (detector.abandoned(op, invocation.now())) {
            return Optional.of(
                    telling.tell(invocation, op, "its execution " + op.owner().executionArn() + " has ended"));
        }
        return Optional.of(op.owner().stalled() ? publishing.publish(invocation, op) : op);
    }
}
