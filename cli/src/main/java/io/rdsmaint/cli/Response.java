package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One answer to one question, from looking at it to seeing its effect. An answer whose own answer is lost is looked for before it is
 * given again; the function takes each question's answer once.
 *
 * @param typed the answer, with its choice after a slash
 * @param question the question that is meant, or null for the open one
 */
record Response(
        CliContext tools,
        String operation,
        String typed,
        @Nullable String question,
        @Nullable String comment) {
    private static final Duration EFFECT = Duration.ofMinutes(1);

    ExitCode give(boolean yes) {
        OperationView op = tools.operations().one(operation);
        OperationView.Question open = required(op);
        OperationView.Option option = option(open);
        Terminal terminal = tools.terminal();
        terminal.say("? " + open.reason());
        terminal.say("  " + option.word() + ": " + open.consequence(option));
        if (option.destructive()) {
            terminal.confirm("This is destructive. Answer " + option.word() + "?", yes);
        }
        TakeOver takeOver = new TakeOver(tools, operation);
        if (!takeOver.runs(op.owner())) {
            takeOver.now(
                    "Answer again when scripts/status shows that it did: question " + open.id() + " is still open.");
        }
        return answered(open, option);
    }

    private OperationView.Question required(OperationView op) {
        Optional<OperationView.Question> open = op.question();
        if (open.isEmpty()) {
            String asked = (op.ended() ? "has ended (" : "asks nothing at the moment (") + op.shownState() + ")";
            throw nothing("Operation " + op.id() + " " + asked + lastAnswer(op) + ".");
        }
        if (question != null && !question.equals(open.get().id())) {
            String last = op.lastAnswer().path("question_id").asText().equals(question) ? lastAnswer(op) : "";
            throw nothing("The open question of operation " + op.id() + " is "
                    + open.get().id() + ", not " + question + last + ".");
        }
        return open.get();
    }

    private Failure nothing(String what) {
        return new Failure(
                ExitCode.ANSWER_CHANGED_NOTHING,
                what + " Your answer changed nothing.",
                "scripts/status " + operation + " shows where it is.");
    }

    private static String lastAnswer(OperationView op) {
        JsonNode last = op.lastAnswer();
        return last.isObject()
                ? "; " + last.path("question_id").asText() + " was answered " + word(last) + " by "
                        + last.path("by").asText("somebody") + " at "
                        + Times.toTheSecond(last.path("at").asText())
                : "";
    }

    private static String word(JsonNode answer) {
        String choice = answer.path("choice").asText("");
        return answer.path("action").asText() + (choice.isEmpty() ? "" : "/" + choice);
    }

    private OperationView.Option option(OperationView.Question open) {
        List<OperationView.Option> meant = open.options().stream()
                .filter(option -> option.word().equals(typed))
                .toList();
        if (meant.isEmpty()) {
            meant = open.options().stream()
                    .filter(option -> option.choice().equals(typed))
                    .toList();
        }
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        throw new Failure(
                ExitCode.REFUSED,
                "'" + typed + "' is not an answer to: " + open.reason(),
                "The answers are "
                        + open.options().stream()
                                .map(OperationView.Option::word)
                                .collect(Collectors.joining(", "))
                        + ". What each leads to: scripts/status " + operation);
    }

    /**
     * Gives the answer until it has an effect. The function refuses it while the execution is only about to ask: then it is given
     * again a little later; when the question is no longer open, it was this answer or another one that was taken.
     */
    private ExitCode answered(OperationView.Question open, OperationView.Option option) {
        ObjectNode request = tools.deployment()
                .request("resume")
                .put("operation_id", operation)
                .put("question_id", open.id());
        String by = tools.deployment().caller();
        ObjectNode response = request.putObject("response").put("action", option.action());
        response.put("by", by);
        if (!option.choice().isEmpty()) {
            response.put("choice", option.choice());
        }
        if (comment != null) {
            response.put("comment", comment);
        }
        boolean[] taken = new boolean[1];
        String[] refused = {""};
        OperationView[] after = new OperationView[1];
        boolean gone = tools.within(EFFECT, () -> {
            if (!taken[0]) {
                try {
                    JsonNode reply = tools.operations().resume(request);
                    taken[0] = !Operations.isRefused(reply);
                    refused[0] = Operations.refusal(reply, "");
                } catch (Failure e) {
                    if (e.code() != ExitCode.NO_CONNECTION) {
                        throw e;
                    }
                    refused[0] = e.what();
                }
            }
            after[0] = tools.operations().one(operation);
            return after[0].question().filter(q -> q.id().equals(open.id())).isEmpty();
        });
        if (!gone && !taken[0]) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "The answer was not taken: " + refused[0],
                    "Question " + open.id() + " is still open.");
        }
        if (!gone) {
            throw new Failure(
                    ExitCode.NOT_SEEN_YET,
                    "The answer was taken, but the operation has not gone on after " + Times.took(EFFECT) + ".",
                    "scripts/status " + operation + " --watch shows when it does. Don't answer again.");
        }
        return told(after[0], open, option, by);
    }

    private ExitCode told(OperationView op, OperationView.Question open, OperationView.Option option, String by) {
        JsonNode last = op.lastAnswer();
        boolean other = last.path("question_id").asText().equals(open.id())
                && !(word(last).equals(option.word())
                        && last.path("by").asText().equals(by));
        if (other) {
            throw nothing("Somebody was faster" + lastAnswer(op) + ".");
        }
        Terminal terminal = tools.terminal();
        terminal.say("Answered " + option.word() + ", as " + by + ".");
        List<OperationView.Step> steps = op.steps();
        if (op.ended()) {
            StepTree.end(op).forEach(terminal::say);
        } else if (op.question().isPresent()) {
            terminal.say("It asks again:");
            QuestionText.lines(op, op.question().get()).forEach(terminal::say);
        } else {
            StepTree.frozen(op.freeze()).forEach(terminal::say);
            terminal.say("It is " + op.state().replace('_', ' ') + ", at step " + Math.min(op.index() + 1, steps.size())
                    + " of " + steps.size() + ". Watch it: scripts/status " + operation + " --watch");
        }
        return ExitCode.DONE;
    }
}
