package io.rdsmaint.bench.thousands;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.bench.Bar;
import io.rdsmaint.bench.Benchmark;
import io.rdsmaint.bench.Figures;
import io.rdsmaint.bench.Options;
import io.rdsmaint.bench.Table;
import io.rdsmaint.bench.world.WaitingOperation;
import io.rdsmaint.local.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls and time of {@code status} and of a sweep, by how many operations are live. */
public final class Thousands implements Benchmark {
    private static final int USUAL_MOST = 1_000;
    private static final int JUDGED = 1_000;
    private static final Duration NETWORK = Duration.ofMillis(5);
    private static final String STATUS = "{\"action\": \"status\"}";
    private static final String SWEEP =
            "{\"detail-type\": \"Scheduled Event\", \"source\": \"aws.events\", \"detail\": {}}";

    @Override
    public String name() {
        return "thousands";
    }

    @Override
    public String about() {
        return "status and sweep of 10 to 10,000 live operations";
    }

    @Override
    public Table run(Options options) {
        int most = options.number("most", USUAL_MOST);
        List<List<String>> rows = new ArrayList<>();
        List<String> bars = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Store store : Store.values()) {
            CallCounter counter = new CallCounter(store == Store.S3 ? NETWORK : Duration.ZERO);
            try (WaitingOperation first = new WaitingOperation(store, List.of(counter))) {
                int there = 1;
                for (int live = 10; live <= most; live *= 10) {
                    copy(store, first, there, live);
                    there = live;
                    Asked status = Asked.of(first, counter, STATUS);
                    Asked sweep = Asked.of(first, counter, SWEEP);
                    rows.add(List.of(
                            store.name().toLowerCase(Locale.ROOT),
                            Figures.whole(live),
                            Figures.whole(status.calls()),
                            Figures.exact(status.seconds()),
                            Figures.whole(sweep.calls()),
                            Figures.exact(sweep.seconds())));
                    if (live == JUDGED) {
                        judged(store, status, sweep).stream().map(Bar::note).forEach(bars::add);
                        notes.add(store + ", " + JUDGED + ": status " + status.named() + "; sweep " + sweep.named()
                                + ".");
                    }
                    int listed = status.answer().path("operations").size();
                    if (listed != live) {
                        throw new IllegalStateException(
                                listed + " of " + live + " operations are listed: " + status.answer());
                    }
                }
            }
        }
        return new Table(
                "Thousands of live operations",
                List.of("store", "live operations", "calls of status", "s", "calls of a sweep", "s"),
                rows,
                Stream.concat(bars.stream(), notes.stream()).toList());
    }

    private static List<Bar> judged(Store store, Asked status, Asked sweep) {
        return store == Store.S3
                ? List.of(
                        new Bar("s for status of 1,000 in a bucket at 5 ms a call", status.seconds(), 20),
                        new Bar("s for a sweep of 1,000 in a bucket at 5 ms a call", sweep.seconds(), 20))
                : List.of(
                        new Bar("calls for status of 1,000 in a table", status.calls(), 20),
                        new Bar("calls for a sweep of 1,000 in a table", sweep.calls(), 25));
    }

    private static void copy(Store store, WaitingOperation first, int there, int live) {
        if (store == Store.S3) {
            Copies.inBucket(first.uri(), first.id(), there, live);
        } else {
            Copies.inTable(first.uri(), first.id(), there, live);
        }
    }

    /** One request: what it took. */
    private record Asked(JsonNode answer, Map<String, Integer> byName, double seconds) {
        static Asked of(WaitingOperation first, CallCounter counter, String request) {
            counter.taken();
            long began = System.nanoTime();
            JsonNode answer = first.ask(request);
            return new Asked(answer, counter.taken(), (System.nanoTime() - began) / 1e9);
        }

        int calls() {
            return byName.values().stream().mapToInt(Integer::intValue).sum();
        }

        String named() {
            return byName.entrySet().stream()
                    .map(one -> one.getValue() + " " + one.getKey())
                    .collect(Collectors.joining(", "));
        }
    }
}
