package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.golden.Continuation;
import io.rdsmaint.golden.SavedRun;
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
 * <p>A test run takes of polls in a row only the first, and of what is left each fourth version in memory, another fourth
 * in a bucket and another in a table. It goes on from all in memory, if nothing goes wrong on the path, from one in {@value
 * #ENDS_OF_BUCKET} of those in a bucket and from one in {@value #ENDS_OF_TABLE} in a table, and calls the function less often than
 * it asks for. {@code scripts/saved-versions --all} takes every version everywhere; it goes on from all in memory, where it calls
 * as often as the function asks for, and from all in a bucket. A table is slow: from one in {@value #ENDS_OF_TABLE} there, too.
 */
class SavedVersionsTest {
    private static final boolean ALL = Boolean.getBoolean("saved.versions.all");
    private static final Continuation SELDOM_CALLED = new Continuation(true);

    private static final int ENDS_OF_BUCKET = 16;
    private static final int ENDS_OF_TABLE = 24;

    static Stream<SavedRun> runs() {
        return SavedRun.paths().stream().map(path -> SavedRun.read(SavedRun.file(path)));
    }

    static Stream<SavedRun> completed() {
        return runs().filter(run -> run.end().path("ending").asText().equals("COMPLETED"));
    }

    /** Those that are taken in the n-th of three stores. */
    private static List<SavedRun.Version> taken(SavedRun run, int n) {
        return ALL ? run.versions() : oneIn(4, n, run.turns());
    }

    private static List<SavedRun.Version> oneIn(int many, int first, List<SavedRun.Version> versions) {
        return IntStream.iterate(first, i -> i < versions.size(), i -> i + many)
                .mapToObj(versions::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("completed")
    void theyComeToTheirEnd(SavedRun run) {
        List<SavedRun.Version> taken = taken(run, 0);
        List<String> other = new ArrayList<>();
        for (SavedRun.Version version : taken) {
            goesOn(run, version, new Continuation(!ALL), version.inMemory(), other);
        }
        assertThat(other).isEmpty();
        covered(run, "in memory", taken.size(), taken.size());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theyAreFoundInABucketAndComeToTheirEnd(SavedRun run) {
        List<String> other = new ArrayList<>();
        List<SavedRun.Version> taken = taken(run, 1);
        List<SavedRun.Version> tried = ALL ? taken : oneIn(ENDS_OF_BUCKET, 2, taken);
        S3Bucket bucket = new S3Bucket();
        SortedMap<String, String> contents = new TreeMap<>();
        for (SavedRun.Version version : taken) {
            StoreContents.change(bucket, contents, version.bucket());
            contents = version.bucket();
            found(version, bucket.store());
            if (tried.contains(version)) {
                goesOn(run, version, SELDOM_CALLED, bucket.store(), other);
                contents = new TreeMap<>(bucket.texts());
            }
        }
        assertThat(other).isEmpty();
        covered(run, "in a bucket", taken.size(), tried.size());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theyAreFoundInATableAndComeToTheirEnd(SavedRun run) throws Exception {
        List<String> other = new ArrayList<>();
        List<SavedRun.Version> taken = taken(run, 2);
        List<SavedRun.Version> tried = oneIn(ENDS_OF_TABLE, 4, taken);
        DynamoDbLocalTable table = new DynamoDbLocalTable();
        OperationStore store = new DynamoDbOperationStore(table.client(), DynamoDbLocalTable.NAME);
        SortedMap<String, String> contents = new TreeMap<>();
        try {
            for (SavedRun.Version version : taken) {
                StoreContents.change(table, contents, version.table());
                contents = version.table();
                found(version, store);
                if (tried.contains(version)) {
                    goesOn(run, version, SELDOM_CALLED, store, other);
                    contents = StoreContents.of(table);
                }
            }
        } finally {
            table.stop();
        }
        assertThat(other).isEmpty();
        covered(run, "in a table", taken.size(), tried.size());
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
        assertThat(store.unfinished().contains(Listed.of(op)))
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

    private static void goesOn(
            SavedRun run, SavedRun.Version version, Continuation code, OperationStore store, List<String> other) {
        JsonNode end = code.of(run, version, store);
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
