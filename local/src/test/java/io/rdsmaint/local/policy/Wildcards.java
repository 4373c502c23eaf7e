package io.rdsmaint.local.policy;

import java.util.regex.Pattern;

/** Patterns in policies: {@code *} stands for any characters, {@code ?} for one. */
final class Wildcards {
    private Wildcards() {}

    static boolean match(String pattern, String text) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.matches(regex, text);
    }
}
