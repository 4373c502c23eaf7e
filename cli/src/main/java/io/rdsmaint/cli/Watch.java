package io.rdsmaint.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows an operation to its end. On a terminal the tree is drawn anew; elsewhere each change is a line. Without a terminal an
 * open question ends it, since nobody there could answer, unless it is to stay.
 */
final class Watch {
    /** Looks that may fail in a row before watching is given up. */
    private static final int PATIENCE = 20;

    private final Operations operations;
    private final Terminal terminal;
    private final Duration interval;
    private final boolean stay;
    private final View view;

    /** How what is seen is shown. */
    enum View {
        TEXT,
        JSON
    }

    Watch(Operations operations, Terminal terminal, Duration interval, boolean stay, View view) {
        this.operations = operations;
        this.terminal = terminal;
        this.interval = interval;
        this.stay = stay;
        this.view = view;
    }

    /** Watches; answers how the operation ended. */
    ExitCode follow(String operationId) {
        Changes changes = new Changes();
        int drawn = 0;
        int failures = 0;
        boolean redraws = terminal.interactive() && view == View.TEXT;
        while (true) {
            try {
                OperationView op = operations.one(operationId);
                failures = 0;
                if (redraws) {
                    List<String> lines = new ArrayList<>(StepTree.lines(op));
                    if (!op.ended()) {
                        lines.add("");
                        lines.add("Ctrl-C ends the watching, not the operation.");
                    }
                    List<String> fitting = StepTree.fitting(
                            lines, terminal.screen(), terminal.screen().height() - 1);
                    terminal.redraw(drawn, fitting);
                    drawn = fitting.size();
                } else {
                    show(changes, op);
                }
                if (op.ended()) {
                    return op.outcome();
                }
                if (op.question().isPresent() && !terminal.interactive() && !stay) {
                    return ExitCode.NEEDS_ANSWER;
                }
            } catch (Failure e) {
                failures++;
                if (e.code() != ExitCode.NO_CONNECTION || failures >= PATIENCE) {
                    throw e;
                }
                if (failures == 1) {
                    terminal.warn(e.what() + " Looking again. The operation goes on without being watched.");
                    drawn = 0;
                }
            }
            terminal.pause(interval);
        }
    }

    private void show(Changes changes, OperationView op) {
        List<String> lines = changes.since(op);
        if (view == View.JSON) {
            if (!lines.isEmpty()) {
                terminal.data(op.answer().path("overview").toString());
            }
        } else {
            lines.forEach(terminal::say);
        }
    }
}
