package io.rdsmaint.simulator.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Each condition as the pages <em>How to prevent object overwrites with conditional writes</em> of the S3 User Guide and
 * <em>PutObject</em> of the API reference have it.
 */
class ConditionalWritesTest {

    private final StorageClients at = new StorageClients();

    @Test
    void ifNoneMatchWritesWhereNothingIs() {
        at.putIfAbsent("a", "first");

        assertThat(at.text("a")).isEqualTo("first");
    }

    @Test
    void ifNoneMatchLeavesWhatIsThere() {
        at.put("a", "first");

        refused(412, "PreconditionFailed", () -> at.putIfAbsent("a", "second"));
        assertThat(at.text("a")).isEqualTo("first");
    }

    @Test
    void ifNoneMatchWritesAgainAfterADeletion() {
        at.put("a", "first");
        at.s3.deleteObject(r -> r.bucket(StorageClients.BUCKET).key("a"));

        at.putIfAbsent("a", "second");

        assertThat(at.text("a")).isEqualTo("second");
    }

    @Test
    void ifMatchReplacesWhatWasRead() {
        String etag = at.put("a", "first");

        String next = at.putIfMatch("a", etag, "second");

        assertThat(next).isNotEqualTo(etag);
        assertThat(at.text("a")).isEqualTo("second");
    }

    @Test
    void ifMatchTakesTheTagWithoutItsQuotesToo() {
        String etag = at.put("a", "first");

        at.putIfMatch("a", etag.replace("\"", ""), "second");

        assertThat(at.text("a")).isEqualTo("second");
    }

    @Test
    void ifMatchLeavesWhatWasChangedSince() {
        String etag = at.put("a", "first");
        at.put("a", "second");

        refused(412, "PreconditionFailed", () -> at.putIfMatch("a", etag, "third"));
        assertThat(at.text("a")).isEqualTo("second");
    }

    @Test
    void ifMatchOnNothingIsNotFound() {
        refused(404, "NoSuchKey", () -> at.putIfMatch("a", "\"0123\"", "first"));
        assertThatThrownBy(() -> at.text("a")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void theSameContentHasTheSameTag() {
        String etag = at.put("a", "same");
        at.put("a", "other");

        assertThat(at.put("a", "same"))
                .as("so a tag tells contents, not writes, apart")
                .isEqualTo(etag);
    }

    @Test
    void ofManyWritesOnOneTagExactlyOneWins() throws Exception {
        String etag = at.put("a", "first");

        assertThat(winners(i -> at.putIfMatch("a", etag, "rival " + i))).isEqualTo(1);
        assertThat(winners(i -> at.putIfAbsent("b", "rival " + i))).isEqualTo(1);
    }

    @Test
    void otherConditionsAreNotTakenForSomethingElse() {
        at.put("a", "first");

        for (Map<String, String> headers : List.of(
                Map.of("If-None-Match", "\"0123\""),
                Map.of("If-Match", "*"),
                Map.of("If-Match", "\"1\", \"2\""),
                Map.of("If-Match", "\"1\"", "If-None-Match", "*"),
                Map.of("If-Unmodified-Since", "Wed, 04 Mar 2026 10:00:00 GMT"))) {
            assertThat(at.raw("PUT", "/records/a", headers, "second").status()).isEqualTo(501);
        }
        assertThat(at.text("a")).isEqualTo("first");
    }

    private static long winners(java.util.function.IntConsumer write) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Boolean>> rivals = IntStream.range(0, 6)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        try {
                            write.accept(i);
                            return true;
                        } catch (S3Exception e) {
                            return false;
                        }
                    })
                    .toList();
            long winners = 0;
            for (Future<Boolean> each : threads.invokeAll(rivals)) {
                winners += each.get() ? 1 : 0;
            }
            return winners;
        }
    }

    private static void refused(int status, String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
