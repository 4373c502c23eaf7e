package io.rdsmaint.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long the steps of a kind took in this deployment lately, in operations of one type: from their call, or their beginning where
 * they make none, to the look that saw them done. One kept item per type and kind; what is lost of it costs looks, and nothing else.
 *
 * @param seconds the newest last
 */
public record KeptDurations(List<Long> seconds) {
    /** None yet. */
    public static final KeptDurations NONE = new KeptDurations(List.of());

    /** Enough to know what is usual, few enough to forget what has changed; chosen. */
    private static final int KEPT = 12;

    /** Fewer say less than what the kind expects; chosen. */
    private static final int ENOUGH = 3;

    /**
     * Of the shortest, before which nobody looks. Less than one, and by more than looks are spread: whoever looks only when it was
     * done last time would never see that it has become quicker.
     */
    private static final double EARLIEST = 0.8;

    public KeptDurations {
        seconds = List.copyOf(seconds);
    }

    /** These and one more. */
    KeptDurations and(Duration took) {
        List<Long> all =
                Stream.concat(seconds.stream(), Stream.of(took.toSeconds())).toList();
        return new KeptDurations(all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }

    /** What is usual, once there are enough. */
    Optional<UsualTime> usual() {
        if (seconds.size() < ENOUGH) {
            return Optional.empty();
        }
        List<Long> sorted = seconds.stream().sorted().toList();
        return Optional.of(new UsualTime(
                Duration.ofSeconds(Math.round(sorted.getFirst() * EARLIEST)),
                Duration.ofSeconds(sorted.get(sorted.size() / 2))));
    }
}
