package io.rdsmaint.telemetry;

import io.rdsmaint.notification.Excerpt;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts as they may stand in a log. No text that is logged should hold a secret; but what people write, and what AWS says
 * of a failed call, is nobody's to promise. So whatever looks like one is masked; better a word too many than one too few.
 */
final class Masked {
    private static final int MOST = 1_000;
    private static final String NAMES =
            "(?:secret|token|api[_-]?key|access[_-]?key|credentials?|signature|authorization" + "|external[_-]?id)\\w*";
    private static final String VALUE = "[^\\s\"'\\\\,;&}\\])\\[]+";

    /** In each, the first group is what precedes the secret and stays. */
    private static final List<Pattern> SECRETS = List.of(
            // a name and its value: password, in whatever notation; others where it can't be the end of a clause
            Pattern.compile("(?i)(passw(?:or)?d\\w*[\"'\\\\]*\\s*[:=]\\s*[\"'\\\\]*)" + VALUE),
            Pattern.compile("(?i)(" + NAMES
                    + "(?:[\"'\\\\]*\\s*=|[\"'\\\\]+\\s*:)\\s*[\"'\\\\]*(?:(?:bearer|basic)\\s+)?)" + VALUE),
            Pattern.compile("(?i)(" + NAMES + "\\s*:\\s*(?:(?:bearer|basic)\\s+)?)(?=[^\\s\"',;]*[\\d+/=_-])" + VALUE),
            Pattern.compile("(?i)(\\b(?:bearer|basic)\\s+)[\\w.+/=~-]{8,}"),
            // the user's part of a URL
            Pattern.compile("(://)[^\\s@\"']+(?=@)"),
            // access key ids, and the keys themselves: 40 characters of all kinds
            Pattern.compile("()\\b(?:AKIA|ASIA)[A-Z0-9]{12,}\\b"),
            Pattern.compile("()(?<![\\w/+=.:-])(?=[\\w/+]*[a-z])(?=[\\w/+]*[A-Z])(?=[\\w/+]*\\d)[A-Za-z0-9/+]{40}"
                    + "(?![\\w/+=])"),
            // tokens of Slack, JSON web tokens
            Pattern.compile("()\\bxox[a-z]-[\\w-]+"),
            Pattern.compile("()\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*"),
            // task tokens and whatever else is that long
            Pattern.compile("()[A-Za-z0-9+/=_-]{100,}"));

    private Masked() {}

    /** The text, without what looks like a secret, of a length that a log line bears. */
    static String of(String text) {
        String masked = text;
        for (Pattern secret : SECRETS) {
            masked = secret.matcher(masked).replaceAll("$1[masked]");
        }
        return Excerpt.of(masked, MOST);
    }
}
