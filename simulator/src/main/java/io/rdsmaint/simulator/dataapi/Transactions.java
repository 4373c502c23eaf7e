package io.rdsmaint.simulator.dataapi;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.OpenTransaction;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.protocol.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The open transactions of a cluster: who may use them, and when they end by themselves. */
final class Transactions {

    private static final String QUEUE = "transaction";
    private static final Duration IDLE = Duration.ofMinutes(3);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int LONGEST_ID = 192;

    private final Cluster cluster;

    Transactions(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Takes the transaction of a call for it.
     *
     * @return nothing for a call that names none
     */
    Optional<OpenTransaction> take(Call call) {
        Access.length(call, "transactionId", LONGEST_ID);
        return call.text("transactionId").map(id -> {
            OpenTransaction found = cluster.dataApi().transactions().get(id);
            if (found == null
                    || found.session().lost()
                    || (found.aborted() && !call.action().equals(EndTransaction.ROLLBACK))) {
                throw DataApiError.noTransaction(id);
            }
            if (call.text("database")
                    .filter(name -> !name.equals(found.database()))
                    .isPresent()) {
                throw DataApiError.badRequest("Database name is not the same as transaction's");
            }
            if (!found.take()) {
                throw DataApiError.busy();
            }
            return found;
        });
    }

    /** Ends one; its client may still say that it is to be rolled back. */
    static void end(Cluster cluster, OpenTransaction transaction) {
        cluster.dataApi().transactions().values().remove(transaction);
        transaction.session().close();
    }

    /** Lets a transaction end by itself: three minutes without a call, or a day after it began. */
    void watch(String id) {
        World world = cluster.site().world();
        world.after(IDLE, QUEUE, () -> look(id));
        world.after(LONGEST, QUEUE, () -> find(id).ifPresent(each -> end(cluster, each)));
    }

    private void look(String id) {
        World world = cluster.site().world();
        Instant idle = world.now().minus(IDLE);
        find(id).ifPresent(each -> {
            if (each.idleSince(idle)) {
                end(cluster, each);
            } else {
                world.after(each.idleFor(world.now(), IDLE), QUEUE, () -> look(id));
            }
        });
    }

    private Optional<OpenTransaction> find(String id) {
        return Optional.ofNullable(cluster.dataApi().transactions().get(id));
    }
}
