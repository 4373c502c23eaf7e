package io.rdsmaint.function;

import static io.rdsmaint.function.RequestParser.orNull;

import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.Schedule;
import io.rdsmaint.engine.StartRequest;
import io.rdsmaint.engine.Window;
import io.rdsmaint.kit.RequestFields;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the fields that say how to run an operation, whatever its type. */
final class OptionFields {
    /** Seconds, 30 days: longer than any wait is meant to last; chosen. */
    private static final long LONGEST_WAIT_TIMEOUT = 2_592_000;

    /** Minutes: so many bad ones in a row make a figure worse. */
    private static final long SHORTEST_WATCH = 5;

    /** Minutes, four hours: the target's lock is held all the while; chosen. */
    private static final long LONGEST_WATCH = 240;

    /** One DescribeAlarms tells of 100 (CloudWatch API reference); chosen. */
    private static final int MOST_ALARMS = 50;

    /** More than anybody approves one by one; the document holds them; chosen. */
    private static final int MOST_GATES = 64;

    /** Characters: a step's name holds up to two identifiers of 63; chosen with room. */
    private static final int LONGEST_GATE = 300;

    private static final Pattern ALARM = Pattern.compile("[^\\p{Cntrl}]{1,255}");
    private static final String ALWAYS = "always";

    private OptionFields() {}

    /**
     * Reads them.
     *
     * @param heeded those that the family of the type heeds; the others are refused, so that nobody relies on them
     * @param type for people
     */
    static Options options(RequestFields given, Set<String> heeded, String type) {
        for (String one : List.of(Options.GUARD_ALARMS, Options.WATCH_MINUTES)) {
            if (!heeded.contains(one) && !given.any(one).isMissingNode()) {
                given.unheeded(one, type);
            }
        }
        return new Options(
                orNull(given.wholeNumber("wait_timeout", 60, LONGEST_WAIT_TIMEOUT)),
                new Schedule(
                        orNull(notBefore(given)),
                        orNull(window(given.text("window").filter(w -> !w.equals(ALWAYS)), given)),
                        outside(given).orElse(Schedule.Outside.WAIT)),
                heeded.contains(Options.GUARD_ALARMS) ? alarms(given) : List.of(),
                heeded.contains(Options.WATCH_MINUTES) ? watchMinutes(given) : 0);
    }

    static ResumeRequest.Changes edit(RequestFields given) {
        Optional<String> window = given.text("window");
        Optional<String> by = given.text("by").filter(name -> !name.isBlank());
        by.filter(name -> name.length() > FreezeFields.LONGEST_NAME)
                .ifPresent(name ->
                        given.refuse("by", name, "a text of at most " + FreezeFields.LONGEST_NAME + " characters"));
        return new ResumeRequest.Changes(
                orNull(gates(given)),
                orNull(given.wholeNumber("wait_timeout", 60, LONGEST_WAIT_TIMEOUT)),
                orNull(notBefore(given)),
                orNull(window(window.filter(w -> !w.equals(ALWAYS)), given)),
                window.filter(ALWAYS::equals).isPresent(),
                orNull(outside(given)),
                given.has("params") ? given.object("params") : null,
                orNull(by));
    }

    /** The steps that shall ask first, by name or action. */
    static Optional<List<String>> gates(RequestFields given) {
        Optional<List<String>> gates = given.texts("pause_before");
        List<String> named = gates.orElse(List.of());
        if (named.size() > MOST_GATES) {
            given.refuse("pause_before", named.size() + " entries", "a list of at most " + MOST_GATES + " steps");
        }
        named.stream()
                .filter(name -> name.length() > LONGEST_GATE)
                .forEach(name -> given.refuse(
                        "pause_before", name, "the name of a step, which has at most " + LONGEST_GATE + " characters"));
        return gates;
    }

    private static int watchMinutes(RequestFields given) {
        long minutes = given.wholeNumber("watch_minutes", 0, LONGEST_WATCH).orElse(0L);
        if (minutes > 0 && minutes < SHORTEST_WATCH) {
            given.refuse(
                    "watch_minutes",
                    String.valueOf(minutes),
                    "0 (no watch) or from " + SHORTEST_WATCH + " on: it takes that long to tell what is worse");
        }
        return (int) minutes;
    }

    private static Optional<Instant> notBefore(RequestFields given) {
        return given.text("not_before").flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                given.refuse("not_before", text, "a time with its offset such as 2026-03-01T02:00:00Z");
                return Optional.empty();
            }
        });
    }

    private static Optional<Window> window(Optional<String> written, RequestFields given) {
        return written.flatMap(text -> {
            Optional<Window> window = Window.parse(text);
            if (window.isEmpty()) {
                given.refuse(
                        "window",
                        text,
                        "a window in UTC such as sun:02:00-sun:04:00 (every week), 02:00-04:00 (every day), or always");
            }
            return window;
        });
    }

    private static Optional<Schedule.Outside> outside(RequestFields given) {
        return given.choice(
                "outside_window",
                List.of(Schedule.Outside.values()),
                Schedule.Outside::word,
                "one of wait (until it opens) and ask (a person)");
    }

    /** What comes of a start while another operation holds the target. */
    static StartRequest.IfBusy ifBusy(RequestFields given) {
        return given.choice(
                        "if_busy",
                        List.of(StartRequest.IfBusy.values()),
                        StartRequest.IfBusy::word,
                        "one of fail and skip (end well, and say who holds it)")
                .orElse(StartRequest.IfBusy.FAIL);
    }

    private static List<String> alarms(RequestFields given) {
        List<String> names = given.texts("guard_alarms").orElse(List.of());
        if (names.size() > MOST_ALARMS) {
            given.refuse("guard_alarms", names.size() + " names", "a list of at most " + MOST_ALARMS + " alarm names");
        }
        names.stream()
                .filter(name -> !ALARM.matcher(name).matches())
                .forEach(name -> given.refuse("guard_alarms", name, "the name of a CloudWatch alarm"));
        return names.stream().distinct().toList();
    }
}
