package io.rdsmaint.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * How lines are laid out where they are read. A pipe and a file get each line as it is, so that programs find it whole.
 *
 * @param width columns of a line
 * @param height lines that can be drawn over
 * @param unicode whether symbols beyond ASCII can be shown
 * @param folds whether long lines are folded at words
 * @param colour whether signs are coloured
 */
public record Screen(int width, int height, boolean unicode, boolean folds, boolean colour) {
    /** A pipe, or a file. */
    public static final Screen PIPE = new Screen(200, 60, true, false, false);

    private static final int USUAL_WIDTH = 80;

    /** What the launchers found out about standard output; asking Java would cost a good part of the start. */
    public static Screen of(Map<String, String> environment, Charset charset) {
        boolean terminal = environment.getOrDefault("RDS_MAINT_SCREEN", "").equals("yes");
        boolean colour = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Screen(
                size(environment, "COLUMNS", terminal ? USUAL_WIDTH : PIPE.width),
                size(environment, "LINES", PIPE.height),
                charset.equals(StandardCharsets.UTF_8),
                terminal,
                colour);
    }

    private static int size(Map<String, String> environment, String name, int otherwise) {
        String given = environment.getOrDefault(name, "");
        return given.matches("\\d{2,4}") ? Integer.parseInt(given) : otherwise;
    }

    /** A line as it is written here: one or several, with nothing in them that a terminal would obey but our own colours. */
    List<String> shown(String line) {
        return folded(line).stream().map(this::painted).toList();
    }

    /** The same without colours. */
    List<String> folded(String line) {
        String visible = Visible.line(line);
        return folds ? Fold.lines(visible, width) : List.of(visible);
    }

    /** A line with its colours; nothing in it may be obeyed yet. */
    String painted(String visible) {
        String painted = colour ? Colours.of(visible) : visible;
        return unicode ? painted : Symbol.ascii(painted);
    }
}
