package io.rdsmaint.simulator.s3;

import io.rdsmaint.simulator.http.SimulatorRequest;
import java.util.Optional;

/** What must hold for a write to happen; decided in one piece with the write. */
sealed interface Precondition {

    /** Any state will do. */
    record None() implements Precondition {}

    /** No object of the key may exist. */
    record Absent() implements Precondition {}

    /**
     * The object must be the one that was read.
     *
     * @param etag with or without quotes
     */
    record Unchanged(String etag) implements Precondition {}

    /** The precondition in a write's headers. */
    static Precondition of(SimulatorRequest request) {
        Optional<String> match = request.header("If-Match");
        Optional<String> noneMatch = request.header("If-None-Match");
        if (match.isPresent() && noneMatch.isPresent()) {
            throw S3Error.notImplemented("a write with both If-Match and If-None-Match");
        }
        if (noneMatch.isPresent()) {
            if (!noneMatch.get().strip().equals("*")) {
                throw S3Error.notImplemented("If-None-Match with anything but * on a write");
            }
            return new Absent();
        }
        return match.<Precondition>map(Precondition::unchanged).orElseGet(None::new);
    }

    private static Precondition unchanged(String value) {
        String etag = value.strip();
        if (etag.equals("*") || etag.contains(",") || etag.startsWith("W/")) {
            throw S3Error.notImplemented("If-Match with anything but one strong ETag on a write");
        }
        return new Unchanged(etag);
    }

    /** Throws the refusal that S3 answers when it does not hold. */
    default void require(String key, Optional<StoredObject> existing) {
        switch (this) {
            case None _ -> {}
            case Absent _ -> {
                if (existing.isPresent()) {
                    throw S3Error.preconditionFailed("If-None-Match");
                }
            }
            case Unchanged(String etag) -> {
                StoredObject object = existing.orElseThrow(() -> S3Error.noSuchKey(key));
                if (!unquoted(object.etag()).equals(unquoted(etag))) {
                    throw S3Error.preconditionFailed("If-Match");
                }
            }
        }
    }

    private static String unquoted(String etag) {
        return etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")
                ? etag.substring(1, etag.length() - 1)
                : etag;
    }
}
