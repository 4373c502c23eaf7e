package io.rdsmaint.cli;

/**
 * Text of others as a terminal may be given it. A terminal obeys control characters: a reason, a name or a wait condition with an
 * escape sequence could move its cursor, draw over lines or hide what follows. They are written as JSON writes them, so that a
 * line of JSON stays one with the same meaning.
 */
final class Visible {
    private Visible() {}

    /** A line in which every character that a terminal would obey is spelled out, line breaks too. */
    static String line(String text) {
        StringBuilder spelled = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isObeyed(c)) {
                spelled.append("\\u%04x".formatted((int) c));
            } else {
                spelled.append(c);
            }
        }
        return spelled.toString();
    }

    /** C0, DEL and C1; line and paragraph separators; what turns the direction of writing around. */
    private static boolean isObeyed(char c) {
        return Character.isISOControl(c)
                || c == '\u200e'
                || c == '\u200f'
                || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
