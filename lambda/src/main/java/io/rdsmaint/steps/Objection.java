package io.rdsmaint.steps;

import io.rdsmaint.engine.Change;
import io.rdsmaint.world.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Why a change is not made now. */
public sealed interface Objection {
    /** A figure that stands alone, and is not part of a name. */
    Pattern FIGURE = Pattern.compile("(?<![\\w-])\\d+(\\.\\d+)?");

    /** Passes by itself: looked at again. */
    record NotYet(String condition, long seconds) implements Objection {}

    /** Usually passes by itself: looked at again for a while, then a person must decide. */
    record Lingering(NotYet atFirst, Duration patience, Ask then) implements Objection {}

    /**
     * Usually passes by itself, then a person must decide; once they accept, it is mended before anything else is done.
     *
     * @param means what accepting leads to
     * @param mend the change that mends it, made in the cluster's place
     */
    record Mendable(Lingering until, String means, Function<World, Change> mend) implements Objection {}

    /**
     * A person must decide.
     *
     * @param code of the guard, part of what an acceptance is remembered by
     * @param drift the world is not as the plan assumed, so that another plan may help
     * @param acceptable a person may choose to go on nevertheless
     * @param commands to look closer; none of them changes anything
     * @param subjects what exactly is accepted, each by its key in {@link Subjects}; empty for what was observed,
     *     whatever its figures
     */
    record Ask(
            String code,
            boolean drift,
            boolean acceptable,
            String reason,
            String observed,
            List<String> commands,
            List<String> subjects)
            implements Objection {

        public Ask {
            commands = List.copyOf(commands);
            subjects = List.copyOf(subjects);
        }

        /** What is accepted is what was observed, whatever its figures. */
        public Ask(
                String code, boolean drift, boolean acceptable, String reason, String observed, List<String> commands) {
            this(code, drift, acceptable, reason, observed, commands, List.of());
        }

        /** What an acceptance is remembered by: the same having been seen. */
        List<String> keys() {
            return subjects.isEmpty() ? List.of(words()) : subjects;
        }

        /** The code and what was observed, whatever its figures; versions before subjects remembered nothing else. */
        String words() {
            return Subjects.key(code, FIGURE.matcher(observed).replaceAll("#"));
        }
    }
}
