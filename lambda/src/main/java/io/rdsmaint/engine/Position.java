package io.rdsmaint.engine;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a page of a listing ends, the newest start first: at the operation that it showed last.
 *
 * @param createdAt of that operation
 * @param id of that operation
 */
public record Position(Instant createdAt, String id) {
    private static final Comparator<Position> NEWEST_FIRST = Comparator.comparing(Position::createdAt)
            .thenComparing(Position::id)
            .reversed();

    /** The place of an operation. */
    public static Position of(Operation operation) {
        return new Position(operation.createdAt(), operation.id());
    }

    /** The place of an operation in a list. */
    public static Position of(Listed operation) {
        return new Position(operation.createdAt(), operation.id());
    }

    /** True for what comes later in the listing. */
    public boolean before(Position other) {
        return NEWEST_FIRST.compare(this, other) < 0;
    }

    /** As a text for requests. */
    public String text() {
        return createdAt + "/" + id;
    }

    /** What such a text says; empty for any other. */
    public static Optional<Position> parse(String text) {
        int slash = text.indexOf('/');
        try {
            return slash < 0
                    ? Optional.empty()
                    : Optional.of(new Position(Instant.parse(text.substring(0, slash)), text.substring(slash + 1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
