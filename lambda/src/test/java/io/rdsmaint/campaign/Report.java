package io.rdsmaint.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a campaign came to. Safe to share between threads. */
public final class Report {
    private final Map<FaultKind, Map<Point, Integer>> struck = new EnumMap<>(FaultKind.class);
    private final Map<String, Integer> subjects = new TreeMap<>();
    private final List<Campaign.Outcome> broken = new ArrayList<>();
    private long runs;
    private long invocations;

    synchronized void add(Campaign.Outcome outcome) {
        runs++;
        invocations += outcome.invocations();
        subjects.merge(outcome.draw().subject().name(), 1, Integer::sum);
        outcome.struck()
                .forEach(s -> struck.computeIfAbsent(s.kind(), k -> new EnumMap<>(Point.class))
                        .merge(s.point(), 1, Integer::sum));
        if (!outcome.broken().isEmpty()) {
            broken.add(outcome);
        }
    }

    /** The runs that broke a promise, in words. */
    public synchronized List<String> broken() {
        return broken.stream()
                .map(o -> "seed " + o.draw().seed() + ", " + o.draw().subject() + " on "
                        + o.draw().store() + ", "
                        + o.draw().strikes() + ":\n    " + String.join("\n    ", o.broken())
                        + "\n    see it with scripts/campaign --replay "
                        + o.draw().seed())
                .toList();
    }

    /** The kinds of faults, and where, that never struck. */
    synchronized List<String> neverStruck() {
        return Arrays.stream(FaultKind.values())
                .flatMap(kind -> kind.points().stream()
                        .filter(point -> times(kind, point) == 0)
                        .map(point -> kind + " at " + point))
                .toList();
    }

    private int times(FaultKind kind, Point point) {
        return struck.getOrDefault(kind, Map.of()).getOrDefault(point, 0);
    }

    /** All in a table. */
    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%,d runs, %,d invocations, %d broke a promise".formatted(runs, invocations, broken.size()));
        lines.add("");
        StringBuilder head = new StringBuilder("%-24s".formatted("how often each struck"));
        Arrays.stream(Point.values()).forEach(p -> head.append("%12s".formatted(p)));
        lines.add(head.toString());
        for (FaultKind kind : FaultKind.values()) {
            StringBuilder line = new StringBuilder("%-24s".formatted(kind));
            for (Point point : Point.values()) {
                line.append("%12s".formatted(kind.points().contains(point) ? times(kind, point) : "-"));
            }
            lines.add(line.toString());
        }
        lines.add("");
        subjects.forEach((subject, times) -> lines.add("%6d  %s".formatted(times, subject)));
        return lines;
    }
}
