package io.rdsmaint.store;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.store.S3Objects.Stored;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The lock on a target: an object that names an operation, and is free exactly when that operation has ended. Nothing is ever
 * deleted, so freeing it is the save that ends the operation.
 *
 * <p>Taking it and beginning are two writes. What holds them together, so that no two operations on a target are ever live:
 *
 * <ul>
 *   <li>whoever takes the lock reads its own document <em>before</em>, and then writes it only if it is still as it was read;
 *   <li>whoever takes the lock from an operation that has not begun <em>changes that operation's document first</em>, to void;
 *   <li>no two writes of the lock are alike, so a taker that read the lock before somebody else wrote it can't replace it.
 * </ul>
 *
 * <p>Of an operation about to begin and one that takes its lock, whichever writes the former's document first wins, and the other
 * one notices.
 */
final class TargetLock {
    private static final String HOLDER = "operation_id";

    private final S3Objects objects;
    private final OperationJson json;
    private final Supplier<String> tickets;

    /**
     * @param tickets texts that are never used twice
     */
    TargetLock(S3Objects objects, OperationJson json, Supplier<String> tickets) {
        this.objects = objects;
        this.json = json;
        this.tickets = tickets;
    }

    /**
     * Takes the lock.
     *
     * @param taker the operation, whose document has been read
     * @param anew a lock that the operation took earlier does not count: its document was void, so somebody may be about to
     *     replace that lock. An absent document needs no such care: it can only become void once.
     * @return false when something changed meanwhile: read the document and come again
     * @throws OperationStore.TargetBusy when a live operation holds it
     */
    boolean take(Operation taker, boolean anew) {
        String key = Keys.lock(taker.target());
        String ours = text(taker);
        if (objects.putIfAbsent(key, ours)) {
            return true;
        }
        Optional<Stored> lock = objects.get(key);
        if (lock.isEmpty()) {
            return false;
        }
        if (lock.get().text().equals(ours)) {
            return true;
        }
        String holder = holder(key, lock.get());
        boolean earlier = holder.equals(taker.id());
        if (earlier && !anew) {
            return true;
        }
        return (earlier || over(holder, taker)) && objects.replace(key, lock.get(), ours);
    }

    /** Whether the holder has ended, after making sure of it if it had not begun; false when it changed meanwhile. */
    private boolean over(String holder, Operation taker) {
        String key = Keys.operation(holder);
        Optional<Stored> stored = objects.get(key);
        if (stored.isEmpty()) {
            return objects.putEndedIfAbsent(key, voidFor(taker));
        }
        return switch (Document.read(stored.get().text(), json)) {
            case Document.Voided _ -> objects.replaceEnded(key, stored.get(), voidFor(taker));
            case Document.Kept kept -> {
                if (!kept.operation().state().ended()) {
                    throw new OperationStore.TargetBusy(holder);
                }
                yield true;
            }
        };
    }

    private String voidFor(Operation taker) {
        return Document.Voided.write(taker.id(), tickets.get(), json);
    }

    private String text(Operation taker) {
        return json.object()
                .put(HOLDER, taker.id())
                .put("cluster_resource_id", taker.target().resourceId())
                .put("ticket", tickets.get())
                .toString();
    }

    private String holder(String key, Stored lock) {
        String holder = json.readTree(lock.text()).path(HOLDER).asText();
        if (holder.isEmpty()) {
            throw new LastingFailure(
                    "The lock " + key + " names no operation. Restore it from the bucket's versions, by"
                            + " docs/runbook.md, Restoring the store.");
        }
        return holder;
    }
}
