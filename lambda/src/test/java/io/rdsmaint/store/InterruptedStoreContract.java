package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.store.Interruption.Fate;
import io.rdsmaint.store.Interruption.ProcessEnded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * What every store over a network must keep to when a process is held up, gets no answer, or ends, right before or right after any
 * of its requests, while somebody else does something at that very moment.
 */
abstract class InterruptedStoreContract {
    private static final Samples SAMPLES = new Samples();
    private static final int FIRST = 1;
    private static final int MANY_EVENTS = 70;

    /** How the service of the store is reached. */
    abstract SdkHttpClient network();

    /** The store of the process that is interrupted, over a network of this invocation. */
    abstract OperationStore store(SdkHttpClient network);

    /** The store of everybody who is not interrupted. */
    abstract OperationStore world();

    /** How a call on the store came out, for who made it. */
    private enum Outcome {
        SUCCESS,
        BUSY,
        CONFLICT,
        UNKNOWN,
        DEAD
    }

    /** What others do while an operation is being created. */
    private enum Creation {
        NOTHING,
        ANOTHER_STARTS,
        ANOTHER_STARTS_AND_ENDS,
        ITS_OWN_RETRY
    }

    /** How the lock is before. */
    private enum Before {
        NEVER_HELD,
        HELD_BY_ONE_THAT_ENDED
    }

    /** What a save does. */
    private enum Save {
        GOES_ON,
        TAKES_OVER,
        ENDS
    }

    /** What others do while an operation is being saved. */
    private enum Rivalry {
        NOTHING,
        SAVES,
        TAKES_OVER,
        ENDS
    }

    @TestFactory
    Stream<DynamicTest> whateverHappensDuringAStartOneOperationHoldsTheCluster() {
        return Stream.of(Before.values())
                .flatMap(before -> Stream.of(Creation.values())
                        .flatMap(rival -> Stream.of(Fate.values())
                                .map(fate -> DynamicTest.dynamicTest(
                                        "the lock was " + before + ", " + fate + ", meanwhile " + rival,
                                        () -> everywhere((request, after) ->
                                                start(world(), before, rival, fate, request, after))))));
    }

    @TestFactory
    Stream<DynamicTest> whateverHappensDuringASaveItHappensWholeOrNotAtAll() {
        return Stream.of(Save.values())
                .flatMap(save -> Stream.of(Rivalry.values())
                        .flatMap(rival -> Stream.of(Fate.values())
                                .map(fate -> DynamicTest.dynamicTest(
                                        "a save that " + save + ", " + fate + ", meanwhile " + rival,
                                        () -> everywhere((request, after) ->
                                                save(world(), 1, save, rival, fate, request, after))))));
    }

    @TestFactory
    Stream<DynamicTest> aLongLogIsAsSafeAsAShortOne() {
        return Stream.of(Rivalry.SAVES, Rivalry.ENDS)
                .flatMap(rival -> Stream.of(Fate.values())
                        .map(fate -> DynamicTest.dynamicTest(
                                "a save after " + MANY_EVENTS + " events, " + fate + ", meanwhile " + rival,
                                () -> everywhere((request, after) ->
                                        save(world(), MANY_EVENTS, Save.GOES_ON, rival, fate, request, after)))));
    }

    /** What others do while operations are being frozen or unfrozen. */
    private enum Weather {
        NOTHING,
        ANOTHER_FREEZE
    }

    @TestFactory
    Stream<DynamicTest> whateverHappensToAFreezeAskingAgainSettlesItAndNoOtherOneIsTouched() {
        return Stream.of(false, true)
                .flatMap(lifts -> Stream.of(Weather.values())
                        .flatMap(weather -> Stream.of(Fate.values())
                                .map(fate -> DynamicTest.dynamicTest(
                                        (lifts ? "unfreezing, " : "freezing, ") + fate + ", meanwhile " + weather,
                                        () -> everywhere((request, after) ->
                                                frozen(world(), lifts, weather, fate, request, after))))));
    }

    private boolean frozen(
            OperationStore world, boolean lifts, Weather weather, Fate fate, int request, boolean afterEffect) {
        world.freeze().ifPresent(world::lift);
        Freeze ours = new Freeze("storm", "dana", Instant.parse("2026-03-01T02:00:00Z"));
        Freeze other = new Freeze("storm", "sam", Instant.parse("2026-03-01T03:00:00Z"));
        if (lifts) {
            world.freeze(ours);
        }
        Interruption interruption = new Interruption(network(), request, afterEffect, fate, () -> {
            if (weather == Weather.ANOTHER_FREEZE) {
                world.lift(ours);
                world.freeze(other);
            }
        });
        try {
            OperationStore store = store(interruption);
            boolean done = lifts ? store.lift(ours) : store.freeze(ours);
            if (done && weather == Weather.NOTHING) {
                assertThat(world.freeze().isPresent()).isEqualTo(!lifts);
            }
        } catch (TransientFailure | ProcessEnded e) {
            assertThat(fate).isNotEqualTo(Fate.PAUSED);
        }
        if (!interruption.happened()) {
            return false;
        }
        String what = "request " + request + (afterEffect ? " after" : " before") + " its effect";
        if (weather == Weather.ANOTHER_FREEZE) {
            assertThat(world.freeze()).as(what).contains(other);
            return true;
        }
        assertThat(world.freeze().stream()).as(what).allMatch(ours::equals);
        if (lifts) {
            world.freeze().ifPresent(world::lift);
        } else {
            world.freeze(ours);
        }
        assertThat(world.freeze().isPresent()).as(what).isEqualTo(!lifts);
        return true;
    }

