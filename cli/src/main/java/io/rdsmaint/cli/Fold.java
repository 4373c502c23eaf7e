package io.rdsmaint.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folds a line at words to a width, later lines under the first one's words. A command is never broken: it can be copied from a
 * line of its own, however long. Words longer than a line, such as ARNs, stay whole, too.
 */
final class Fold {
    /** A sign, a number or a letter in front of what a line says. */
    private static final Pattern MARK = Pattern.compile("^ *(?:[✔✘▶…‖○–?] +)?(?:\\d+[.)] +|\\d+/\\d+ +)?");

    private static final Pattern WHOLE =
            Pattern.compile(" *(?:aws|curl|export) .*|  +(?:\\./)?scripts/.*|.*TASK_TOKEN=.*");

    private static final String VALUE = "(?:'[^']*'|\"[^\"]*\"|[^\\s'\"|-]\\S*)";

    /** In a sentence: the call, options with a value or several pairs, and a file for the output; or a script and an operation. */
    private static final Pattern COMMAND = Pattern.compile(
            "aws [a-z0-9-]+ [a-z0-9-]+(?:"
                    + " --(?:apply-immediately|skip-[a-z-]+|no-[a-z-]+)(?=[ .,;)]|$)"
                    + "| --[a-z0-9-]+(?: " + VALUE + ")?(?: [A-Za-z]+=\\S+)*)*(?: /\\S+)?"
                    + "|(?:\\./)?scripts/[a-z]+ op-\\S+(?: (?:continue|rollback|abort|mark_complete)\\S*)?(?: --[a-z-]+(?: \"[^\"]*\")?)*");

    private final List<String> lines = new ArrayList<>();
    private final int width;
    private final String hang;
    private final StringBuilder line = new StringBuilder();

    private Fold(int width, int hang) {
        this.width = width;
        this.hang = " ".repeat(hang);
    }

    /** The lines of a line. */
    static List<String> lines(String text, int width) {
        if (length(text) <= width || WHOLE.matcher(text).matches()) {
            return List.of(text);
        }
        Matcher mark = MARK.matcher(text);
        int marked = mark.find() ? mark.end() : 0;
        boolean bare = text.substring(0, marked).isBlank();
        Fold fold = new Fold(width, Math.min(bare ? marked + 2 : marked, width / 2));
        fold.line.append(text, 0, marked);
        fold.all(text.substring(marked));
        return fold.lines;
    }

    private void all(String text) {
        Matcher command = COMMAND.matcher(text);
        int from = 0;
        while (command.find(from)) {
            int end = command.end();
            while (".,;)".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            words(text.substring(from, command.start()));
            alone(text.substring(command.start(), end));
            while (end < text.length() && ".,; ".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            from = end;
        }
        words(text.substring(from));
        end();
    }

    /** Spaces between words are kept where both are on a line. */
    private void words(String text) {
        Matcher word = Pattern.compile("( *)([^ ]+)").matcher(text);
        while (word.find()) {
            if (!line.toString().isBlank() && length(line) + length(word.group()) > width) {
                end();
            }
            if (line.isEmpty() && !lines.isEmpty()) {
                line.append(hang);
            }
            line.append(line.toString().isBlank() ? "" : word.group(1)).append(word.group(2));
        }
    }

    private void alone(String command) {
        end();
        lines.add(hang + command);
    }

    private void end() {
        if (!line.toString().isBlank()) {
            lines.add(line.toString());
        }
        line.setLength(0);
    }

    private static int length(CharSequence text) {
        return (int) text.codePoints().count();
    }
}
