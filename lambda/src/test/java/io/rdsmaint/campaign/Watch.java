package io.rdsmaint.campaign;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.http.SimulatorResponse.Answer;
import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.RequestObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sees every request of the function and everything it stores, and holds it to the promises at every step. It notes what is
 * broken; whoever runs the run ends it.
 */
final class Watch implements RequestObserver {
    private static final String OPERATIONS = "operations/";
    private static final String FREEZE = "control/freeze";

    private final Promises promises;
    private final Function<String, Optional<String>> documents;
    private final OperationJson json = new OperationJson();
    private final List<String> broken = new ArrayList<>();
    private final Permission permission = new Permission();

    /** What each request that is on its way breaks if it isn't refused as too old; some travel beside each other. */
    private final IdentityHashMap<AwsRequest, List<String>> suspected = new IdentityHashMap<>();

    private final Map<String, Operation> stored = new LinkedHashMap<>();

    /** The calls of stored intents, by the invocation that stored them, and whether they were made. */
    private final Map<String, Map<String, Boolean>> intents = new HashMap<>();

    /** How often calls that must not be repeated took effect. */
    private final Map<String, Integer> effects = new HashMap<>();

    /** The calls that took effect, by operation. */
    private final Map<String, List<String>> made = new HashMap<>();

    /**
     * @param promises of the family
     * @param documents the documents of operations that are kept as text, by key
     */
    Watch(Promises promises, Function<String, Optional<String>> documents) {
        this.promises = promises;
        this.documents = documents;
    }

    /** Somebody else has seen a promise broken. */
    synchronized void breaks(String what) {
        broken.add(what);
    }

    /** The promises broken so far. */
    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    /** The calls of an operation that took effect, as their intents word them. */
    List<String> made(String operationId) {
        return made.getOrDefault(operationId, List.of());
    }

    /** All operations of the run, as stored last. */
    List<Operation> operations() {
        return List.copyOf(stored.values());
    }

    /** True while an operation has not ended, or not all of it is told. */
    boolean unfinished() {
        return stored.values().stream()
                .anyMatch(op -> !op.state().ended() || !op.outbox().isEmpty());
    }

    boolean live() {
        return stored.values().stream().anyMatch(op -> !op.state().ended());
    }

    /** Somebody froze all operations. */
    void frozen(Instant now) {
        permission.frozen(now);
    }

    /** They may go on. */
    void lifted() {
        permission.lifted();
    }

    /** The function asks whether operations are frozen. */
    void asked(LambdaInvocation from) {
        permission.asked(from);
    }

    /** A line of the function's log. */
    void log(String line) {
        secret("the log", line);
    }

    @Override
    public synchronized void before(LambdaInvocation from, AwsRequest call) {
        broken.addAll(promises.brokenBefore(from, call));
        switch (call.kind()) {
            case CHANGE -> change(from, call);
            case PUBLISH -> secret("an event", call.http().body().text());
            default -> {}
        }
    }

    @Override
    public synchronized void after(LambdaInvocation from, AwsRequest call, SimulatorResponse response) {
        boolean done = response instanceof Answer answer && answer.status() < 300;
        broken.addAll(promises.brokenAfter(from, call, response));
        List<String> now = suspected.remove(call);
        if (now != null && !tooLate(response)) {
            broken.addAll(now);
        }
        if (call.action().endsWith("/" + FREEZE) && (done || call.kind() == RequestKind.LOAD)) {
            freezeInS3(from, call);
        }
        if (done && call.kind() == RequestKind.SAVE && call.action().contains("/" + OPERATIONS)) {
            String key = call.action().substring(call.action().indexOf(OPERATIONS));
            String text = documents.apply(key).orElse("");
            secret(key, text);
            if (!text.startsWith("{\"void\"")) {
                stored(from, json.readOperation(text));
            }
        }
        if (done && call.kind() == RequestKind.CHANGE) {
            String intent = worded(from, call);
            current(from)
                    .map(op -> made.computeIfAbsent(op.id(), i -> new ArrayList<>()))
                    .filter(calls -> !promises.several(call) || !calls.contains(intent))
                    .ifPresent(calls -> calls.add(intent));
            if (promises.once(call)) {
                twice(from, intent);
            }
        }
    }

