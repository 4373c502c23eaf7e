package io.rdsmaint.local.stepfunctions;

import io.rdsmaint.local.endpoint.ServiceException;
import java.util.regex.Pattern;

/** What machines and executions may be called, and what their ARNs must look like. */
final class Names {
    private static final int LONGEST = 80;
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\x00-\\x1f\\x7f-\\x9f]");

    private Names() {}

    static void requireName(String name) {
        if (name.isEmpty() || name.length() > LONGEST || FORBIDDEN.matcher(name).find()) {
            throw new ServiceException("InvalidName", "Invalid Name: '" + name + "'");
        }
    }

    static void requireArn(String arn) {
        if (!arn.startsWith("arn:")) {
            throw new ServiceException("InvalidArn", "Invalid Arn: 'Invalid ARN prefix: " + arn + "'");
        }
    }
}
