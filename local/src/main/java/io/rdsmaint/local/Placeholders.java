package io.rdsmaint.local;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code ${Name}} that a checked-in definition has where a deployment has ARNs and names. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)\\}");

    private Placeholders() {}

    /** The text with all of them filled; unknown ones are an error that names them. */
    static String fill(String text, Map<String, String> values) {
        List<String> unknown = PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !values.containsKey(name))
                .distinct()
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The definition has placeholders that have no value here: " + unknown
                    + ". Known: " + values.keySet().stream().sorted().toList());
        }
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match, values)));
    }

    private static String value(MatchResult match, Map<String, String> values) {
        return values.getOrDefault(match.group(1), "");
    }
}
