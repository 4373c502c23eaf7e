package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.Families;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An engine on a store that lists as version 0.1.0 left it, and with types that can't plan. */
class StoredElsewhereTest {
    private final Samples samples = new Samples();
    private final MemoryOperationStore store = new MemoryOperationStore();
    private final List<LogEntry> published = new ArrayList<>();
    private final List<EngineSignal> occurrences = new ArrayList<>();
    private final Set<String> failing = new java.util.HashSet<>();
    private final Engine engine = new Engine(
            asTheFirstVersionListed(),
            (operation, events) -> published.addAll(events),
            new NoExecutions(),
            Families.of(List.of(new Unplannable()), List.of()),
            () -> 1.0,
            false);

    private static final class NoExecutions implements Executions {
        @Override
        public Optional<Execution> find(String executionArn) {
            return Optional.empty();
        }

        @Override
        public Set<String> running(Collection<String> executionArns) {
            return Set.of();
        }

        @Override
        public Optional<LastReply> lastReply(String executionArn) {
            return Optional.empty();
        }

        @Override
        public void answer(String executionArn, String questionId, ObjectNode response) {
            throw new AssertionError("nobody waits");
        }

        @Override
        public boolean wake(String token) {
            throw new AssertionError("nobody waits");
        }
    }

    private static final class Unplannable implements OperationType {
        @Override
        public String name() {
            return "unplannable";
        }

        @Override
        public Plan plan(PlanRequest request) {
            throw new LastingFailure("There is no such cluster.");
        }

        @Override
        public List<String> problems(ObjectNode parameters) {
            return parameters.has("size") ? List.of() : List.of("params.size is missing");
        }
    }

    /** What has ended is not among the unfinished, whatever of it is untold; and a method may fail. */
    private OperationStore asTheFirstVersionListed() {
        return (OperationStore) Proxy.newProxyInstance(
                OperationStore.class.getClassLoader(),
                new Class<?>[] {OperationStore.class},
                (_, method, arguments) -> {
                    if (failing.contains(method.getName())) {
                        throw new TransientFailure("throttled", new IllegalStateException(method.getName()));
                    }
                    Object answer = called(method, arguments);
                    return method.getName().equals("unfinished") ? liveOnes((List<?>) answer) : answer;
                });
    }

    private Object called(java.lang.reflect.Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static List<Listed> liveOnes(List<?> operations) {
        return operations.stream()
                .map(Listed.class::cast)
                .filter(op -> !op.state().ended())
                .toList();
    }

    private Operation stored(Operation operation) {
        store.create(operation, List.of());
        return operation;
    }

    private Operation ended(Operation operation) {
        Operation ended = samples.ended(operation);
        store.save(ended, List.of());
        return ended;
    }

    private Invocation invocation(Duration left) {
        Instant now = Instant.parse("2026-03-02T02:00:00Z");
        return new Invocation("sweep", () -> now, () -> 0L, () -> left, occurrences::add);
    }

    private EngineSignal.Swept swept() {
        return (EngineSignal.Swept) occurrences.getLast();
    }

    @Test
    void anEndThatIsNotToldIsToldAlthoughItIsListedAsEnded() {
        Operation ended = ended(stored(samples.fresh()));

        engine.sweep(invocation(Duration.ofMinutes(1)));

        assertThat(published).isEqualTo(ended.outbox()).isNotEmpty();
        assertThat(store.load(ended.id()).orElseThrow().outbox()).isEmpty();
        assertThat(swept().operations()).isEmpty();
    }

    @Test
    void whatHasEndedAndIsToldIsNotLookedAt() {
        store.save(samples.told(ended(stored(samples.fresh()))), List.of());

        engine.sweep(invocation(Duration.ZERO));

        assertThat(swept().left()).isZero();
    }

    @Test
    void aListOfEndsThatCannotBeReadHidesNobodyWhoLives() {
        stored(samples.fresh());
        failing.add("ended");

        assertThatCode(() -> engine.sweep(invocation(Duration.ofMinutes(1)))).isInstanceOf(TransientFailure.class);

        assertThat(swept().operations()).hasSize(1);
    }

    @Test
    void aSweepGoesOnAsLongAsTwentySecondsAreLeft() {
        stored(samples.fresh());

        engine.sweep(invocation(Duration.ofSeconds(20)));
        assertThat(swept().left()).isZero();

        stored(samples.fresh());
        engine.sweep(invocation(Duration.ofSeconds(20).minusNanos(1)));
        assertThat(swept().left()).isEqualTo(1);
        assertThat(swept().operations()).as("counted as listed").hasSize(2);
    }

    @Test
    void whatCannotBePlannedIsNotStarted() {
        EngineResult verdict = engine.start(invocation(Duration.ofMinutes(1)), request());

        assertThat(verdict.next())
                .isEqualTo(new NextAction.Fail(
                        NextAction.Code.OPERATION_FAILED, "Nothing was started. There is no such cluster."));
        assertThat(verdict.operation()).isEmpty();
    }

    @Test
    void problemsAreThoseOfTheTypeAndAnUnknownTypeIsOne() {
        assertThat(engine.catalogue().problems("unplannable", JsonTrees.object()))
                .containsExactly("params.size is missing");
        assertThat(engine.catalogue().problems("unplannable", JsonTrees.object().put("size", 1)))
                .isEmpty();
        assertThat(engine.catalogue().problems("unknown", JsonTrees.object()))
                .containsExactly("params.type 'unknown' is unknown; use one of unplannable");
    }

    @Test
    void operationsAreListedByWhatTheyAre() {
        Operation live = stored(samples.fresh());
        Operation ended = ended(stored(samples.fresh()));
        Target target = ended.target();

        assertThat(engine.live()).extracting(Listed::id).containsExactly(live.id());
        assertThat(engine.ended(5)).extracting(Listed::id).containsExactly(ended.id());
        assertThat(engine.ended(0)).isEmpty();
        assertThat(engine.endedOn(target.historyKey(), 5, null))
                .extracting(Operation::id)
                .containsExactly(ended.id());
        assertThat(engine.endedOn(target.historyKey(), 0, null)).isEmpty();
        assertThat(engine.find(live.id())).map(Operation::id).contains(live.id());
        assertThat(engine.find("op-unknown")).isEmpty();
    }

    private static StartRequest request() {
        return new StartRequest(
                "unplannable",
                new Target.Asked(Target.UNNAMED_KIND, "demo", "us-east-1", null, null),
                StartRequest.IfBusy.FAIL,
                Options.NONE,
                false,
                "dana",
                "bigger",
                List.of(),
                JsonTrees.object(),
                "arn:aws:states:us-east-1:123456789012:execution:m:first",
                "2026-03-01T02:00:00Z");
    }
}
