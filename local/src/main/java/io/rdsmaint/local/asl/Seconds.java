package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** A number of seconds: given, read from the input, or not given at all. */
sealed interface Seconds {
    /** The largest number that Step Functions takes. */
    long MOST = 99_999_999;

    /** The duration for this scope; {@code field} is Seconds, TimeoutSeconds or HeartbeatSeconds. */
    Optional<Duration> evaluate(Scope scope, String field);

    /** No such field. */
    record None() implements Seconds {
        @Override
        public Optional<Duration> evaluate(Scope scope, String field) {
            return Optional.empty();
        }
    }

    /** As many as the definition says. */
    record Fixed(long seconds) implements Seconds {
        @Override
        public Optional<Duration> evaluate(Scope scope, String field) {
            return Optional.of(Duration.ofSeconds(seconds));
        }
    }

    /** As many as the input says: a whole number from {@code least} to {@link #MOST}. */
    record At(Path path, long least) implements Seconds {
        @Override
        public Optional<Duration> evaluate(Scope scope, String field) {
            JsonNode value = scope.find(path)
                    .orElseThrow(() -> broken(field, "does not reference an input value: " + path.text()));
            String shown = path.text() + " == " + Json.write(value);
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw broken(field, "cannot be parsed as a long value: " + shown);
            }
            long seconds = value.longValue();
            if (seconds < 0) {
                throw broken(field, "references a negative value: " + shown);
            }
            if (seconds < least || seconds > MOST) {
                throw broken(field, "references a value that is not from " + least + " to " + MOST + ": " + shown);
            }
            return Optional.of(Duration.ofSeconds(seconds));
        }

        private static StatesException broken(String field, String detail) {
            return StatesException.runtime("The " + field + "Path parameter " + detail);
        }
    }
}
