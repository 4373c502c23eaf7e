package io.rdsmaint.testkit.store;

import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.KeptDurations;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.OpenWait;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Position;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.FaultyTransport;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.TransportFault.Failure;
import io.rdsmaint.testkit.transport.TransportFault.Untruth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A store in this process that the function reaches over its transport: it fails as the real ones do, in the words of their
 * contract.
 */
public final class RemoteStore implements OperationStore {
    private static final Pattern FIGURE = Pattern.compile("\\d+");

    private final Supplier<LambdaInvocation> from;

    /**
     * @param from who asks; the store and the transport are those of his surroundings
     */
    public RemoteStore(Supplier<LambdaInvocation> from) {
        this.from = from;
    }

    @Override
    public Optional<Operation> load(String operationId) {
        return read("load " + operationId, store -> store.load(operationId));
    }

    @Override
    public void create(Operation operation, List<LogEntry> events) {
        write(() -> "create " + operation.id(), operation, true, store -> store.create(operation, events));
    }

    @Override
    public void save(Operation operation, List<LogEntry> events) {
        write(
                () -> "save %s as version %d: %s"
                        .formatted(operation.id(), operation.version(), phase(operation, events)),
                operation,
                false,
                store -> store.save(operation, events));
    }

    @Override
    public List<LogEntry> events(String operationId) {
        return read("events of " + operationId, store -> store.events(operationId));
    }

    @Override
    public List<Listed> unfinished() {
        return read("unfinished operations", OperationStore::unfinished);
    }

    @Override
    public List<Listed> ended(int most, @Nullable Position after) {
        return read("ended operations", store -> store.ended(most, after));
    }

    @Override
    public List<Operation> endedOn(String history, int most, @Nullable Position after) {
        return read("operations ended on " + history, store -> store.endedOn(history, most, after));
    }

    @Override
    public List<Operation> labelled(String label, int most, @Nullable Position after) {
        return read("operations labelled " + label, store -> store.labelled(label, most, after));
    }

    @Override
    public List<OpenWait> openWaits(String resource) {
        return read("waits for " + resource, store -> store.openWaits(resource));
    }

    @Override
    public KeptDurations durations(String type, String action) {
        return from.get().store().durations(type, action);
    }

    @Override
    public void keep(String type, String action, KeptDurations durations) {
        from.get().store().keep(type, action, durations);
    }

    @Override
    public Optional<Freeze> freeze() {
        return read("the freeze", OperationStore::freeze);
    }

    @Override
    public boolean freeze(Freeze freeze) {
        return from.get().store().freeze(freeze);
    }

    @Override
    public boolean lift(Freeze freeze) {
        return from.get().store().lift(freeze);
    }

    @Override
    public Optional<Operation> ofExecution(String executionArn) {
        return read("operation of " + executionArn, store -> store.ofExecution(executionArn));
    }

    /** How far the operation is in it. Two saves of polls that saw the same are described alike but for the version. */
    private static String phase(Operation operation, List<LogEntry> events) {
        String told = events.stream().map(LogEntry::type).toList() + ", untold "
                + operation.outbox().size();
        return operation.type() + " " + operation.state() + " to " + operation.ending() + " at " + operation.index()
                + " " + operation.current().map(RemoteStore::phase).orElse("the end") + " " + told;
    }

    private static String phase(Step step) {
        SavedIntent intent = step.intent();
        return "%s, attempt %d, %s, %d lost, %d errors, remembers %s: %s"
                .formatted(
                        step.state(),
                        step.attempt(),
                        intent == null ? "no call" : intent.call() + " " + intent.state(),
                        step.lost().size(),
                        step.errors(),
                        new TreeSet<>(step.memo()
                                .propertyStream()
                                .map(Map.Entry::getKey)
                                .toList()),
                        FIGURE.matcher(String.valueOf(step.waitCondition())).replaceAll("#"));
    }

    private <T> T read(String what, Function<OperationStore, T> effect) {
        return send(
                () -> what,
                RequestKind.LOAD,
                effect,
                failure -> new TransientFailure("No answer from the store", lost(failure)));
    }

    private void write(Supplier<String> what, Operation operation, boolean creates, Consumer<OperationStore> effect) {
        send(
                what,
                RequestKind.SAVE,
                store -> {
                    effect.accept(store);
                    return true;
                },
                failure -> switch (failure) {
                    case CONFLICTING ->
                        creates
                                ? new TransientFailure("The store is busy with the operation", lost(failure))
                                : new SaveConflict(operation.id());
                    case THROTTLED -> new TransientFailure("The store throttles", lost(failure));
                    case LOST, SERVER_ERROR ->
                        creates
                                ? new TransientFailure("No answer from the store", lost(failure))
                                : new SaveUnknown(operation.id(), lost(failure));
                });
    }

    private <T> T send(
            Supplier<String> what,
            RequestKind kind,
            Function<OperationStore, T> effect,
            Function<Failure, RuntimeException> failed) {
        LambdaInvocation invocation = from.get();
        OperationStore store = invocation.store();
        return invocation.transport().send(invocation, new FaultyTransport.Request<>() {
            @Override
            public RequestKind kind() {
                return kind;
            }

            @Override
            public T effect() {
                return effect.apply(store);
            }

            @Override
            public T failure(Failure failure) {
                throw failed.apply(failure);
            }

            @Override
            public T untrue(Untruth untruth) {
                return effect();
            }

            @Override
            public String toString() {
                return what.get();
            }
        });
    }

    private static IllegalStateException lost(Failure failure) {
        return new IllegalStateException(failure.toString());
    }
}
