package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One invocation's work on one operation: its draft, its new events and its saves. */
final class UnitOfWork {
    private final OperationStore store;
    private final Invocation invocation;
    private final String actor;
    private final List<LogEntry> events = new ArrayList<>();
    /**
     * Longer than the function may run, 90 seconds. Whoever wakes up after that has been followed by others, and that they stored
     * nothing new does not mean that what it saw still holds.
     */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Seen seen;
    private final Invocation.Moment began;
    private Operation stored;
    private OperationBuilder draft;

    UnitOfWork(OperationStore store, Invocation invocation, String actor, Operation stored) {
        this(store, invocation, actor, stored, Seen.NOTHING, invocation.moment());
    }

    /**
     * @param seen what the execution that calls was told last
     * @param began a moment before the operation was loaded
     */
    UnitOfWork(
            OperationStore store,
            Invocation invocation,
            String actor,
            Operation stored,
            Seen seen,
            Invocation.Moment began) {
        this.began = began;
        this.store = store;
        this.invocation = invocation;
        this.actor = actor;
        this.seen = seen;
        this.stored = stored;
        this.draft = stored.draft();
    }

    Invocation invocation() {
        return invocation;
    }

    String actor() {
        return actor;
    }

    Seen seen() {
        return seen;
    }

    Instant now() {
        return invocation.now();
    }

    OperationBuilder draft() {
        return draft;
    }

    /** The operation as last stored. */
    Operation stored() {
        return stored;
    }

    /** The operation as somebody may have stored it since. */
    Optional<Operation> storedMeanwhile() {
        return store.load(stored.id());
    }

    void log(LogEntry.Type type, @Nullable String cause, String message) {
        log(type, actor, cause, message, JsonNodeFactory.instance.objectNode());
    }

    void log(LogEntry.Type type, String by, @Nullable String cause, String message, ObjectNode data) {
        events.add(new LogEntry(stored.events() + events.size() + 1, now(), type, by, cause, message, data));
    }

    /** What the execution is told: the draft, also where it was not worth a save. */
    Operation shown() {
        return draft.peek();
    }

    /**
     * Stores the draft unless the execution counts its calls itself and the draft tells nothing that whoever looks at the document
     * does not know.
     *
     * @param observed fields of the current step's memo that only tell when something was seen
     */
    void saveNews(NextAction next, Set<String> observed) {
        boolean quiet = seen.told()
                && next instanceof NextAction.Wait wait
                && events.isEmpty()
                && News.nothing(stored, draft.peek(), observed)
                && !News.due(stored, now(), wait);
        if (!quiet) {
            save();
        }
    }

    /**
     * Stores the draft as the next version; from here on the draft continues from it.
     *
     * @throws OperationStore.SaveConflict also when the invocation is older than any that runs
     */
    Operation save() {
        if (invocation.elapsedSince(began).compareTo(LONGEST) > 0) {
            throw new OperationStore.SaveConflict(stored.id());
        }
        Operation next = draft.saved(invocation.id(), events, now());
        store.save(next, events);
        Operation before = stored;
        stored = next;
        draft = next.draft();
        EngineSignal.Saved saved = new EngineSignal.Saved(before, next, events);
        events.clear();
        invocation.tell(saved);
        return next;
    }
}
