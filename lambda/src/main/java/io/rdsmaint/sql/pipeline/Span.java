package io.rdsmaint.sql.pipeline;

import io.rdsmaint.kit.RequestFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The window of a pipeline as asked for: two bounds, or how far it reaches back and forward from the day on which the operation
 * begins.
 */
public sealed interface Span {

    /** Bounds that are the same whenever it runs. */
    record Fixed(Bounds bounds) implements Span {}

    /** Days counted from the day of the start, in UTC. */
    record Relative(Period back, Period forward) implements Span {}

    /**
     * The window's bounds, as the database reads them.
     *
     * @param type of PostgreSQL: {@code date} or {@code timestamptz}
     */
    record Bounds(String from, String to, String type) {
        /** For people. */
        public String words() {
            return from + " to " + to;
        }
    }

    /** The bounds when an operation begins at that time: resolved once, and kept. */
    default Bounds at(Instant now) {
        return switch (this) {
            case Fixed(Bounds bounds) -> bounds;
            case Relative(Period back, Period forward) -> {
                LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
                yield new Bounds(
                        today.minus(back).toString(), today.plus(forward).toString(), "date");
            }
        };
    }

    /** Reads one, if there is one. */
    static Optional<Span> of(RequestFields parameters) {
        if (!parameters.has("window")) {
            return Optional.empty();
        }
        RequestFields window = parameters.fields("window");
        Optional<String> from = window.text("from");
        Optional<String> to = window.text("to");
        Optional<Period> back = period(window, "back");
        Optional<Period> forward = period(window, "forward");
        window.refuseOthers();
        boolean fixed = from.isPresent() && to.isPresent();
        boolean relative = window.has("back") || window.has("forward");
        if (fixed == relative || from.isPresent() != to.isPresent()) {
            parameters.problem(
                    "window",
                    "it has from and to, or back and forward",
                    "such as {\"back\": \"P2Y\", \"forward\": \"P45D\"}");
            return Optional.empty();
        }
        if (relative) {
            return Optional.of(new Relative(back.orElse(Period.ZERO), forward.orElse(Period.ZERO)));
        }
        return bounds(parameters, from.orElse(""), to.orElse("")).map(Fixed::new);
    }

    private static Optional<Period> period(RequestFields window, String name) {
        return window.text(name).flatMap(text -> {
            try {
                Period period = Period.parse(text);
                if (!period.isNegative()) {
                    return Optional.of(period);
                }
            } catch (DateTimeException e) {
                // said below
            }
            window.refuse(name, text, "a number of days, months or years such as P45D or P2Y");
            return Optional.empty();
        });
    }

    private static Optional<Bounds> bounds(RequestFields parameters, String from, String to) {
        Optional<Comparable<?>> first = time(from);
        Optional<Comparable<?>> last = time(to);
        if (first.isPresent()
                && last.isPresent()
                && first.get().getClass() == last.get().getClass()) {
            boolean days = first.get() instanceof LocalDate;
            boolean ordered = days
                    ? LocalDate.parse(from).isBefore(LocalDate.parse(to))
                    : OffsetDateTime.parse(from).isBefore(OffsetDateTime.parse(to));
            if (ordered) {
                return Optional.of(new Bounds(from, to, days ? "date" : "timestamptz"));
            }
        }
        parameters.problem(
                "window",
                "from " + from + " and to " + to + " are no two days, or two times with their offsets, in this order",
                "such as 2026-01-01 and 2026-02-01");
        return Optional.empty();
    }

    private static Optional<Comparable<?>> time(@Nullable String text) {
        try {
            return Optional.of(LocalDate.parse(String.valueOf(text)));
        } catch (DateTimeException e) {
            try {
                return Optional.of(OffsetDateTime.parse(String.valueOf(text)).toInstant());
            } catch (DateTimeException none) {
                return Optional.empty();
            }
        }
    }
}