    private void freezeInS3(LambdaInvocation from, AwsRequest call) {
        if (call.kind() == RequestKind.LOAD) {
            permission.asked(from);
        } else if (documents.apply(FREEZE).orElse("").contains("\"lifted\"")) {
            permission.lifted();
        } else {
            permission.frozen(from.now());
        }
    }

    /** A request of a process that slept too long is refused for its date, and does no harm whatever it asks for. */
    private static boolean tooLate(SimulatorResponse response) {
        return response instanceof Answer answer
                && answer.status() == 403
                && answer.text().contains("Signature expired");
    }

    /** An operation was stored. */
    synchronized void stored(LambdaInvocation from, Operation operation) {
        Operation before = stored.put(operation.id(), operation);
        permission.stored(from, operation);
        if (before != null) {
            long ahead = operation.version() - before.version();
            if (ahead < 0 || ahead > 1) {
                broken.add(
                        "a save over somebody else's: version " + operation.version() + " after " + before.version());
            }
            if (before.state().ended() && !operation.state().ended()) {
                broken.add("an operation lives after its end: " + operation.id());
            }
        }
        if (stored.values().stream().filter(op -> !op.state().ended()).count() > 1) {
            broken.add("several live operations on one target: " + stored.keySet());
        }
        for (Step step : operation.steps()) {
            SavedIntent intent = step.intent();
            if (intent != null && intent.invocation().equals(from.id())) {
                intents.computeIfAbsent(from.id(), i -> new LinkedHashMap<>()).putIfAbsent(intent.call(), false);
            }
        }
    }

    private void twice(LambdaInvocation from, String intent) {
        // Another operation may make the same call: it was asked for twice. One execution has one operation.
        String place = current(from)
                .map(op -> op.id() + " after " + op.questions() + " questions")
                .orElse("");
        int times = effects.merge(intent + place, 1, Integer::sum);
        if (times > 1) {
            broken.add("made twice: " + intent);
        }
    }

    /** Right before a change reaches AWS. */
    private void change(LambdaInvocation from, AwsRequest call) {
        Operation operation = current(from).orElse(null);
        Map<String, Boolean> own = intents.getOrDefault(from.id(), Map.of());
        Optional<String> intent = own.entrySet().stream()
                .filter(e ->
                        (!e.getValue() || promises.several(call)) && e.getKey().startsWith(call.action()))
                .map(Map.Entry::getKey)
                .findFirst();
        if (operation == null || intent.isEmpty()) {
            broken.add("a change without a stored intent of its own: " + call);
            return;
        }
        own.put(intent.get(), true);
        List<String> breaks = suspected.computeIfAbsent(call, c -> new ArrayList<>());
        permission.objection(from, operation, call).ifPresent(breaks::add);
        approved(operation, from, call).ifPresent(breaks::add);
        breaks.addAll(promises.brokenBy(from, operation, call));
    }

    private String worded(LambdaInvocation from, AwsRequest call) {
        return intents.getOrDefault(from.id(), Map.of()).keySet().stream()
                .filter(i -> i.startsWith(call.action()))
                .reduce((a, b) -> b)
                .orElse(call.toString());
    }

    /** A step with a gate runs only once somebody has let it. */
    private static Optional<String> approved(Operation operation, LambdaInvocation from, AwsRequest call) {
        return operation
                .current()
                .filter(step -> step.planned().gate() != null && step.approved() == null)
                .flatMap(step -> Optional.ofNullable(step.intent()))
                .filter(i -> i.invocation().equals(from.id()))
                .map(_ -> "without the approval that its gate asks for: " + call);
    }

    private void secret(String where, String text) {
        if (text.contains("-SECRET")) {
            broken.add("a task token in " + where);
        }
    }

    /** The operation that the invocation is about. */
    private Optional<Operation> current(LambdaInvocation from) {
        String id = JsonTrees.read(from.event()).path("operation_id").asText("");
        return id.isEmpty() ? stored.values().stream().findFirst() : Optional.ofNullable(stored.get(id));
    }
}
