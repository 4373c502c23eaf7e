package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Freeze;
import io.rdsmaint.testkit.EventQueue;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Somebody who freezes all operations for some minutes. In memory the freeze is there at that very moment, in the middle of
 * whatever the function does; in S3 it is put there by the function, as people do it.
 */
final class Freezer {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final long LEAST_SECONDS = 120;
    private static final long SPREAD_SECONDS = 900;

    private final EventQueue queue;
    private final MemoryOperationStore memory;
    private final Watch watch;
    private final Consumer<ObjectNode> people;
    private final boolean inMemory;

    /**
     * @param people sends a request by the alias of people
     * @param inMemory where the operations are kept
     */
    Freezer(EventQueue queue, MemoryOperationStore memory, Watch watch, Consumer<ObjectNode> people, boolean inMemory) {
        this.queue = queue;
        this.memory = memory;
        this.watch = watch;
        this.people = people;
        this.inMemory = inMemory;
    }

    void freezes(Strike strike) {
        Duration lasting = Duration.ofSeconds(LEAST_SECONDS + (long) (strike.degree() * SPREAD_SECONDS));
        if (!inMemory) {
            queue.after(
                    AT_ONCE,
                    () -> ask(JsonTrees.object().put("reason", "a campaign").put("by", "sam")));
            queue.after(AT_ONCE.plus(lasting), () -> ask(null));
            return;
        }
        Freeze freeze = new Freeze("a campaign", "sam", queue.now());
        if (memory.freeze(freeze)) {
            watch.frozen(queue.now());
            queue.after(lasting, () -> {
                memory.lift(freeze);
                watch.lifted();
            });
        }
    }

    private void ask(@org.jspecify.annotations.Nullable ObjectNode freeze) {
        ObjectNode request = JsonTrees.object().put("action", "resume");
        request.putObject("edit").set("freeze", freeze);
        people.accept(request);
    }
}
