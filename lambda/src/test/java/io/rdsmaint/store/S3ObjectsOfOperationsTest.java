package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Position;
import io.rdsmaint.engine.Samples;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What the bucket holds. */
class S3ObjectsOfOperationsTest {
    private static final Samples SAMPLES = new Samples();

    private final S3Bucket bucket = new S3Bucket();
    private final S3Client client = S3Bucket.client(bucket.network());
    private final OperationStore store = bucket.store();

    @Test
    void theDocumentOfALongOperationStaysSmallAndItsLogWhole() {
        Operation op = created();
        int longest = 0;
        for (int i = 0; i < 1_000; i++) {
            List<LogEntry> events = List.of(SAMPLES.event(op.events() + 1, LogEntry.Type.STEP_RETRIED));
            op = SAMPLES.logging(op, events);
            store.save(op, events);
            longest = Math.max(longest, document(op).length());
        }

        assertThat(longest).isLessThan(64 * 1024);
        assertThat(segments(op)).hasSize(1_001 / OperationLog.SEGMENT_EVENTS);
        assertThat(store.events(op.id()))
                .extracting(LogEntry::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1_001).boxed().toList());
    }

    /** A start that ended before its document was there, and was tried again later, left the entry of its first time. */
    @Test
    void anOperationIsLabelledOnceHoweverOftenItsStartWasTried() {
        Operation op = SAMPLES.labelled(SAMPLES.fresh(), "nightly");
        client.putObject(
                r -> r.bucket(S3Bucket.NAME)
                        .key(Keys.entry(Keys.labelled("nightly"), op.createdAt().minusSeconds(90), op.id())),
                RequestBody.fromString(op.id()));
        store.create(op, List.of());

        assertThat(store.labelled("nightly", 10, null))
                .extracting(Operation::id)
                .containsExactly(op.id());
        assertThat(store.labelled("nightly", 10, Position.of(op))).isEmpty();
    }

    @Test
    void aFewLongEventsBecomeASegmentToo() {
        Operation op = created();
        for (int i = 0; i < 6; i++) {
            LogEntry event = SAMPLES.event(op.events() + 1, LogEntry.Type.STEP_RETRIED);
            event.data().put("text", "x".repeat(40_000));
            op = SAMPLES.logging(op, List.of(event));
            store.save(op, List.of(event));
        }

        assertThat(document(op).length()).isLessThan(2 * 64 * 1024);
        assertThat(segments(op)).hasSize(2);
        assertThat(store.events(op.id())).hasSize(7);
    }

    @Test
    void aLostSegmentIsNamedInsteadOfAShorterLogBeingShown() {
        Operation op = created();
        List<LogEntry> many = LongStream.rangeClosed(2, 80)
                .mapToObj(n -> SAMPLES.event(n, LogEntry.Type.STEP_RETRIED))
                .toList();
        op = SAMPLES.logging(op, many);
        store.save(op, many);
        op = SAMPLES.next(op, "a");
        store.save(op, List.of());
        String segment = segments(op).getFirst();
        client.deleteObject(r -> r.bucket(S3Bucket.NAME).key(segment));

        String id = op.id();
        assertThatThrownBy(() -> store.events(id))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining(segment)
                .hasMessageContaining("versions");
    }

    @Test
    void onlyWhatHasEndedIsTaggedForDeletion() {
        Operation op = created();
        assertThat(bucket.tags(Keys.operation(op.id()))).isEmpty();

        Operation ended = SAMPLES.ended(op);
        store.save(ended, List.of(SAMPLES.event(2, LogEntry.Type.OPERATION_COMPLETED)));
        assertThat(bucket.tags(Keys.operation(op.id()))).isEqualTo(Map.of("state", "ended"));

        store.save(SAMPLES.next(ended, "publisher"), List.of());
        assertThat(bucket.tags(Keys.operation(op.id()))).isEqualTo(Map.of("state", "ended"));
        assertThat(bucket.texts()).containsKey(Keys.lock(op.target()));
    }

    @Test
    void aListingBelievesDocumentsAndRemovesMarkersOfTheEnded() {
        Operation live = created();
        Operation ended = created();
        Operation untold = SAMPLES.ended(ended);
        store.save(untold, List.of());
        assertThat(store.live()).extracting(Listed::id).containsExactly(live.id());
        assertThat(bucket.texts()).as("something is to be told").containsKey(Keys.live(ended.id()));
        store.save(SAMPLES.told(untold), List.of());
        put(Keys.live("op-about-to-begin"), "op-about-to-begin");
        assertThat(bucket.texts()).containsKey(Keys.live(ended.id()));

        assertThat(store.live()).extracting(Listed::id).containsExactly(live.id());

        assertThat(bucket.texts())
                .doesNotContainKey(Keys.live(ended.id()))
                .containsKeys(Keys.live(live.id()), Keys.live("op-about-to-begin"));
    }

    @Test
    void aListingThatMayNotRemoveAMarkerIsStillAListing() {
        Operation live = created();
        Operation ended = created();
        store.save(SAMPLES.ended(ended), List.of());
        OperationStore denied = bucket.store(S3Bucket.client(new Answering(
                bucket.network(), request -> request.method().name().equals("DELETE"), -1, 403, "AccessDenied")));

        assertThat(denied.live()).extracting(Listed::id).containsExactly(live.id());
    }

    @Test
    void aPointerThatTheDocumentDoesNotConfirmFindsNothing() {
        Operation op = created();
        put(Keys.execution("arn:elsewhere"), op.id());

        assertThat(store.ofExecution("arn:elsewhere")).isEmpty();
        assertThat(store.ofExecution(op.owner().executionArn())).contains(op);
    }

    @Test
    void aDocumentFromANewerVersionIsRefusedClearly() {
        put(Keys.operation("op-new"), "{\"format\":999}");

        assertThatThrownBy(() -> store.load("op-new")).hasMessageContaining("newer version");
    }

    @Test
    void aDamagedLockSaysSo() {
        Operation op = SAMPLES.fresh();
        put(Keys.lock(op.target()), "{}");

        assertThatThrownBy(() -> store.create(op, List.of()))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining("names no operation");
    }

    private Operation created() {
        Operation op = SAMPLES.fresh();
        store.create(op, List.of(SAMPLES.event(1, LogEntry.Type.OPERATION_STARTED)));
        return op;
    }

    private void put(String key, String text) {
        client.putObject(r -> r.bucket(S3Bucket.NAME).key(key), RequestBody.fromString(text));
    }

    private String document(Operation op) {
        return bucket.text(Keys.operation(op.id())).orElseThrow();
    }

    private List<String> segments(Operation op) {
        return bucket.texts().keySet().stream()
                .filter(key -> key.startsWith("events/" + op.id() + "/"))
                .toList();
    }
}
