package io.rdsmaint.engine;

/**
 * How much people may type. A document holds 400 KB and an event 256, and each carries several texts, some of them more than
 * once; so requests with longer texts are refused, and what comes with an answer, which would be lost if it were refused, is cut.
 */
public final class Typed {
    /** The longest text, in characters. */
    public static final int MOST = 2_000;

    /** What a step remembers of an answer's texts; the log has them whole. */
    static final int REMEMBERED = 100;

    /** The longest word that could be a choice. */
    static final int CHOICE = 200;

    private Typed() {}

    /** At most {@value #MOST} characters of a text; what was cut off is said at its end. */
    public static String cut(String text) {
        return cut(text, MOST);
    }

    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        String note = "… (cut, of " + text.length() + " characters)";
        int end = Math.max(0, most - note.length());
        boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, half ? end - 1 : end) + note;
    }
}
