package io.rdsmaint.notification;

import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Question;
import java.util.Locale;

/** How urgent a notification is; the words are those of PagerDuty. */
public enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /** The word receivers see. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Gates are expected, so they begin calmly; every time a question is asked again it gets louder. */
    static Severity of(Question question) {
        Severity severity = question.kind() == Question.Kind.GATE ? INFO : WARNING;
        for (int attempt = 1; attempt < question.attempt() && severity != CRITICAL; attempt++) {
            severity = severity.louder();
        }
        return severity;
    }

    private Severity louder() {
        return switch (this) {
            case INFO -> WARNING;
            case WARNING -> ERROR;
            case ERROR, CRITICAL -> CRITICAL;
        };
    }

    static Severity of(LogEntry.Type type) {
        return switch (type) {
            case OPERATION_STALLED -> ERROR;
            case OPERATION_ABORTED, OPERATION_ROLLED_BACK, ROLLBACK_STARTED -> WARNING;
            default -> INFO;
        };
    }
}
