package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.store.Interruption.Fate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpClient;

/** What the store makes of S3's answers, and of missing ones. */
class S3AnswersTest {
    private static final Samples SAMPLES = new Samples();
    private static final int ALWAYS = -1;

    private final S3Bucket bucket = new S3Bucket();
    private final OperationStore world = bucket.store();

    @Test
    void aSaveDuringAConflictingOneLooksAgain() {
        Operation op = created();
        OperationStore store = over(
                new Answering(bucket.network(), Answering.writes("operations/"), 3, 409, "ConditionalRequestConflict"));

        store.save(SAMPLES.next(op, "patient"), List.of());

        assertThat(world.load(op.id()).orElseThrow().savedBy()).isEqualTo("patient");
    }

    @Test
    void aSaveThatConflictsWithoutEndIsTurnedAway() {
        Operation op = created();
        OperationStore store = over(new Answering(
                bucket.network(), Answering.writes("operations/"), ALWAYS, 409, "ConditionalRequestConflict"));

        assertThatThrownBy(() -> store.save(SAMPLES.next(op, "patient"), List.of()))
                .isInstanceOf(OperationStore.SaveConflict.class);
        assertThat(world.load(op.id())).contains(op);
    }

    @ParameterizedTest
    @ValueSource(strings = {"locks/", "operations/"})
    void aStartDuringAConflictingOneLooksAgain(String prefix) {
        Operation op = SAMPLES.fresh();
        OperationStore store =
                over(new Answering(bucket.network(), Answering.writes(prefix), 3, 409, "ConditionalRequestConflict"));

        store.create(op, List.of());

        assertThat(world.load(op.id())).contains(op);
    }

    @Test
    void aStartThatNeverGetsTheLockIsToBeTriedLater() {
        OperationStore store = over(
                new Answering(bucket.network(), Answering.writes("locks/"), ALWAYS, 409, "ConditionalRequestConflict"));

        assertThatThrownBy(() -> store.create(SAMPLES.fresh(), List.of()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("changed hands too quickly");
    }

    @ParameterizedTest
    @CsvSource({"500,InternalError", "503,SlowDown", "503,ServiceUnavailable"})
    void aServersErrorLeavesASaveUnknownAndAStartToBeTriedLater(int status, String code) {
        Operation op = created();
        Answering failing = new Answering(bucket.network(), Answering.writes("operations/"), ALWAYS, status, code);

        assertThatThrownBy(() -> over(failing).save(SAMPLES.next(op, "a"), List.of()))
                .isInstanceOf(OperationStore.SaveUnknown.class);
        assertThatThrownBy(() -> over(failing).create(SAMPLES.fresh(), List.of()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(code);
    }

    @Test
    void aDenialSaysWhatToCheck() {
        Answering denying =
                new Answering(bucket.network(), Answering.reads("operations/"), ALWAYS, 403, "AccessDenied");

        assertThatThrownBy(() -> over(denying).load("op-1"))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining("s3:GetObject on operations/op-1")
                .hasMessageContaining("policies/lambda-policy-s3.json")
                .hasMessageContaining("may not list its prefix");
    }

    @Test
    void aMissingBucketIsNoMissingOperation() {
        OperationStore elsewhere =
                new S3OperationStore(S3Bucket.client(bucket.network()), "no-such-bucket", () -> "ticket");

        assertThatThrownBy(() -> elsewhere.load("op-1"))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining("NoSuchBucket");
        assertThatThrownBy(() -> elsewhere.create(SAMPLES.fresh(), List.of())).isInstanceOf(LastingFailure.class);
    }

    /** The client repeats the request; S3 refuses it then, because the first one changed what the condition speaks of. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSaveThatTheClientRepeatsIsKnownAsOurs(boolean arrived) {
        Operation op = created();
        List<LogEntry> events = List.of(SAMPLES.event(2, LogEntry.Type.STEP_STARTED));
        Operation next = SAMPLES.logging(op, events);
        Interruption unanswered = new Interruption(bucket.network(), 2, arrived, Fate.UNANSWERED, () -> {});

        repeating(unanswered).save(next, events);

        assertThat(unanswered.happened()).isTrue();
        assertThat(world.load(op.id())).contains(next);
        assertThat(world.events(op.id())).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"1,true", "2,false", "2,true", "3,true", "4,true", "5,false", "5,true"})
    void aStartThatTheClientRepeatsIsKnownAsOurs(int request, boolean arrived) {
        Operation op = SAMPLES.fresh();
        Interruption unanswered = new Interruption(bucket.network(), request, arrived, Fate.UNANSWERED, () -> {});

        repeating(unanswered).create(op, List.of());

        assertThat(unanswered.happened()).isTrue();
        assertThat(world.load(op.id())).contains(op);
    }

    @Test
    void aRepeatedSaveThatSomebodyHasBuiltUponIsTurnedAway() {
        Operation op = created();
        Operation next = SAMPLES.next(op, "ours");
        Interruption unanswered = new Interruption(
                bucket.network(), 2, true, Fate.UNANSWERED, () -> world.save(SAMPLES.next(next, "theirs"), List.of()));

        assertThatThrownBy(() -> repeating(unanswered).save(next, List.of()))
                .isInstanceOf(OperationStore.SaveConflict.class);
        assertThat(world.load(op.id()).orElseThrow().savedBy()).isEqualTo("theirs");
    }

    private Operation created() {
        Operation op = SAMPLES.fresh();
        world.create(op, List.of(SAMPLES.event(1, LogEntry.Type.OPERATION_STARTED)));
        return op;
    }

    private OperationStore over(SdkHttpClient network) {
        return bucket.store(S3Bucket.client(network));
    }

    private OperationStore repeating(SdkHttpClient network) {
        return bucket.store(S3Bucket.repeatingClient(network));
    }
}
