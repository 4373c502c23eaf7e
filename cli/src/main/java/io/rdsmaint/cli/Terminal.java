package io.rdsmaint.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a command speaks and listens.
 *
 * @param out what was asked for
 * @param err what went wrong, and questions to whoever sits there
 * @param keyboard empty when nobody sits there: then nothing is asked and nothing is drawn over
 * @param width columns of a line
 * @param height lines that can be drawn over
 * @param unicode whether symbols beyond ASCII can be shown
 * @param sleep lets time pass
 */
record Terminal(
        PrintWriter out,
        PrintWriter err,
        Optional<BufferedReader> keyboard,
        int width,
        int height,
        boolean unicode,
        Consumer<Duration> sleep) {

    boolean interactive() {
        return keyboard.isPresent();
    }

    void say(String line) {
        out.println(shown(line));
        out.flush();
    }

    /** For programs: unlike {@link #say}, with the same characters on every terminal. */
    void data(String json) {
        out.println(Visible.line(json));
        out.flush();
    }

    void warn(String line) {
        err.println(shown(line));
        err.flush();
    }

    void pause(Duration time) {
        sleep.accept(time);
    }

    /**
     * Asks for a yes.
     *
     * @param yes given beforehand, by an option
     * @throws Failure when it is not given
     */
    void confirm(String question, boolean yes) {
        if (yes) {
            return;
        }
        if (keyboard.isEmpty()) {
            throw new Failure(
                    ExitCode.NOT_CONFIRMED,
                    question + " Nobody is there to confirm it.",
                    "Add --yes if that is right.");
        }
        err.print(shown(question) + " [y/N] ");
        err.flush();
        if (!line().strip().toLowerCase(java.util.Locale.ROOT).matches("y|yes")) {
            throw new Failure(ExitCode.NOT_CONFIRMED, "Not confirmed. Nothing was changed.", "");
        }
    }

    private String line() {
        try {
            return Optional.ofNullable(keyboard.orElseThrow().readLine()).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** Draws lines over the last ones. */
    void redraw(int before, java.util.List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (before > 0) {
            text.append("\u001b[").append(before).append('A');
        }
        for (String line : lines) {
            text.append("\r\u001b[K").append(cut(shown(line), width)).append('\n');
        }
        text.append("\u001b[J");
        out.print(text);
        out.flush();
    }

    /** The line as this terminal can show it, with nothing in it that it would obey. */
    String shown(String line) {
        String visible = Visible.line(line);
        return unicode ? visible : Symbol.ascii(visible);
    }

    static String cut(String line, int most) {
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, Math.max(0, most - 1))) + "…";
    }
}