    /** One run with an interruption; answers whether it came to be. */
    private interface Run {
        boolean at(int request, boolean afterEffect);
    }

    private static void everywhere(Run run) {
        int request = FIRST;
        while (run.at(request, false)) {
            assertThat(run.at(request, true)).isTrue();
            request++;
        }
        assertThat(request).as("requests were interrupted").isGreaterThan(FIRST);
    }

    private boolean start(
            OperationStore world, Before before, Creation rival, Fate fate, int request, boolean afterEffect) {
        Operation op = SAMPLES.fresh();
        if (before == Before.HELD_BY_ONE_THAT_ENDED) {
            Operation earlier = SAMPLES.onClusterOf(op);
            world.create(earlier, List.of(started()));
            world.save(SAMPLES.ended(earlier), List.of(completed(2)));
        }
        Operation other = SAMPLES.onClusterOf(op);
        List<Outcome> rivals = new ArrayList<>();
        Interruption interruption = new Interruption(network(), request, afterEffect, fate, () -> {
            switch (rival) {
                case NOTHING -> {}
                case ANOTHER_STARTS -> rivals.add(create(world, other));
                case ANOTHER_STARTS_AND_ENDS -> {
                    rivals.add(create(world, other));
                    if (rivals.getFirst() == Outcome.SUCCESS) {
                        world.save(SAMPLES.ended(other), List.of(completed(2)));
                    }
                }
                case ITS_OWN_RETRY -> rivals.add(create(world, SAMPLES.by(op, "retry")));
            }
        });
        Outcome outcome = create(store(interruption), op);
        if (!interruption.happened()) {
            return false;
        }
        String what =
                "request " + request + (afterEffect ? " after" : " before") + " its effect: " + outcome + ", " + rivals;
        List<String> live = live(world, op, other);
        boolean stored = world.load(op.id()).isPresent();
        assertThat(live).as(what).hasSizeLessThanOrEqualTo(1);
        switch (outcome) {
            case SUCCESS -> assertThat(world.load(op.id())).as(what).contains(op);
            case CONFLICT -> assertThat(stored).as(what).isTrue();
            case BUSY -> assertThat(live).as(what).containsExactly(other.id());
            case UNKNOWN -> assertThat(fate).as(what).isEqualTo(Fate.UNANSWERED);
            case DEAD -> assertThat(fate).as(what).isEqualTo(Fate.ENDED);
        }
        if (rivals.contains(Outcome.BUSY)) {
            assertThat(live).as(what).containsExactly(op.id());
        }
        assertThat(world.ofExecution(op.owner().executionArn()).isPresent())
                .as(what + ": found by its execution")
                .isEqualTo(stored);
        assertThat(world.events(op.id())).as(what).hasSize(stored ? 1 : 0);
        assertThat(world.live().stream().map(Listed::id).filter(id -> id.equals(op.id())))
                .as(what + ": listed")
                .hasSize(stored ? 1 : 0);
        Outcome again = create(world, SAMPLES.by(op, "again"));
        assertThat(live(world, op, other)).as(what + ", then " + again).hasSize(1);
        end(world, op.id(), other.id());
        return true;
    }

