package io.rdsmaint.infra;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Says what is wrong with options, before anything is built: {@code scripts/deploy} runs this file from its source. So neither it nor
 * what reads options may need anything but the JDK; a test holds that.
 */
public final class CheckOptions {
    private CheckOptions() {}

    /** Each argument is {@code option=value}. Ends with status 2 and a line for each problem. */
    public static void main(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            given.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        try {
            Options.from(key -> Optional.ofNullable(given.get(key)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
