package io.rdsmaint.simulator;

import io.rdsmaint.simulator.model.World;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which account an access key belongs to: that of an assumed role, else the ready-made one. */
final class Accounts {

    private static final Pattern ASSUMED = Pattern.compile("ASIA(\\d{12})[A-Z0-9]*");

    private Accounts() {}

    static String of(String accessKey) {
        Matcher key = ASSUMED.matcher(accessKey);
        return key.matches() ? key.group(1) : World.ACCOUNT;
    }
}
