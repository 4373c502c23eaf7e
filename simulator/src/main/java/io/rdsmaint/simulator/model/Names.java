package io.rdsmaint.simulator.model;

import java.util.random.RandomGenerator;

/** Makes the identifiers that AWS would make up, from the scenario's seed. */
public final class Names {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";

    private final RandomGenerator random;

    Names(RandomGenerator random) {
        this.random = random;
    }

    /** A resource id such as {@code db-ABC…} that is never given twice. */
    public String resourceId(String prefix) {
        return prefix + "-" + draw(LETTERS, 26);
    }

    /** Six letters and digits, as AWS appends them to the names of green resources. */
    public String suffix() {
        return draw(LOWER, 6);
    }

    /** The identifier of a blue/green deployment. */
    public String deploymentId() {
        return "bgd-" + draw(LOWER, 16);
    }

    /** A random UUID's text. */
    public String uuid() {
        return String.join("-", draw(HEX, 8), draw(HEX, 4), "4" + draw(HEX, 3), "a" + draw(HEX, 3), draw(HEX, 12));
    }

    private String draw(String alphabet, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
