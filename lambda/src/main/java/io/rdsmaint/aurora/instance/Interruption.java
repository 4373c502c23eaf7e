package io.rdsmaint.aurora.instance;

import io.rdsmaint.gateway.rds.RdsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long writes were interrupted by a failover.
 *
 * @param measuredBy {@code events} when AWS told beginning and end; {@code sightings} when it is only known to lie
 *     between two looks,
 *     so that it is an upper bound
 */
public record Interruption(long seconds, String measuredBy) {

    /** Measures; empty when neither events nor two sightings are there. */
    public static Optional<Interruption> measure(
            List<RdsEvent> events, String writer, Optional<Instant> formerSeen, Optional<Instant> newSeen) {
        Optional<Instant> began = at(events, "started", writer);
        Optional<Instant> ended = at(events, "completed", writer);
        if (began.isPresent() && ended.isPresent() && !ended.get().isBefore(began.get())) {
            return Optional.of(new Interruption(seconds(began.get(), ended.get()), "events"));
        }
        if (formerSeen.isPresent() && newSeen.isPresent() && !newSeen.get().isBefore(formerSeen.get())) {
            return Optional.of(new Interruption(seconds(formerSeen.get(), newSeen.get()), "sightings"));
        }
        return Optional.empty();
    }

    private static Optional<Instant> at(List<RdsEvent> events, String word, String writer) {
        return events.stream()
                .filter(e -> {
                    String text = e.message().toLowerCase(Locale.ROOT);
                    return text.startsWith(word)
                            && text.contains("failover")
                            && text.endsWith(": " + writer.toLowerCase(Locale.ROOT));
                })
                .map(RdsEvent::at)
                .reduce((first, second) -> second);
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }
}
