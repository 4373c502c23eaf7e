package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.golden.Continuation;
import io.rdsmaint.golden.SavedRun;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every version that the code of an earlier commit saved in one run of a path is where the code as it is goes on: as that code
 * did from there, to the same end with the same remaining calls, in the world as it was then. In a bucket and in a table the
 * operation is found, with its log, its execution and its lock, as that code left them; after the end the lock is free.
 *
 * <p>A test run takes of polls in a row the first, goes on from those of paths in which nothing went wrong, from a bucket and a
 * table only from some, and calls the function less often than it asks for. {@code scripts/saved-versions --all} goes on from
 * every version of every path, from a bucket as often as it asks for, and finds every version in the table.
 */
class SavedVersionsTest {
    private static final boolean ALL = Boolean.getBoolean("saved.versions.all");
    private static final Continuation CODE = new Continuation(!ALL);

    /** Of what is found in a bucket, and in a table, one in so many is brought to its end. */
    private static final int OF_BUCKET = ALL ? 1 : 12;

    private static final int OF_TABLE = ALL ? 12 : 24;

    static Stream<SavedRun> runs() {
        return SavedRun.paths().stream().map(path -> SavedRun.read(SavedRun.file(path)));
    }

    static Stream<SavedRun> completed() {
        return runs().filter(run -> run.end().path("ending").asText().equals("COMPLETED"));
    }

    private static List<SavedRun.Version> versions(SavedRun run) {
        return ALL ? run.versions() : run.turns();
    }

    /** Some of a run's versions, evenly. */
    private static List<SavedRun.Version> some(SavedRun run, int oneIn) {
        List<SavedRun.Version> all = versions(run);
        return IntStream.range(0, all.size())
                .filter(i -> i % oneIn == oneIn / 2)
                .mapToObj(all::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("completed")
    void theyComeToTheirEnd(SavedRun run) {
        List<String> other = new ArrayList<>();
        for (SavedRun.Version version : versions(run)) {
            MemoryOperationStore store = version.inMemory();
            goesOn(run, version, store, other);
        }
        assertThat(other).isEmpty();
        covered(run, "in memory", versions(run).size(), versions(run).size());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theyAreFoundInABucketAndComeToTheirEnd(SavedRun run) {
        List<String> other = new ArrayList<>();
        List<SavedRun.Version> tried = some(run, OF_BUCKET);
        S3Bucket bucket = new S3Bucket();
        SortedMap<String, String> contents = new TreeMap<>();
        for (SavedRun.Version version : versions(run)) {
            StoreContents.change(bucket, contents, version.bucket());
            contents = version.bucket();
            found(version, bucket.store());
            if (tried.contains(version)) {
                goesOn(run, version, bucket.store(), other);
                contents = new TreeMap<>(bucket.texts());
            }
        }
        assertThat(other).isEmpty();
        covered(run, "in a bucket", versions(run).size(), tried.size());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theyAreFoundInATableAndComeToTheirEnd(SavedRun run) throws Exception {
        List<String> other = new ArrayList<>();
        List<SavedRun.Version> tried = some(run, OF_TABLE);
        DynamoDbLocalTable table = new DynamoDbLocalTable();
        OperationStore store = new DynamoDbOperationStore(table.client(), DynamoDbLocalTable.NAME);
        SortedMap<String, String> contents = new TreeMap<>();
        try {
            for (SavedRun.Version version : versions(run)) {
                StoreContents.change(table, contents, version.table());
                contents = version.table();
                found(version, store);
                if (tried.contains(version)) {
                    goesOn(run, version, store, other);
                    contents = StoreContents.of(table);
                }
            }
        } finally {
            table.stop();
        }
        assertThat(other).isEmpty();
        covered(run, "in a table", versions(run).size(), tried.size());
    }

    private static void covered(SavedRun run, String where, int found, int ends) {
        System.out.printf(
                "%s of %d saved versions: %d taken %s, %d brought to their end%n",
                run, run.versions().size(), found, where, ends);
    }

    /** The operation is found by its id, its execution and its lock, with its whole log. */
    private static void found(SavedRun.Version version, OperationStore store) {
        Operation op = version.operation();
        assertThat(store.load(op.id())).as("%s", version).contains(op);
        assertThat(store.ofExecution(op.owner().executionArn())).contains(op);
        assertThat(store.events(op.id())).as("%s", version).hasSize((int) op.events());
        assertThat(store.unfinished().contains(op))
                .isEqualTo(!op.state().ended() || !op.outbox().isEmpty());
        if (op.state().ended()) {
            assertThat(store.endedOn(op.target().historyKey(), 10)).containsExactly(op);
        } else {
            assertThatThrownBy(() -> store.create(new Samples().onClusterOf(op), List.of()))
                    .as("a second start at %s", version)
                    .isInstanceOf(OperationStore.TargetBusy.class)
                    .hasMessageContaining(op.id());
        }
    }

    private static void goesOn(SavedRun run, SavedRun.Version version, OperationStore store, List<String> other) {
        JsonNode end = CODE.of(run, version, store);
        JsonNode expected = run.expected(version);
        if (!end.equals(expected)) {
            other.add(version + "\n" + end.toPrettyString() + "\ninstead of\n" + expected.toPrettyString());
        }
        Operation ended = store.load(version.operation().id()).orElseThrow();
        assertThat(store.unfinished()).as("%s", version).isEmpty();
        assertThat(store.endedOn(ended.target().historyKey(), 10)).containsExactly(ended);
        store.create(new Samples().onClusterOf(ended), List.of());
    }
}
