package io.rdsmaint.engine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where operations live. Reads that decide are consistent; every save is conditional on the version that was read.
 *
 * <p>What every method may throw:
 *
 * <ul>
 *   <li>{@link TransientFailure} when the store is busy or gives no answer; what was to be written may be;
 *   <li>{@link LastingFailure} when the store refuses (a permission, its name), or holds a document that is damaged or was written
 *       by a newer version of the function; the message says what mends it.
 * </ul>
 *
 * <p>A step that meets them pauses or asks. Elsewhere they end the invocation: the state machine repeats it for some minutes, then
 * its execution ends, and once the store is mended another one takes the operation over.
 */
public interface OperationStore {

    /** The operation, read consistently. */
    Optional<Operation> load(String operationId);

    /**
     * Takes the lock on the target unless that is shared, stores the operation with its first events and makes it findable by its owner's
     * execution, all or nothing.
     *
     * @throws TargetBusy when a live operation holds the lock: the start ends and names it
     * @throws SaveConflict when the operation exists already, as after a start that is repeated: that one is answered
     * @throws TransientFailure also when nobody can tell whether it was stored; the same create tells
     */
    void create(Operation operation, List<LogEntry> events);

    /**
     * Stores the operation with its new events if nobody stored it since {@code operation.version() - 1}; an ended operation's lock
     * is released in the same write.
     *
     * @throws SaveConflict when somebody did: forget what is known, look again
     * @throws SaveUnknown when it can't be told whether the save happened: make no call, look again
     */
    void save(Operation operation, List<LogEntry> events);

    /** The whole log, oldest first. */
    List<LogEntry> events(String operationId);

    /**
     * Operations that have not ended, and those that have but whose events are not all known to be published, newest first; a
     * listing never decides anything, and may be some seconds old.
     */
    List<Listed> unfinished();

    /** Operations that have not ended, newest first; a listing never decides anything. */
    default List<Listed> live() {
        return unfinished().stream().filter(op -> !op.state().ended()).toList();
    }

    /** A page of the same. */
    default List<Listed> live(int most, @Nullable Position after) {
        return live().stream()
                .filter(op -> after == null || after.before(Position.of(op)))
                .limit(most)
                .toList();
    }

    /** The first of the same by {@link Listed#URGENT_FIRST}. */
    default List<Listed> urgent(int most) {
        return live().stream().sorted(Listed.URGENT_FIRST).limit(most).toList();
    }

    /**
     * Operations that have ended, the newest start first; a listing never decides anything.
     *
     * @param most of them, at least one
     * @param after where the page before ended, or null for the first one
     */
    List<Listed> ended(int most, @Nullable Position after);

    /** The first page of the same. */
    default List<Listed> ended(int most) {
        return ended(most, null);
    }

    /**
     * The same of the targets of one name, in whatever account.
     *
     * @param history see {@link Target#historyKey}
     */
    List<Operation> endedOn(String history, int most, @Nullable Position after);

    /** The first page of the same. */
    default List<Operation> endedOn(String history, int most) {
        return endedOn(history, most, null);
    }

    /**
     * Operations that bear a label, live and ended, the newest start first; a listing never decides anything.
     *
     * @param most of them, at least one
     * @param after where the page before ended, or null for the first one
     */
    List<Operation> labelled(String label, int most, @Nullable Position after);

    /** The operation owned, now or once, by an execution. */
    Optional<Operation> ofExecution(String executionArn);

    /**
     * The waits that an event about a resource may end, which the state machine itself writes, one per operation; some may be over.
     * A listing, which may be some seconds old.
     *
     * @param resource as {@link Outcome.Waiting#resource} names it
     */
    List<OpenWait> openWaits(String resource);

    /** How long steps of a kind took lately in operations of a type; nothing is decided by it. */
    KeptDurations durations(String type, String action);

    /** Keeps that in the place of what was kept before; of two who keep at the same time one is forgotten. */
    void keep(String type, String action, KeptDurations durations);

    /** The freeze that is in force, read consistently. */
    Optional<Freeze> freeze();

    /**
     * Puts the freeze in force; false when there is one, which may be this one by a repeated request.
     *
     * @throws TransientFailure when it may be in force: ask again
     */
    boolean freeze(Freeze freeze);

    /**
     * Ends the freeze if it is still this one; false when it is not, so that a late request ends no other one.
     *
     * @throws TransientFailure when it may have ended: ask again
     */
    boolean lift(Freeze freeze);

    /** Another live operation holds the target's lock. */
    final class TargetBusy extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String holder;

        public TargetBusy(String holder) {
            super("The target is held by operation " + holder);
            this.holder = holder;
        }

        /** The operation that holds the lock. */
        public String holder() {
            return holder;
        }
    }

    /** Somebody else stored the operation first; what this invocation knew is out of date. */
    final class SaveConflict extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public SaveConflict(String operationId) {
            super("Operation " + operationId + " was saved by someone else in between");
        }
    }

    /** No answer to a save: the invocation ends without any call; the next one sees what is stored. */
    final class SaveUnknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public SaveUnknown(String operationId, Throwable cause) {
            super("No answer to the save of operation " + operationId, cause);
        }
    }
}
