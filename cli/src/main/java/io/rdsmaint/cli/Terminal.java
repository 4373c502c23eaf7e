package io.rdsmaint.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Where a command speaks and listens.
 *
 * @param out what was asked for
 * @param err what went wrong, and questions to whoever sits there
 * @param keyboard empty when nobody sits there: then nothing is asked and nothing is drawn over
 * @param screen how lines are laid out
 * @param sleep lets time pass
 */
public record Terminal(
        PrintWriter out, PrintWriter err, Optional<BufferedReader> keyboard, Screen screen, Consumer<Duration> sleep) {

    /** The one that this process was started at, as the launchers found it. */
    public static Terminal standard(Map<String, String> environment) {
        Charset charset = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
        return new Terminal(
                new PrintWriter(System.out, false, charset),
                new PrintWriter(System.err, true, charset),
                environment.getOrDefault("RDS_MAINT_TERMINAL", "").equals("yes")
                        ? Optional.of(new BufferedReader(new InputStreamReader(System.in, charset)))
                        : Optional.empty(),
                Screen.of(environment, charset),
                time -> LockSupport.parkNanos(time.toNanos()));
    }

    boolean interactive() {
        return keyboard.isPresent();
    }

    /** Writes a line, folded where that is wanted. */
    public void say(String line) {
        screen.shown(line).forEach(out::println);
        out.flush();
    }

    /** For programs: unlike {@link #say}, with the same characters on every terminal. */
    void data(String json) {
        out.println(Visible.line(json));
        out.flush();
    }

    /** The same for what went wrong. */
    public void warn(String line) {
        screen.shown(line).forEach(err::println);
        err.flush();
    }

    /** Lets time pass. */
    public void pause(Duration time) {
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
        if (!asked(question + " [y/N]").orElse("").toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw new Failure(ExitCode.NOT_CONFIRMED, "Not confirmed. Nothing was changed.", "");
        }
    }

    /** What somebody types when asked; empty when nobody does any more. */
    public Optional<String> asked(String question) {
        err.print(String.join(System.lineSeparator(), screen.shown(question)) + " ");
        err.flush();
        try {
            return Optional.ofNullable(keyboard.orElseThrow().readLine()).map(String::strip);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Draws lines over the last ones. */
    void redraw(int before, List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (before > 0) {
            text.append("\u001b[").append(before).append('A');
        }
        for (String line : lines) {
            text.append("\r\u001b[K")
                    .append(screen.painted(cut(Visible.line(line), screen.width())))
                    .append('\n');
        }
        text.append("\u001b[J");
        out.print(text);
        out.flush();
    }

    static String cut(String line, int most) {
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, Math.max(0, most - 1))) + "…";
    }
}
