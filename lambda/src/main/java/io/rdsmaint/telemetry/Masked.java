package io.rdsmaint.telemetry;

import io.rdsmaint.notification.Excerpt;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Texts as they may stand in a log. No text that is logged should hold a secret; but what people write, and what AWS says
 * of a failed call, is nobody's to promise. So whatever looks like one is masked; better a word too many than one too few.
 */
final class Masked {
    /** Characters: a message with its cause, not a whole document; chosen. */
    private static final int MOST = 1_000;

    private static final String NAMES =
            "(?:secret|token|api[_-]?key|access[_-]?key|credentials?|signature|authorization" + "|external[_-]?id)\\w*";
    private static final String VALUE = "[^\\s\"'\\\\,;&}\\])\\[]+";

    /**
     * What a secret looks like.
     *
     * @param signs without any of which, in lower case, a text holds none: most texts are spared the search; empty where only the
     *     length tells
     * @param least characters that it has
     * @param form the first group is what precedes the secret and stays
     */
    private record Secret(List<String> signs, int least, Pattern form) {
        Secret(List<String> signs, Pattern form) {
            this(signs, 0, form);
        }

        boolean mayBeIn(String lower) {
            return lower.length() >= least && (signs.isEmpty() || signs.stream().anyMatch(lower::contains));
        }
    }

    private static final List<String> NAMED =
            List.of("secret", "token", "api", "access", "credential", "signature", "authorization", "external");

    private static final List<Secret> SECRETS = List.of(
            // a name and its value: password, in whatever notation; others where it can't be the end of a clause
            new Secret(
                    List.of("passw"),
                    Pattern.compile("(?i)(passw(?:or)?d\\w*[\"'\\\\]*\\s*[:=]\\s*[\"'\\\\]*)" + VALUE)),
            new Secret(
                    NAMED,
                    Pattern.compile("(?i)(" + NAMES
                            + "(?:[\"'\\\\]*\\s*=|[\"'\\\\]+\\s*:)\\s*[\"'\\\\]*(?:(?:bearer|basic)\\s+)?)" + VALUE)),
            new Secret(
                    NAMED,
                    Pattern.compile(
                            "(?i)(" + NAMES + "\\s*:\\s*(?:(?:bearer|basic)\\s+)?)(?=[^\\s\"',;]*[\\d+/=_-])" + VALUE)),
            new Secret(List.of("bearer", "basic"), Pattern.compile("(?i)(\\b(?:bearer|basic)\\s+)[\\w.+/=~-]{8,}")),
            // the user's part of a URL
            new Secret(List.of("://"), Pattern.compile("(://)[^\\s@\"']+(?=@)")),
            // access key ids
            new Secret(List.of("akia", "asia"), Pattern.compile("()\\b(?:AKIA|ASIA)[A-Z0-9]{12,}\\b")),
            // the keys themselves: 40 characters of all kinds
            new Secret(
                    List.of(),
                    40,
                    Pattern.compile(
                            "()(?<![\\w/+=.:-])(?=[\\w/+]*[a-z])(?=[\\w/+]*[A-Z])(?=[\\w/+]*\\d)[A-Za-z0-9/+]{40}"
                                    + "(?![\\w/+=])")),
            // tokens of Slack, JSON web tokens
            new Secret(List.of("xox"), Pattern.compile("()\\bxox[a-z]-[\\w-]+")),
            new Secret(List.of("eyj"), Pattern.compile("()\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*")),
            // task tokens and whatever else is that long
            new Secret(List.of(), 100, Pattern.compile("()[A-Za-z0-9+/=_-]{100,}")));

    private Masked() {}

    /** The text, without what looks like a secret, of a length that a log line bears. */
    static String of(String text) {
        String masked = text;
        String lower = text.toLowerCase(Locale.ROOT);
        for (Secret secret : SECRETS) {
            if (secret.mayBeIn(lower)) {
                masked = secret.form().matcher(masked).replaceAll("$1[masked]");
            }
        }
        return Excerpt.of(masked, MOST);
    }
}
