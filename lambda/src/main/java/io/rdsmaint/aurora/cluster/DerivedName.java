package io.rdsmaint.aurora.cluster;

import java.util.Locale;

/**
 * Names of what an operation creates: the same for the same operation, made of letters, digits and single hyphens, and
 * within a length.
 */
public final class DerivedName {
    /** Characters of the operation's id that tell its resources from others; chosen. */
    private static final int MARK_LENGTH = 8;

    private DerivedName() {}

    /**
     * A name that begins with what it stands for and ends with the operation's mark.
     *
     * @param start shortened as far as needed; must begin with a letter
     * @param middle between hyphens
     * @param longest the most characters AWS takes
     */
    public static String of(String start, String middle, String operationId, int longest) {
        String end = "-" + plain(middle) + "-" + mark(operationId, MARK_LENGTH);
        String beginning = plain(start);
        int room = Math.min(longest - end.length(), beginning.length());
        return beginning.substring(0, room).replaceAll("-+$", "") + end;
    }

    /** The last letters and digits of an operation's id. */
    public static String mark(String operationId, int length) {
        String letters = operationId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return letters.substring(Math.max(0, letters.length() - length));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
