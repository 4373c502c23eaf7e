package io.rdsmaint.campaign;

import io.rdsmaint.engine.Event;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import java.util.List;
import java.util.Optional;

/** A store whose writes somebody sees. */
record WatchedStore(OperationStore store, Watch watch, Invocation from) implements OperationStore {
    @Override
    public Optional<Operation> load(String operationId) {
        return store.load(operationId);
    }

    @Override
    public void create(Operation operation, List<Event> events) {
        store.create(operation, events);
        watch.stored(from, operation);
    }

    @Override
    public void save(Operation operation, List<Event> events) {
        store.save(operation, events);
        watch.stored(from, operation);
    }

    @Override
    public List<Event> events(String operationId) {
        return store.events(operationId);
    }

    @Override
    public List<Operation> live() {
        return store.live();
    }

    @Override
    public Optional<Operation> ofExecution(String executionArn) {
        return store.ofExecution(executionArn);
    }
}
