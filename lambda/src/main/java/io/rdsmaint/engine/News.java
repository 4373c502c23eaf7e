package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a look has seen anything that the stored document does not tell already. What decides something later is always news; so
 * is whatever a person who reads the document would want to know. Not news is that the same is still awaited: how many seconds
 * are left, when something was last seen, how often the execution has called, which it counts itself.
 */
final class News {
    /** A document is stored at least this often while its execution looks: who takes over, and the alarm on operations without
     * progress, go by its age. */
    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(30);

    /** Points of a hundred by which something must have moved on to be told; chosen. */
    private static final double PROGRESS = 5;

    /** A number that stands for itself: digits within names of instances and classes are none. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.-])\\d+(?:[.,]\\d+)*(?![\\w-])");

    /** How far something is: {@code 40 %} or {@code 4 of 10}. */
    private static final Pattern SHARE =
            Pattern.compile("(?<![\\w.-])(\\d{1,9}) ?%|(?<![\\w.-])(\\d{1,9}) of (\\d{1,9})(?![\\w-])");

    private News() {}

    /**
     * True when a draft tells nothing that the stored version does not tell.
     *
     * @param observed fields of the current step's memo that only tell when something was seen
     */
    static boolean nothing(Operation stored, Operation draft, Set<String> observed) {
        if (stored.index() != draft.index()
                || draft.index() >= draft.steps().size()
                || !stored.outbox().isEmpty()) {
            return false;
        }
        Step before = stored.steps().get(stored.index());
        OperationBuilder same = draft.draft();
        Step after = same.step();
        if (!sameCondition(before.waitCondition(), after.waitCondition())) {
            return false;
        }
        same.step(after.held(before.waitCondition()).remembering(memo(before, after, observed)));
        same.owner = draft.owner().called(stored.owner());
        return same.peek().equals(stored);
    }

    /** True when the stored version would be too old by the time of the next look. */
    static boolean due(Operation stored, Instant now, NextAction.Wait wait) {
        return now.plusSeconds(wait.seconds()).isAfter(stored.updatedAt().plus(AT_LEAST_EVERY));
    }

    /**
     * The memo as it was where it differs in nothing but when something was observed; from the step's call on that counts, too,
     * and that something is observed at all, or no more, always does.
     */
    private static ObjectNode memo(Step before, Step after, Set<String> observed) {
        if (before.memo().toString().equals(after.memo().toString())) {
            // a number that was read is not equal to the same number that was written
            return before.memo();
        }
        if (after.mayHaveChanged() || observed.isEmpty()) {
            return after.memo();
        }
        boolean same = observed.stream()
                .allMatch(field -> before.memo().has(field) == after.memo().has(field));
        return same
                        && before.memo()
                                .deepCopy()
                                .remove(observed)
                                .equals(after.memo().deepCopy().remove(observed))
                ? before.memo()
                : after.memo();
    }

    /** The same kind of condition with the same words; its numbers count only as far as they say how far something is. */
    static boolean sameCondition(@Nullable String before, @Nullable String after) {
        if (before == null || after == null || before.equals(after)) {
            return Objects.equals(before, after);
        }
        return NUMBER.matcher(before)
                        .replaceAll("#")
                        .equals(NUMBER.matcher(after).replaceAll("#"))
                && Math.abs(share(after) - share(before)) < PROGRESS;
    }

    /** In points of a hundred; 0 where nothing says how far it is. */
    private static double share(String condition) {
        Matcher matcher = SHARE.matcher(condition);
        if (!matcher.find()) {
            return 0;
        }
        MatchResult found = matcher.toMatchResult();
        if (found.group(1) != null) {
            return Long.parseLong(found.group(1));
        }
        long whole = Long.parseLong(found.group(3));
        return whole == 0 ? 0 : 100.0 * Long.parseLong(found.group(2)) / whole;
    }
}