    private boolean save(
            OperationStore world,
            int eventsBefore,
            Save kind,
            Rivalry rivalry,
            Fate fate,
            int request,
            boolean afterEffect) {
        Operation op = SAMPLES.fresh();
        world.create(op, List.of(started()));
        op = withEvents(world, op, eventsBefore);
        Operation base = op;
        Saved ours = saved(kind, base, "ours");
        Optional<Saved> theirs = switch (rivalry) {
            case NOTHING -> Optional.empty();
            case SAVES -> Optional.of(saved(Save.GOES_ON, base, "theirs"));
            case TAKES_OVER -> Optional.of(saved(Save.TAKES_OVER, base, "theirs"));
            case ENDS -> Optional.of(saved(Save.ENDS, base, "theirs"));
        };
        List<Outcome> rivals = new ArrayList<>();
        Interruption interruption = new Interruption(
                network(), request, afterEffect, fate, () -> theirs.ifPresent(saved -> rivals.add(save(world, saved))));
        Outcome outcome = save(store(interruption), ours);
        if (!interruption.happened()) {
            return false;
        }
        String what =
                "request " + request + (afterEffect ? " after" : " before") + " its effect: " + outcome + ", " + rivals;
        Operation now = world.load(base.id()).orElseThrow();
        Optional<Saved> won = Stream.concat(Stream.of(ours), theirs.stream())
                .filter(saved -> saved.operation().savedBy().equals(now.savedBy()))
                .findFirst();
        assertThat(now).as(what).isEqualTo(won.map(Saved::operation).orElse(base));
        assertThat(world.events(base.id()).stream().skip(base.events()).toList())
                .as(what)
                .isEqualTo(won.map(Saved::events).orElse(List.of()));
        assertThat(world.events(base.id()))
                .as(what)
                .extracting(LogEntry::number)
                .doesNotHaveDuplicates();
        boolean mine = won.filter(ours::equals).isPresent();
        switch (outcome) {
            case SUCCESS -> assertThat(mine).as(what).isTrue();
            case CONFLICT -> assertThat(rivals).as(what).contains(Outcome.SUCCESS);
            case UNKNOWN -> assertThat(fate).as(what).isEqualTo(Fate.UNANSWERED);
            case DEAD -> assertThat(fate).as(what).isEqualTo(Fate.ENDED);
            case BUSY -> throw new AssertionError(what);
        }
        if (rivals.contains(Outcome.SUCCESS)) {
            assertThat(mine).as(what).isFalse();
        }
        String next = SAMPLES.takenOver(base).owner().executionArn();
        assertThat(world.ofExecution(next).isPresent())
                .as(what + ": only an owner is found by its execution")
                .isEqualTo(now.owner().executionArn().equals(next));
        Operation successor = SAMPLES.onClusterOf(base);
        assertThat(create(world, successor)).as(what).isEqualTo(now.state().ended() ? Outcome.SUCCESS : Outcome.BUSY);
        end(world, base.id(), successor.id());
        return true;
    }

    /** A save as an invocation makes it. */
    private record Saved(Operation operation, List<LogEntry> events) {}

    private static Saved saved(Save kind, Operation base, String by) {
        long number = base.events() + 1;
        return switch (kind) {
            case GOES_ON -> {
                List<LogEntry> events = List.of(
                        SAMPLES.event(number, LogEntry.Type.STEP_COMPLETED),
                        SAMPLES.event(number + 1, LogEntry.Type.STEP_STARTED));
                yield new Saved(SAMPLES.by(SAMPLES.logging(base, events), by), events);
            }
            case TAKES_OVER -> {
                List<LogEntry> events = List.of(SAMPLES.event(number, LogEntry.Type.OPERATION_TAKEN_OVER));
                yield new Saved(SAMPLES.by(SAMPLES.takenOver(base), by), events);
            }
            case ENDS -> new Saved(SAMPLES.by(SAMPLES.ended(base), by), List.of(completed(number)));
        };
    }

    private static Operation withEvents(OperationStore world, Operation op, int count) {
        if (op.events() >= count) {
            return op;
        }
        List<LogEntry> events = Stream.iterate(op.events() + 1, n -> n <= count, n -> n + 1)
                .map(n -> SAMPLES.event(n, LogEntry.Type.STEP_STARTED))
                .toList();
        Operation next = SAMPLES.logging(op, events);
        world.save(next, events);
        return next;
    }

    private static Outcome create(OperationStore store, Operation op) {
        return outcome(() -> store.create(op, List.of(started())));
    }

    private static Outcome save(OperationStore store, Saved saved) {
        return outcome(() -> store.save(saved.operation(), saved.events()));
    }

    private static Outcome outcome(Runnable call) {
        try {
            call.run();
            return Outcome.SUCCESS;
        } catch (OperationStore.TargetBusy e) {
            return Outcome.BUSY;
        } catch (OperationStore.SaveConflict e) {
            return Outcome.CONFLICT;
        } catch (OperationStore.SaveUnknown | TransientFailure e) {
            return Outcome.UNKNOWN;
        } catch (ProcessEnded e) {
            return Outcome.DEAD;
        }
    }

    /** So that listings stay short. */
    private static void end(OperationStore world, String... ids) {
        Stream.of(ids)
                .flatMap(id -> world.load(id).stream())
                .filter(op -> !op.state().ended())
                .forEach(op -> world.save(SAMPLES.ended(op), List.of(completed(op.events() + 1_000))));
    }

    private static List<String> live(OperationStore world, Operation... operations) {
        return Stream.of(operations)
                .flatMap(op -> world.load(op.id()).stream())
                .filter(op -> !op.state().ended())
                .map(Operation::id)
                .toList();
    }

    private static LogEntry started() {
        return SAMPLES.event(1, LogEntry.Type.OPERATION_STARTED);
    }

    private static LogEntry completed(long number) {
        return SAMPLES.event(number, LogEntry.Type.OPERATION_COMPLETED);
    }
}
