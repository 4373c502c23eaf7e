package io.rdsmaint.aurora.rolling;

import java.util.Locale;
import java.util.regex.Pattern;

/** The name of an operation's temporary instance: the same for the same operation, and within RDS's 63 characters. */
public final class TemporaryName {
    private static final int LONGEST = 63;

    /** Characters of the operation's id that tell its instance from others; chosen. */
    private static final int MARK_LENGTH = 8;

    private static final String MIDDLE = "-maint-";
    private static final Pattern DERIVED = Pattern.compile("[a-z0-9-]*" + MIDDLE + "[a-z0-9]{1,8}");

    private TemporaryName() {}

    /** True of a name of this form: what is called otherwise was made by nobody here, whatever tag it carries. */
    public static boolean derived(String instanceId) {
        return DERIVED.matcher(instanceId).matches();
    }

    /** The name. */
    static String of(String clusterId, String operationId) {
        String letters = operationId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String mark = letters.substring(Math.max(0, letters.length() - MARK_LENGTH));
        int room = LONGEST - MIDDLE.length() - mark.length();
        String start = clusterId.substring(0, Math.min(room, clusterId.length()));
        return start.replaceAll("-+$", "") + MIDDLE + mark;
    }
}
