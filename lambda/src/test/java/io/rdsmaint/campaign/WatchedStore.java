package io.rdsmaint.campaign;

import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.store.ForwardingStore;
import java.util.List;
import java.util.Optional;

/** A store whose writes somebody sees. */
final class WatchedStore extends ForwardingStore {
    private final Watch watch;
    private final LambdaInvocation from;

    WatchedStore(OperationStore store, Watch watch, LambdaInvocation from) {
        super(store);
        this.watch = watch;
        this.from = from;
    }

    Watch watch() {
        return watch;
    }

    @Override
    public void create(Operation operation, List<LogEntry> events) {
        super.create(operation, events);
        watch.stored(from, operation);
    }

    @Override
    public Optional<Freeze> freeze() {
        watch.asked(from);
        return super.freeze();
    }

    @Override
    public void save(Operation operation, List<LogEntry> events) {
        super.save(operation, events);
        watch.stored(from, operation);
    }
}
