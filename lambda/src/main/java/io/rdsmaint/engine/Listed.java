package io.rdsmaint.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of an operation, and what a sweep goes by before it looks closer: as it was when it was stored last. Nothing is
 * decided by it.
 *
 * @param target without the role by which it is reached
 * @param steps how many there are
 * @param stepName of the current step; null at the end, as are its state and condition
 * @param since when it has been as it is: asking, ended, or at this step
 * @param end when it would end by what steps usually take, as seen when it was stored; null while nobody can tell
 * @param rest seconds that the steps take which have not begun, for one that is late
 * @param question what is asked, or null
 * @param untold whether some of it is not known to be published
 */
public record Listed(
        String id,
        String type,
        Target target,
        OperationState state,
        Operation.Ending ending,
        int index,
        int steps,
        @Nullable String stepName,
        @Nullable StepState stepState,
        @Nullable String waitCondition,
        Instant since,
        @Nullable Instant end,
        long rest,
        @Nullable Asked question,
        String executionArn,
        boolean stalled,
        boolean untold,
        @Nullable String requestedBy,
        @Nullable String reason,
        @Nullable String label,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {

    /** Characters of a text: more than any list shows; chosen. */
    private static final int TEXT = 300;

    /** What needs somebody first, the oldest of it first; then the newest start. */
    public static final Comparator<Listed> URGENT_FIRST = Comparator.comparing((Listed op) -> !op.needsSomebody())
            .thenComparingLong(op -> op.needsSomebody()
                    ? op.waitingSince().toEpochMilli()
                    : -op.createdAt().toEpochMilli())
            .thenComparing(Listed::id);

    /** The newest start first. */
    public static final Comparator<Listed> NEWEST_FIRST =
            Comparator.comparing(Listed::createdAt).thenComparing(Listed::id).reversed();

    /**
     * An open question, as lists show it.
     *
     * @param first when it was asked first; reminders don't make it younger
     */
    public record Asked(String id, Question.Kind kind, String situation, String reason, Instant first) {}

    /** What lists show of an operation as it stands. */
    public static Listed of(Operation op) {
        Optional<Step> step = op.current();
        Target target = op.target();
        return new Listed(
                op.id(),
                op.type(),
                new Target(target.kind(), target.account(), target.region(), target.name(), null, null, null),
                op.state(),
                op.ending(),
                op.index(),
                op.steps().size(),
                step.map(Step::name).map(Listed::cut).orElse(null),
                step.map(Step::state).orElse(null),
                step.map(Step::waitCondition).map(Listed::cut).orElse(null),
                since(op),
                Forecast.end(op, op.updatedAt()).orElse(null),
                Forecast.unbegun(op).toSeconds(),
                Optional.ofNullable(op.question()).map(Listed::asked).orElse(null),
                op.owner().executionArn(),
                op.owner().stalled(),
                !op.outbox().isEmpty(),
                Optional.ofNullable(op.origin().requestedBy()).map(Listed::cut).orElse(null),
                Optional.ofNullable(op.origin().reason()).map(Listed::cut).orElse(null),
                op.origin().label(),
                op.version(),
                op.createdAt(),
                op.updatedAt(),
                op.endedAt());
    }

    private static Asked asked(Question question) {
        return new Asked(
                question.id(),
                question.kind(),
                cut(question.situation()),
                cut(question.reason()),
                question.firstAskedAt() == null ? question.askedAt() : question.firstAskedAt());
    }

    /** Since when it has been as it is; a step that is held begins when the one before it ends. */
    private static Instant since(Operation op) {
        if (op.question() != null) {
            return op.question().askedAt();
        }
        if (op.endedAt() != null) {
            return op.endedAt();
        }
        return op.current()
                .flatMap(step -> Optional.ofNullable(step.attemptAt()))
                .or(() -> op.steps().stream()
                        .flatMap(step -> Stream.ofNullable(step.completedAt()))
                        .max(Comparator.naturalOrder()))
                .orElse(op.createdAt());
    }

    /** The probable end, seen from now; empty while a person is asked, and once it has ended. */
    public Optional<Instant> probableEnd(Instant now) {
        return Optional.ofNullable(end).map(then -> {
            Instant least = now.plusSeconds(rest);
            return then.isBefore(least) ? least : then;
        });
    }

    /** Whether it asks, or nobody runs it. */
    public boolean needsSomebody() {
        return question != null || stalled;
    }

    /** Since when somebody has been needed. */
    public Instant waitingSince() {
        return question == null ? updatedAt : since;
    }

    /** When its open question was asked first, empty when none is open. */
    public Optional<Instant> askedAt() {
        return Optional.ofNullable(question).map(Asked::first);
    }

    /** At most so many characters, never ending in half of one: views cut to less. */
    private static String cut(String text) {
        if (text.length() <= TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(TEXT - 1)) ? TEXT - 1 : TEXT;
        return text.substring(0, end);
    }
}
