package io.rdsmaint.testkit.store;

import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.KeptDurations;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.OpenWait;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Position;
import io.rdsmaint.store.OperationJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store in memory that keeps to the same contract as the real ones, proven by the same contract tests. */
public final class MemoryOperationStore implements OperationStore {
    private static final OperationJson JSON = new OperationJson();

    private final Map<String, Kept> operations = new LinkedHashMap<>();
    private final Map<String, List<LogEntry>> logs = new HashMap<>();
    private final Map<String, String> locks = new HashMap<>();
    private final Map<String, String> executions = new HashMap<>();
    private final Map<String, KeptDurations> durations = new HashMap<>();
    private final Map<String, Map.Entry<String, OpenWait>> waits = new LinkedHashMap<>();
    private final Function<Operation, Kept> kept;
    private Runnable beforeSave = () -> {};
    private Runnable beforeFreezeIsRead = () -> {};
    private Optional<Freeze> frozen = Optional.empty();

    private MemoryOperationStore(Function<Operation, Kept> kept) {
        this.kept = kept;
    }

    /** What goes in and comes out goes through text, as in the real ones. */
    public MemoryOperationStore() {
        this(operation -> new Text(operation.version(), JSON.write(operation)));
    }

    /** Keeps objects as they are, for speed. */
    public static MemoryOperationStore ofObjects() {
        return new MemoryOperationStore(Whole::new);
    }

    /** An operation as it is kept. Two that were made of the same operation are equal. */
    private sealed interface Kept {
        long version();

        Operation operation();
    }

    private record Text(long version, String text) implements Kept {
        @Override
        public Operation operation() {
            return JSON.readOperation(text);
        }
    }

    private record Whole(Operation operation) implements Kept {
        @Override
        public long version() {
            return operation.version();
        }
    }

    /** Puts another operation in the place of one, as if it had always been so. */
    public void replace(Operation operation) {
        operations.put(operation.id(), kept.apply(operation));
    }

    /** Makes the lock of an operation's cluster name another one. */
    public void lock(Operation operation, String holder) {
        locks.put(operation.target().lockKey(), holder);
    }

    /** Runs once, right before the next save looks at the version. */
    public void beforeNextSave(Runnable what) {
        beforeSave = what;
    }

    /** Runs whenever somebody is about to read whether operations are frozen. */
    public void beforeFreezeIsRead(Runnable what) {
        beforeFreezeIsRead = what;
    }

    /** Puts an operation here as another store, or another version of the code, had kept it. */
    public Operation restore(String document, List<String> log) {
        Operation operation = JSON.readOperation(document);
        operations.put(operation.id(), kept.apply(operation));
        logs.put(
                operation.id(),
                new ArrayList<>(log.stream().map(JSON::readEvent).toList()));
        executions.put(operation.owner().executionArn(), operation.id());
        if (!operation.state().ended() && !operation.target().shared()) {
            locks.put(operation.target().lockKey(), operation.id());
        }
        return operation;
    }

    @Override
    public Optional<Operation> load(String operationId) {
        return Optional.ofNullable(operations.get(operationId)).map(Kept::operation);
    }

    @Override
    public synchronized void create(Operation operation, List<LogEntry> events) {
        Kept now = kept.apply(operation);
        if (operations.containsKey(operation.id())) {
            if (repeats(operation.id(), now, events) && events(operation.id()).size() == events.size()) {
                return;
            }
            throw new SaveConflict(operation.id());
        }
        if (!operation.target().shared()) {
            String holder = locks.putIfAbsent(operation.target().lockKey(), operation.id());
            if (holder != null) {
                throw new TargetBusy(holder);
            }
        }
        executions.put(operation.owner().executionArn(), operation.id());
        keep(operation.id(), now, events);
    }

