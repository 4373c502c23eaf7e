package io.rdsmaint.cli;

/** The signs in front of steps, and what stands for them where only ASCII can be shown. */
final class Symbol {
    static final String DONE = "✔";
    static final String FAILED = "✘";
    static final String SKIPPED = "–";
    static final String NOW = "▶";
    static final String WAITING = "…";
    static final String LATER = "○";
    static final String ASKING = "?";
    static final String HELD = "‖";

    private Symbol() {}

    /** The sign of a step's state. */
    static String of(String stepState) {
        return switch (stepState) {
            case "completed" -> DONE;
            case "failed" -> FAILED;
            case "skipped" -> SKIPPED;
            case "in_progress" -> NOW;
            case "waiting" -> WAITING;
            default -> LATER;
        };
    }

    static String ascii(String text) {
        return text.replace(DONE, "+")
                .replace(FAILED, "x")
                .replace(SKIPPED, "-")
                .replace(NOW, ">")
                .replace(WAITING, "~")
                .replace(LATER, ".")
                .replace(HELD, "=")
                .replace("→", "->")
                .replace("·", "|")
                .replaceAll("[^\\x00-\\x7e]", "?");
    }
}
