package io.rdsmaint.gateway.rds;

import java.util.Map;
import java.util.regex.Pattern;

/** What RDS takes as tags: AWS's service model, {@code Tag}, and <i>Tagging Amazon RDS resources</i> in its guide. */
public final class TagLimits {
    /** The most tags of a resource, beside those that AWS sets itself. */
    public static final int MOST = 50;

    /** The longest value. */
    public static final int LONGEST_VALUE = 256;

    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private TagLimits() {}

    /** How many of some tags count towards the limit. */
    public static long counted(Map<String, String> tags) {
        return tags.keySet().stream().filter(key -> !key.startsWith("aws:")).count();
    }

    /** True for a value that AWS takes. */
    public static boolean takes(String value) {
        return value.length() <= LONGEST_VALUE
                && !value.startsWith("aws:")
                && !value.startsWith("rds:")
                && ALLOWED.matcher(value).matches();
    }
}
