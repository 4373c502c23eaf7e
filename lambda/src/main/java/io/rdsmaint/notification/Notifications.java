package io.rdsmaint.notification;

import io.rdsmaint.engine.Answer;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Question;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words the notifications: of a question, of an event of an operation's life, of a start that failed. */
public final class Notifications {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Notifications() {}

    /** Puts the open question, for the first time or again. */
    public static Notification of(Operation op, Question question, Runbook runbook) {
        Severity severity = Severity.of(question);
        String deadline = "Answer by " + MINUTE.format(deadline(question))
                + "; after that it is asked again, louder. No answer is ever assumed.";
        List<Part> parts = new ArrayList<>();
        if (!question.situation().isEmpty()) {
            parts.add(new Part.Said("Now", question.situation()));
        }
        parts.add(new Part.Said("Why", reason(question)));
        if (!question.observed().isBlank()) {
            parts.add(new Part.Said("Seen", question.observed()));
        }
        for (Question.Option option : question.options()) {
            String words = option.action().word() + (option.choice() == null ? "" : "/" + option.choice());
            parts.add(new Part.Answer(
                    words,
                    option.consequence(),
                    option.destructive(),
                    Commands.respond(op, option),
                    Commands.answering(op, question, option)));
        }
        parts.add(new Part.Said("Deadline", deadline));
        Runbook.Section section = runbook.section(question.code());
        parts.add(new Part.Guide(section));
        question.commands().forEach(command -> parts.add(new Part.Look(command)));
        String attempt = question.attempt() == 1 ? "" : ", asked " + question.attempt() + " times";
        String title = head(severity, op) + " asks: " + place(op) + attempt;
        return new Notification(
                severity,
                question.id(),
                title,
                deadline,
                parts,
                about(op),
                check(op),
                Links.of(op.owner().executionArn(), section));
    }

    /** Tells of an event of the operation's life. */
    public static Notification of(Operation op, LogEntry event, Runbook runbook) {
        Severity severity = Severity.of(event.type());
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Said("What", event.message()));
        if (event.cause() != null && !event.cause().isBlank()) {
            parts.add(new Part.Said("Cause", event.cause()));
        }
        parts.add(new Part.Said("By", event.actor()));
        Optional<Runbook.Section> section = guide(event).map(runbook::section);
        section.map(Part.Guide::new).ifPresent(parts::add);
        String title = head(severity, op) + ": " + headline(event);
        return new Notification(
                severity,
                dedupKey(op, event),
                title,
                null,
                parts,
                about(op),
                check(op),
                section.map(s -> Links.of(op.owner().executionArn(), s))
                        .orElseGet(() -> Links.of(op.owner().executionArn())));
    }

    /** The runbook's section about an event; empty where there is nothing to be done. */
    private static Optional<String> guide(LogEntry event) {
        return switch (event.type()) {
            case OPERATION_STALLED -> Optional.of(Runbook.STALLED);
            case OPERATION_ABORTED, OPERATION_ROLLED_BACK -> Optional.of(Runbook.ENDS);
            default -> Optional.empty();
        };
    }

    /** Tells that an execution ends without ever having had an operation. */
    public static Notification of(NextAction.Fail fail, Runbook runbook) {
        Severity severity = Severity.ERROR;
        Runbook.Section section = runbook.section(Runbook.ENDS);
        return new Notification(
                severity,
                fail.code().word(),
                "[" + severity.word() + "] nothing was started: " + fail.code().word(),
                null,
                List.of(new Part.Said("Why", fail.cause()), new Part.Guide(section)),
                "No operation was made.",
                "Mend the cause and start again.",
                section.link().stream().toList());
    }

    /** Why it is asked, how often it was, and what was wrong with the last answer. */
    public static String reason(Question question) {
        String again = question.attempt() > 1 ? "Asked " + question.attempt() + " times. " : "";
        return again + question.reason() + (question.note() == null ? "" : " (Last answer: " + question.note() + ".)");
    }

    /**
     * An answer closes its question's alert, and so does the operation's end, in case the answer's event was not
     * delivered; a take-over closes the alert of a stalled operation.
     */
    private static String dedupKey(Operation op, LogEntry event) {
        return switch (event.type()) {
            case INTERVENTION_ANSWERED -> event.data().path("question_id").asText(op.id());
            case OPERATION_STALLED, OPERATION_TAKEN_OVER, OPERATION_HANDED_OVER -> op.id() + "-stalled";
            default -> {
                Answer last = op.lastAnswer();
                yield event.type().ends() && last != null ? last.questionId() : op.id();
            }
        };
    }

    private static Instant deadline(Question question) {
        return question.askedAt().plusSeconds(question.deadlineSeconds());
    }

    private static String head(Severity severity, Operation op) {
        return "[" + severity.word() + "] " + op.target().name();
    }

    private static String place(Operation op) {
        return op.current()
                .map(step -> step.name() + " (step " + (op.index() + 1) + " of "
                        + op.steps().size() + ")")
                .orElse("at the end");
    }

    private static String headline(LogEntry event) {
        return switch (event.type()) {
            case STEP_COMPLETED, STEP_HELD -> event.message();
            default -> event.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static String about(Operation op) {
        return "Operation " + op.id() + ", " + op.type() + " of " + op.target().name() + " in "
                + op.target().region() + ".";
    }

    private static String check(Operation op) {
        return "Whoever may publish on the bus can send such a message: check it with scripts/status " + op.id()
                + " before you paste a command.";
    }
}
