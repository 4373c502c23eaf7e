package io.rdsmaint.operations.rolling;

import java.util.Locale;

/** The name of an operation's temporary instance: the same for the same operation, and within RDS's 63 characters. */
final class TemporaryName {
    private static final int LONGEST = 63;
    private static final int MARK_LENGTH = 8;
    private static final String MIDDLE = "-maint-";

    private TemporaryName() {}

    /** The name. */
    static String of(String clusterId, String operationId) {
        String letters = operationId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String mark = letters.substring(Math.max(0, letters.length() - MARK_LENGTH));
        int room = LONGEST - MIDDLE.length() - mark.length();
        String start = clusterId.substring(0, Math.min(room, clusterId.length()));
        return start.replaceAll("-+$", "") + MIDDLE + mark;
    }
}
