package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Position;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How operations are listed by whatever store: live and ended, of a target, by a label, in pages. */
abstract class OperationListingContract {
    static final Samples SAMPLES = new Samples();

    abstract OperationStore store();

    @Test
    void historiesAndListsComeInPages() {
        Target target = SAMPLES.fresh().target();
        List<String> ended = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            Operation op = SAMPLES.later(SAMPLES.on(target), Duration.ofDays(400 + i));
            store().create(op, List.of());
            store().save(SAMPLES.ended(op), List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));
            ended.addFirst(op.id());
        }
        List<String> live = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Operation op = SAMPLES.later(SAMPLES.fresh(), Duration.ofDays(800 + i));
            store().create(op, List.of());
            live.addFirst(op.id());
        }

        assertThat(paged((most, after) -> store().endedOn(target.historyKey(), most, after).stream()
                        .map(Listed::of)
                        .toList()))
                .isEqualTo(ended);
        assertThat(paged((most, after) -> store().ended(most, after))).containsSubsequence(ended);
        assertThat(paged((most, after) -> store().live(most, after))).containsSubsequence(live);
    }

    /** The pointer is written with the operation, whose own label decides. */
    @Test
    void whatBearsALabelIsFoundByItLiveAndEnded() {
        String label = "nightly refresh/" + SAMPLES.fresh().id() + " #1+,=@";
        List<String> bearing = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Operation op = SAMPLES.labelled(SAMPLES.later(SAMPLES.fresh(), Duration.ofDays(i)), label);
            store().create(op, List.of());
            bearing.addFirst(op.id());
        }
        Operation first = store().load(bearing.getLast()).orElseThrow();
        store().save(SAMPLES.ended(first), List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));
        store().create(SAMPLES.labelled(SAMPLES.fresh(), label + "2"), List.of());

        assertThat(paged((most, after) -> store().labelled(label, most, after).stream()
                        .map(Listed::of)
                        .toList()))
                .isEqualTo(bearing);
        assertThat(store().labelled(label, 5, null))
                .extracting(op -> op.origin().label())
                .containsOnly(label);
        assertThat(store().labelled("nobody's", 5, null)).isEmpty();
    }

    /** All of a listing, two at a time. */
    private static List<String> paged(BiFunction<Integer, @Nullable Position, List<Listed>> listing) {
        List<String> all = new ArrayList<>();
        List<Listed> page = listing.apply(2, null);
        while (!page.isEmpty() && all.size() < 400) {
            page.forEach(op -> all.add(op.id()));
            page = listing.apply(2, Position.of(page.getLast()));
        }
        assertThat(all).doesNotHaveDuplicates();
        return all;
    }

    @Test
    void liveOperationsAreListedAndEndedOnesAreNot() {
        Operation live = create();
        Operation over = create();
        store().save(SAMPLES.ended(over), List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));

        assertThat(store().live()).extracting(Listed::id).contains(live.id()).doesNotContain(over.id());
    }

    @Test
    void anEndedOperationStaysListedUntilEverythingOfItIsTold() {
        Operation op = create();
        Operation ended = SAMPLES.ended(op);
        store().save(ended, List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));
        assertThat(ended.outbox()).isNotEmpty();

        assertThat(store().unfinished()).contains(Listed.of(ended));
        assertThat(store().live()).doesNotContain(Listed.of(ended));
        assertThat(store().ended(1_000)).contains(Listed.of(ended));

        Operation told = SAMPLES.told(ended);
        store().save(told, List.of());

        assertThat(store().unfinished()).extracting(Listed::id).doesNotContain(op.id());
        assertThat(store().ended(1_000)).contains(Listed.of(told));
    }

    @Test
    void endedOperationsAreListedNewestFirstAndLiveOnesAreNot() {
        Operation old = endedAfter(SAMPLES.fresh(), Duration.ofDays(1_000));
        Operation young = endedAfter(SAMPLES.fresh(), Duration.ofDays(1_002));
        Operation between = endedAfter(SAMPLES.fresh(), Duration.ofDays(1_001));
        Operation live = SAMPLES.later(SAMPLES.fresh(), Duration.ofDays(1_003));
        store().create(live, List.of());

        assertThat(store().ended(3)).extracting(Listed::id).containsExactly(young.id(), between.id(), old.id());
        assertThat(store().ended(1))
                .containsExactly(Listed.of(store().load(young.id()).orElseThrow()));
    }

    @Test
    void whatNeedsSomebodyIsListedFirstTheOldestOfItBeforeAllThenTheNewestStart() {
        Operation running = startedAfter(Duration.ofDays(2_001));
        Operation younger = startedAfter(Duration.ofDays(2_002));
        Operation asks = asking(startedAfter(Duration.ofDays(2_003)), Duration.ofHours(2));
        Operation askedBefore = asking(startedAfter(Duration.ofDays(2_000)), Duration.ofHours(1));
        List<String> all = List.of(askedBefore.id(), asks.id(), younger.id(), running.id());

        List<String> urgent = store().urgent(1_000).stream()
                .map(Listed::id)
                .filter(all::contains)
                .toList();

        assertThat(urgent).isEqualTo(all);
        assertThat(store().urgent(1_000)).contains(Listed.of(asks), Listed.of(running));
        assertThat(store().urgent(2)).hasSize(2).allMatch(Listed::needsSomebody);
        assertThat(store().live().stream().map(Listed::id).filter(all::contains))
                .as("and by their start elsewhere")
                .containsExactly(asks.id(), younger.id(), running.id(), askedBefore.id());
    }

    private Operation startedAfter(Duration time) {
        Operation op = SAMPLES.later(SAMPLES.fresh(), time);
        store().create(op, List.of());
        return op;
    }

    private Operation asking(Operation op, Duration after) {
        Operation asks = SAMPLES.asked(op, after);
        store().save(asks, List.of(SAMPLES.event(2, LogEntry.Type.QUESTION_ASKED)));
        return asks;
    }

    @Test
    void aClustersHistoryIsOfThatClusterOnly() {
        Operation first = endedAfter(SAMPLES.fresh(), Duration.ofDays(1));
        endedAfter(SAMPLES.fresh(), Duration.ofDays(2));
        Operation second = endedAfter(SAMPLES.onClusterOf(first), Duration.ofDays(3));
        store().create(SAMPLES.onClusterOf(first), List.of());
        assertThat(store().endedOn(first.target().historyKey(), 10))
                .extracting(Operation::id)
                .containsExactly(second.id(), first.id());
        assertThat(store().endedOn(first.target().historyKey(), 1))
                .extracting(Operation::id)
                .containsExactly(second.id());
        assertThat(store().endedOn(
                                Target.historyKey(
                                        first.target().kind(),
                                        "eu-west-1",
                                        first.target().name()),
                                10))
                .isEmpty();
    }

    private Operation endedAfter(Operation fresh, Duration later) {
        Operation op = SAMPLES.later(fresh, later);
        store().create(op, List.of(SAMPLES.event(1, LogEntry.Type.OPERATION_STARTED)));
        store().save(SAMPLES.ended(op), List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));
        return op;
    }

    final Operation create() {
        Operation op = SAMPLES.fresh();
        store().create(op, List.of(SAMPLES.event(1, LogEntry.Type.OPERATION_STARTED)));
        return op;
    }
}
