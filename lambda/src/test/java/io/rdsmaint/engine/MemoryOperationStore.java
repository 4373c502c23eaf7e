package io.rdsmaint.engine;

import io.rdsmaint.store.OperationJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store in memory that keeps to the same contract as the real ones, proven by the same contract tests; keeps text, not objects. */
public final class MemoryOperationStore implements OperationStore {
    private final OperationJson json = new OperationJson();
    private final Map<String, String> documents = new LinkedHashMap<>();
    private final Map<String, List<String>> logs = new HashMap<>();
    private final Map<String, String> locks = new HashMap<>();
    private final Map<String, String> executions = new HashMap<>();
    private Runnable beforeSave = () -> {};

    /** Runs once, right before the next save looks at the version. */
    public void beforeNextSave(Runnable what) {
        beforeSave = what;
    }

    /** Puts an operation here as another store, or another version of the code, had kept it. */
    public Operation restore(String document, List<String> log) {
        Operation operation = json.readOperation(document);
        documents.put(operation.id(), document);
        logs.put(operation.id(), new ArrayList<>(log));
        executions.put(operation.owner().executionArn(), operation.id());
        if (!operation.state().ended()) {
            locks.put(operation.target().lockKey(), operation.id());
        }
        return operation;
    }

    @Override
    public Optional<Operation> load(String operationId) {
        return Optional.ofNullable(documents.get(operationId)).map(json::readOperation);
    }

    @Override
    public synchronized void create(Operation operation, List<Event> events) {
        if (documents.containsKey(operation.id())) {
            if (repeats(operation, events) && events(operation.id()).size() == events.size()) {
                return;
            }
            throw new SaveConflict(operation.id());
        }
        String holder = locks.putIfAbsent(operation.target().lockKey(), operation.id());
        if (holder != null) {
            throw new ClusterBusy(holder);
        }
        documents.put(operation.id(), json.write(operation));
        executions.put(operation.owner().executionArn(), operation.id());
        append(operation, events);
    }

    @Override
    public synchronized void save(Operation operation, List<Event> events) {
        Runnable before = beforeSave;
        beforeSave = () -> {};
        before.run();
        if (repeats(operation, events)) {
            return;
        }
        Operation stored = load(operation.id()).orElseThrow(() -> new SaveConflict(operation.id()));
        if (stored.version() != operation.version() - 1) {
            throw new SaveConflict(operation.id());
        }
        documents.put(operation.id(), json.write(operation));
        append(operation, events);
        if (events.stream().anyMatch(e -> e.type() == Event.Type.OPERATION_TAKEN_OVER)) {
            executions.put(operation.owner().executionArn(), operation.id());
        }
        if (events.stream().anyMatch(e -> e.type().ends())) {
            locks.remove(operation.target().lockKey(), operation.id());
        }
    }

    @Override
    public List<Event> events(String operationId) {
        return logs.getOrDefault(operationId, List.of()).stream()
                .map(json::readEvent)
                .sorted(Comparator.comparingLong(Event::number))
                .toList();
    }

    @Override
    public List<Operation> live() {
        return documents.values().stream()
                .map(json::readOperation)
                .filter(op -> !op.state().ended())
                .toList()
                .reversed();
    }

    @Override
    public Optional<Operation> ofExecution(String executionArn) {
        return Optional.ofNullable(executions.get(executionArn)).flatMap(this::load);
    }

    private boolean repeats(Operation operation, List<Event> events) {
        List<String> log = logs.getOrDefault(operation.id(), List.of());
        List<String> newest = events.stream().map(json::write).toList();
        return json.write(operation).equals(documents.get(operation.id()))
                && log.size() >= newest.size()
                && log.subList(log.size() - newest.size(), log.size()).equals(newest);
    }

    private void append(Operation operation, List<Event> events) {
        events.forEach(e ->
                logs.computeIfAbsent(operation.id(), id -> new ArrayList<>()).add(json.write(e)));
    }
}
