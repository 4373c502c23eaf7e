package io.rdsmaint.engine;

import io.rdsmaint.engine.Executions.Execution;
import io.rdsmaint.engine.Executions.LastReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Notices that the store shows an earlier state of an operation than its executions have seen, because it was restored from a
 * backup: a reboot or failover made since then is forgotten, and would be made again.
 */
final class StoreAge {
    /** In the reason of the question, and in no other one. */
    static final String REASON = "The store shows an earlier state of this operation than its execution has seen";

    /** The choice to go on nevertheless; a word of its own, since a step may have asked for another acceptance. */
    static final String GO_ON = "go_on";

    /** A document is stored at least every half hour while its execution looks. */
    private static final Duration STORED_EVERY = Duration.ofMinutes(35);

    private final Executions executions;

    StoreAge(Executions executions) {
        this.executions = executions;
    }

    /** Whether a person is asked about it right now. */
    static boolean asked(Operation op) {
        return op.question() != null && op.question().reason().startsWith(REASON);
    }

    /** The question to ask when a machine has seen a later version than the stored one. */
    static Optional<QuestionDraft> behind(Operation stored, long seenVersion) {
        return stored.version() >= seenVersion || asked(stored)
                ? Optional.empty()
                : Optional.of(question(
                        stored,
                        "stored is version " + stored.version() + " of " + stored.updatedAt()
                                + "; the execution has seen version " + seenVersion));
    }

    /**
     * The question to ask before anybody else goes on with what an execution owned. Without a version in its last reply, as
     * functions before 0.2.0 gave none, the document's age tells.
     */
    Optional<QuestionDraft> behindOwner(Operation stored) {
        String arn = stored.owner().executionArn();
        Optional<LastReply> reply = executions.lastReply(arn);
        if (reply.isPresent() && reply.get().version().isPresent()) {
            return behind(stored, reply.get().version().getAsLong());
        }
        Optional<String> open = Optional.ofNullable(stored.question()).map(Question::id);
        boolean sameQuestion =
                open.isPresent() && reply.flatMap(LastReply::questionId).equals(open);
        Duration mayRest =
                STORED_EVERY.plusSeconds(reply.map(LastReply::waitSeconds).orElse(0L));
        return executions
                .find(arn)
                .flatMap(Execution::endedAt)
                .filter(end -> !sameQuestion && stored.updatedAt().isBefore(end.minus(mayRest)))
                .map(end -> question(stored, observed(stored, arn, end)));
    }

    private static String observed(Operation stored, String arn, Instant end) {
        return "stored is version " + stored.version() + " of " + Times.words(stored.updatedAt()) + "; execution " + arn
                + " ended at "
                + Times.words(end) + ", "
                + Duration.between(stored.updatedAt(), end).toMinutes()
                + " minutes later, and its history does not tell which version it saw last";
    }

    private static QuestionDraft question(Operation stored, String observed) {
        return new QuestionDraft(
                        EngineQuestion.STORE_BEHIND,
                        Question.Kind.DRIFT,
                        REASON
                                + ": it was restored from a backup, or a document in it was replaced. What the operation did"
                                + " since then is forgotten, and would be done again. Compare the target, its events and"
                                + " CloudTrail with the steps that status shows before you answer"
                                + " (docs/runbook.md, Restoring the store).",
                        observed,
                        null,
                        List.of(),
                        Set.of(),
                        List.of())
                .withChoice(
                        GO_ON,
                        "go on from version " + stored.version()
                                + ": steps look first, but a reboot or a failover that is forgotten is made again",
                        true);
    }
}
