package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Answer;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.drs.RecoveryInstance;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Goal: a person has said that the instances of a recovery are to be terminated, by an answer that says how many they are. An answer to
 * another number confirms nothing: it is asked anew.
 */
public final class ConfirmTermination extends RecoveryStep {
    /** The word in plans. */
    public static final String ACTION = "confirm_termination";

    /** In the result: the instances that the answer was about. */
    static final String CONFIRMED = "confirmed";

    private static final int NAMED = 10;

    public ConfirmTermination(RecoveryTools tools) {
        super(ACTION, tools);
    }

    /** Asks. */
    public static PlannedStep planned() {
        return PlannedStep.looking(
                "Confirm termination", ACTION, Json.object(), Duration.ofSeconds(5), Duration.ofHours(1));
    }

    /** The choice that confirms the end of so many instances. */
    static String choice(int instances) {
        return "terminate-" + instances + "-instances";
    }

    @Override
    public Outcome advance(StepRun run) {
        List<RecoveryInstance> there = TerminateRecovery.there(run.operation(), world(run.operation()), tools.scope());
        String wanted = choice(there.size());
        String given = run.answer().map(Answer::choice).orElse("");
        Optional<Outcome> again = there.isEmpty()
                ? Terminations.seenTwice(run, "that nothing is there to be terminated")
                : Optional.empty();
        if (again.isPresent()) {
            return again.get();
        }
        if (there.isEmpty() || wanted.equals(given)) {
            ObjectNode result = Json.object();
            result.set(
                    CONFIRMED,
                    Json.texts(there.stream().map(RecoveryInstance::id).toList()));
            return Outcome.done(result);
        }
        Terminations.seen(run);
        String observed = there.stream()
                        .limit(NAMED)
                        .map(each -> each.ec2Id() + " of " + each.server() + ", " + each.state())
                        .collect(Collectors.joining("; "))
                + (there.size() > NAMED ? "; and " + (there.size() - NAMED) + " more" : "");
        return new Outcome.Asking(new QuestionDraft(
                        RecoveryQuestion.TERMINATION_CONFIRM,
                        Question.Kind.FAILURE,
                        run.step().name() + ": this terminates instances that a recovery launched, which may serve.",
                        observed,
                        null,
                        List.of(),
                        java.util.Set.of(),
                        look(run.operation().target()))
                .withChoice(wanted, "terminate these " + there.size() + " instances, with all that is on them", true));
    }
}
