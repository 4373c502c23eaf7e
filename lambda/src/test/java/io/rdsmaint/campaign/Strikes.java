package io.rdsmaint.campaign;

import io.rdsmaint.testkit.History;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What goes wrong in one run, and what of it has. */
final class Strikes {
    private final List<Strike> due;
    private final boolean calm;
    private final History history;
    private final List<Strike> struck = new ArrayList<>();
    private final Map<Point, Integer> passed = new EnumMap<>(Point.class);
    private final List<Passed> course = new ArrayList<>();

    /**
     * A point of a run in which nothing goes wrong.
     *
     * @param ordinal among those of its kind, from 1
     * @param what it is about, in words
     */
    record Passed(Point point, int ordinal, String what) {}

    Strikes(List<Strike> plan, History history) {
        this.due = new ArrayList<>(plan);
        this.calm = plan.isEmpty();
        this.history = history;
    }

    /**
     * Passes a point: what strikes there, if anything does.
     *
     * @param who passes
     * @param what he is about, in words; empty if that is plain
     */
    synchronized Optional<Strike> at(Point point, String who, Supplier<String> what) {
        int ordinal = passed.merge(point, 1, Integer::sum);
        if (calm) {
            course.add(new Passed(point, ordinal, what.get()));
        }
        Optional<Strike> found = due.stream()
                .filter(s -> s.point() == point && s.ordinal() == ordinal)
                .findFirst();
        found.ifPresent(strike -> {
            due.remove(strike);
            struck.add(strike);
            history.add(who, () -> "! " + strike + (what.get().isEmpty() ? "" : ": " + what.get()));
        });
        return found;
    }

    /** Nothing goes wrong any more. */
    void end() {
        due.clear();
    }

    /** What has gone wrong so far. */
    List<Strike> struck() {
        return struck;
    }

    /** How many points of each kind the run has passed. */
    Map<Point, Integer> passed() {
        return passed;
    }

    /** The points that the run has passed, in their order; empty if anything was to strike. */
    List<Passed> course() {
        return course;
    }

    boolean meddled() {
        return struck.stream().anyMatch(s -> s.kind().meddles());
    }
}
