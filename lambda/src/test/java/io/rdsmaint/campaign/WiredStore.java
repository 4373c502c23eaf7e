package io.rdsmaint.campaign;

import io.rdsmaint.engine.Event;
import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.TransientFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store in memory behind the wire: it fails as the real ones do, in the words of their contract. */
final class WiredStore implements OperationStore {
    private final Supplier<Invocation> from;
    private final Function<Invocation, OperationStore> stores;
    private final Function<Invocation, Wire> wires;

    /**
     * @param from who asks
     * @param stores what he asks, behind the wire
     */
    WiredStore(
            Supplier<Invocation> from, Function<Invocation, OperationStore> stores, Function<Invocation, Wire> wires) {
        this.from = from;
        this.stores = stores;
        this.wires = wires;
    }

    @Override
    public Optional<Operation> load(String operationId) {
        return read("load " + operationId, store -> store.load(operationId));
    }

    @Override
    public void create(Operation operation, List<Event> events) {
        write("create " + operation.id(), operation, true, store -> store.create(operation, events));
    }

    @Override
    public void save(Operation operation, List<Event> events) {
        write(
                "save " + operation.id() + " as version " + operation.version(),
                operation,
                false,
                store -> store.save(operation, events));
    }

    @Override
    public List<Event> events(String operationId) {
        return read("events of " + operationId, store -> store.events(operationId));
    }

    @Override
    public List<Operation> unfinished() {
        return read("unfinished operations", OperationStore::unfinished);
    }

    @Override
    public List<Operation> ended(int most) {
        return read("ended operations", store -> store.ended(most));
    }

    @Override
    public List<Operation> endedOn(String region, String clusterId, int most) {
        return read("operations ended on " + clusterId, store -> store.endedOn(region, clusterId, most));
    }

    @Override
    public Optional<Freeze> freeze() {
        return read("the freeze", OperationStore::freeze);
    }

    @Override
    public boolean freeze(Freeze freeze) {
        return stores.apply(from.get()).freeze(freeze);
    }

    @Override
    public boolean lift(Freeze freeze) {
        return stores.apply(from.get()).lift(freeze);
    }

    @Override
    public Optional<Operation> ofExecution(String executionArn) {
        return read("operation of " + executionArn, store -> store.ofExecution(executionArn));
    }

    private <T> T read(String what, Function<OperationStore, T> effect) {
        return send(what, Point.LOAD, effect, kind -> new TransientFailure("No answer from the store", lost(kind)));
    }

    private void write(
            String what, Operation operation, boolean creates, java.util.function.Consumer<OperationStore> effect) {
        send(
                what,
                Point.SAVE,
                store -> {
                    effect.accept(store);
                    return true;
                },
                kind -> switch (kind) {
                    case CONFLICTING ->
                        creates
                                ? new TransientFailure("The store is busy with the operation", lost(kind))
                                : new SaveConflict(operation.id());
                    case THROTTLED -> new TransientFailure("The store throttles", lost(kind));
                    default ->
                        creates
                                ? new TransientFailure("No answer from the store", lost(kind))
                                : new SaveUnknown(operation.id(), lost(kind));
                });
    }

    private <T> T send(
            String what,
            Point point,
            Function<OperationStore, T> effect,
            Function<FaultKind, RuntimeException> failure) {
        Invocation invocation = from.get();
        OperationStore store = stores.apply(invocation);
        return wires.apply(invocation).send(invocation, new Wire.Request<>() {
            @Override
            public Point point() {
                return point;
            }

            @Override
            public T effect() {
                return effect.apply(store);
            }

            @Override
            public T failure(FaultKind kind) {
                throw failure.apply(kind);
            }

            @Override
            public T twisted(Strike strike) {
                return effect();
            }

            @Override
            public String toString() {
                return what;
            }
        });
    }

    private static IllegalStateException lost(FaultKind kind) {
        return new IllegalStateException(kind.toString());
    }
}
