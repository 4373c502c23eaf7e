package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An open question: how things stand, what happened, what was seen, what each answer leads to, and how to give it. */
public final class QuestionText {
    /** In front of the commands. */
    static final String COMMANDS = "  to look closer:";

    /** How long what was seen is told as what is; chosen. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** In a checkout; it has a section for each code. */
    private static final String RUNBOOK = "docs/runbook.md";

    private QuestionText() {}

    /** The open question in the function's answer to {@code status}, without how it is answered; nothing when none is open. */
    public static List<String> asked(JsonNode answer) {
        OperationView op = new OperationView(answer);
        return op.question().map(question -> asked(op, question)).orElse(List.of());
    }

    static List<String> lines(OperationView op, OperationView.Question question) {
        List<String> lines = new ArrayList<>(asked(op, question));
        lines.add("  answer with: scripts/respond " + op.id() + " ANSWER --comment \"…\"");
        return lines;
    }

    private static List<String> asked(OperationView op, OperationView.Question question) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (question.situation().isEmpty()) {
            lines.add("? " + question.reason());
        } else {
            lines.add("? " + asOf(op, question) + question.situation());
            lines.add("  why: " + question.reason());
        }
        if (!question.observed().isEmpty()) {
            lines.addAll(seen(question.observed()));
        }
        if (!question.note().isEmpty()) {
            lines.add("  asked again: " + question.note());
        }
        question.askedAt()
                .ifPresent(at -> lines.add("  " + question.id() + ", a " + question.kind() + ", asked "
                        + Times.ago(at, op.now())
                        + (question.attempt() > 1 ? " for the " + question.attempt() + ". time" : "")
                        + question.againAt()
                                .filter(_ -> !op.stalled())
                                .map(again -> ", asked again at " + Times.at(again, op.now()))
                                .orElse("")));
        lines.addAll(options(question));
        if (!question.commands().isEmpty()) {
            lines.add(COMMANDS);
            question.commands().forEach(command -> lines.add("    " + command));
        }
        lines.add("  what to do: " + RUNBOOK + (question.code().isEmpty() ? "" : "#" + question.code()));
        return lines;
    }

    /** How things stood some time ago says less of how they stand. */
    private static String asOf(OperationView op, OperationView.Question question) {
        return question.askedAt()
                .filter(at -> Duration.between(at, op.now()).compareTo(FRESH) > 0)
                .map(at -> "As it was " + Times.ago(at, op.now()) + ": ")
                .orElse("");
    }

    /** Several findings are a line each; whatever else would break a line is spelled out by the terminal. */
    private static List<String> seen(String observed) {
        List<String> parts = observed.lines().toList();
        return parts.size() == 1
                ? List.of("  seen: " + observed)
                : Stream.concat(Stream.of("  seen:"), parts.stream().map(part -> "    " + part))
                        .toList();
    }

    /** The answers that are taken, as they are typed, each with what it leads to. */
    private static List<String> options(OperationView.Question question) {
        return question.options().stream()
                .map(option -> "    " + option.word() + (option.destructive() ? " (destructive)" : "") + ": "
                        + option.consequence())
                .toList();
    }
}
