package io.rdsmaint.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours of a line by the sign it begins with; they say nothing that the words don't. */
final class Colours {
    private static final Pattern SIGN = Pattern.compile("^( *)([✔✘▶…‖○–?])(?= )");
    private static final Pattern LOUD = Pattern.compile("^(FROZEN|NOBODY RUNS IT|Refused|Would be refused)\\b");
    private static final Pattern HEAD = Pattern.compile("^(ACTIVE|ENDED) .*");
    private static final Pattern DANGER = Pattern.compile("\\(destructive\\)");

    private static final String END = "\u001b[0m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[1;33m";
    private static final String CYAN = "\u001b[36m";
    private static final String BOLD = "\u001b[1m";

    private Colours() {}

    static String of(String line) {
        if (HEAD.matcher(line).matches()) {
            return BOLD + line + END;
        }
        String danger = DANGER.matcher(line).replaceAll(RED + "$0" + END);
        String loud = LOUD.matcher(danger).replaceFirst(YELLOW + "$0" + END);
        Matcher sign = SIGN.matcher(loud);
        return sign.find()
                ? sign.group(1) + colour(sign.group(2)) + sign.group(2) + END + loud.substring(sign.end())
                : loud;
    }

    private static String colour(String sign) {
        return switch (sign) {
            case Symbol.DONE -> GREEN;
            case Symbol.FAILED -> RED;
            case Symbol.ASKING, Symbol.HELD -> YELLOW;
            case Symbol.NOW, Symbol.WAITING -> CYAN;
            default -> "\u001b[2m";
        };
    }
}
