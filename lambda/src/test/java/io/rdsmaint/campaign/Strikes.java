package io.rdsmaint.campaign;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What goes wrong in one run, and what of it has. */
final class Strikes {
    private final List<Strike> due;
    private final List<Strike> struck = new ArrayList<>();
    private final Map<Point, Integer> passed = new EnumMap<>(Point.class);

    Strikes(List<Strike> plan) {
        due = new ArrayList<>(plan);
    }

    /** Passes a point: what strikes there, if anything does. */
    Optional<Strike> at(Point point) {
        int ordinal = passed.merge(point, 1, Integer::sum);
        Optional<Strike> found = due.stream()
                .filter(s -> s.point() == point && s.ordinal() == ordinal)
                .findFirst();
        found.ifPresent(due::remove);
        return found;
    }

    /** Nothing goes wrong any more. */
    void end() {
        due.clear();
    }

    /** It did something. */
    void did(Strike strike) {
        struck.add(strike);
    }

    /** What has gone wrong so far. */
    List<Strike> struck() {
        return struck;
    }

    /** How many points of each kind the run has passed. */
    Map<Point, Integer> passed() {
        return passed;
    }

    boolean meddled() {
        return struck.stream().anyMatch(s -> s.kind().meddles());
    }
}
