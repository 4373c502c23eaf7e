package io.rdsmaint.testkit.store;

import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.KeptDurations;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.OpenWait;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Position;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that does what another one does; tests override what they are about. */
public abstract class ForwardingStore implements OperationStore {
    private final OperationStore store;

    protected ForwardingStore(OperationStore store) {
        this.store = store;
    }

    @Override
    public Optional<Operation> load(String operationId) {
        return store.load(operationId);
    }

    @Override
    public void create(Operation operation, List<LogEntry> events) {
        store.create(operation, events);
    }

    @Override
    public void save(Operation operation, List<LogEntry> events) {
        store.save(operation, events);
    }

    @Override
    public List<LogEntry> events(String operationId) {
        return store.events(operationId);
    }

    @Override
    public List<Listed> unfinished() {
        return store.unfinished();
    }

    @Override
    public List<Listed> live() {
        return store.live();
    }

    @Override
    public List<Listed> urgent(int most) {
        return store.urgent(most);
    }

    @Override
    public List<Listed> ended(int most, @Nullable Position after) {
        return store.ended(most, after);
    }

    @Override
    public List<Operation> endedOn(String history, int most, @Nullable Position after) {
        return store.endedOn(history, most, after);
    }

    @Override
    public List<Operation> labelled(String label, int most, @Nullable Position after) {
        return store.labelled(label, most, after);
    }

    @Override
    public Optional<Operation> ofExecution(String executionArn) {
        return store.ofExecution(executionArn);
    }

    @Override
    public List<OpenWait> openWaits(String resource) {
        return store.openWaits(resource);
    }

    @Override
    public KeptDurations durations(String type, String action) {
        return store.durations(type, action);
    }

    @Override
    public void keep(String type, String action, KeptDurations durations) {
        store.keep(type, action, durations);
    }

    @Override
    public Optional<Freeze> freeze() {
        return store.freeze();
    }

    @Override
    public boolean freeze(Freeze freeze) {
        return store.freeze(freeze);
    }

    @Override
    public boolean lift(Freeze freeze) {
        return store.lift(freeze);
    }
}
