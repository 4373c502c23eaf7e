package io.rdsmaint.notification;

import java.text.Normalizer;
import java.util.function.IntFunction;

/** Cuts and cleans texts; never in the middle of a character. */
public final class Excerpt {
    private static final String CUT = "…";

    private Excerpt() {}

    /** At most this many UTF-16 units of a text, the last one an ellipsis where something was cut. */
    public static String of(String text, int most) {
        return text.length() <= most ? text : head(text, most, Character::toString);
    }

    /**
     * A text as Slack wants it, with {@code &}, {@code <} and {@code >} as entities, at most this long <em>after</em>
     * that.
     */
    static String mrkdwn(String text, int most) {
        String whole = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return whole.length() <= most ? whole : head(text, most, Excerpt::entity);
    }

    /**
     * A text for headings and subject lines, where nothing can be escaped: printable ASCII on one line, without
     * quotes, backslashes and angle brackets.
     */
    static String plain(String text, int most) {
        String ascii = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replace('"', '\'')
                .replace('\\', '/')
                .replace('<', '(')
                .replace('>', ')')
                .replace("&", "and")
                .replaceAll("\\p{M}", "")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .replaceAll("[^ -~]", "?")
                .strip();
        return ascii.length() <= most ? ascii : ascii.substring(0, most - 3) + "...";
    }

    private static String head(String text, int most, IntFunction<String> written) {
        StringBuilder head = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            String next = written.apply(point);
            if (head.length() + next.length() > most - CUT.length()) {
                return head.append(CUT).toString();
            }
            head.append(next);
            at += Character.charCount(point);
        }
        return head.toString();
    }

    private static String entity(int point) {
        return switch (point) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(point);
        };
    }
}