    @Override
    public synchronized void save(Operation operation, List<LogEntry> events) {
        Runnable before = beforeSave;
        beforeSave = () -> {};
        before.run();
        Kept now = kept.apply(operation);
        if (repeats(operation.id(), now, events)) {
            return;
        }
        Kept stored = operations.get(operation.id());
        if (stored == null || stored.version() != operation.version() - 1) {
            throw new SaveConflict(operation.id());
        }
        keep(operation.id(), now, events);
        if (events.stream().anyMatch(e -> e.type() == LogEntry.Type.OPERATION_TAKEN_OVER)) {
            executions.put(operation.owner().executionArn(), operation.id());
        }
        if (events.stream().anyMatch(e -> e.type().ends())) {
            locks.remove(operation.target().lockKey(), operation.id());
        }
    }

    @Override
    public List<LogEntry> events(String operationId) {
        return logs.getOrDefault(operationId, List.of()).stream()
                .sorted(Comparator.comparingLong(LogEntry::number))
                .toList();
    }

    @Override
    public List<Listed> unfinished() {
        return operations.values().stream()
                .map(Kept::operation)
                .filter(op -> !op.state().ended() || !op.outbox().isEmpty())
                .map(Listed::of)
                .sorted(Listed.NEWEST_FIRST)
                .toList();
    }

    @Override
    public List<Listed> ended(int most, @Nullable Position after) {
        return ended(after).map(Listed::of).limit(most).toList();
    }

    private Stream<Operation> ended(@Nullable Position after) {
        return newest(after).filter(op -> op.state().ended());
    }

    private Stream<Operation> newest(@Nullable Position after) {
        return operations.values().stream()
                .map(Kept::operation)
                .filter(op -> after == null || after.before(Position.of(op)))
                .sorted(Comparator.comparing(Operation::createdAt)
                        .thenComparing(Operation::id)
                        .reversed());
    }

    @Override
    public List<Operation> endedOn(String history, int most, @Nullable Position after) {
        return ended(after)
                .filter(op -> op.target().historyKey().equals(history))
                .limit(most)
                .toList();
    }

    /** What the state machine writes when it begins a wait that an event about a resource may end. */
    public void openWait(String resource, OpenWait wait) {
        waits.put(wait.operationId(), Map.entry(resource, wait));
    }

    @Override
    public List<OpenWait> openWaits(String resource) {
        return waits.values().stream()
                .filter(entry -> entry.getKey().equals(resource))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public List<Operation> labelled(String label, int most, @Nullable Position after) {
        return newest(after)
                .filter(op -> label.equals(op.origin().label()))
                .limit(most)
                .toList();
    }

    @Override
    public KeptDurations durations(String type, String action) {
        return durations.getOrDefault(type + "/" + action, KeptDurations.NONE);
    }

    @Override
    public void keep(String type, String action, KeptDurations kept) {
        durations.put(type + "/" + action, kept);
    }

    @Override
    public Optional<Freeze> freeze() {
        beforeFreezeIsRead.run();
        return frozen;
    }

    @Override
    public synchronized boolean freeze(Freeze freeze) {
        if (frozen.isPresent()) {
            return false;
        }
        frozen = Optional.of(freeze);
        return true;
    }

    @Override
    public synchronized boolean lift(Freeze freeze) {
        boolean same = frozen.filter(freeze::equals).isPresent();
        frozen = same ? Optional.empty() : frozen;
        return same;
    }

    @Override
    public Optional<Operation> ofExecution(String executionArn) {
        return Optional.ofNullable(executions.get(executionArn)).flatMap(this::load);
    }

    private boolean repeats(String id, Kept now, List<LogEntry> events) {
        List<LogEntry> log = logs.getOrDefault(id, List.of());
        return now.equals(operations.get(id))
                && log.size() >= events.size()
                && log.subList(log.size() - events.size(), log.size()).equals(events);
    }

    private void keep(String id, Kept now, List<LogEntry> events) {
        operations.put(id, now);
        logs.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(events);
    }
}
