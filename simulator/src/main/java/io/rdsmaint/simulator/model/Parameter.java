package io.rdsmaint.simulator.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One parameter of a family.
 *
 * @param name as in the group
 * @param initial value or formula of the default group; empty when the engine's own default holds
 * @param dynamic true when a change takes effect without a restart
 * @param dataType {@code integer}, {@code boolean}, {@code string}, {@code float} or {@code list}
 * @param ofClusters true when it can be set in cluster parameter groups only
 * @param modifiable false when users cannot set it
 * @param allowed values and ranges by commas, as {@code AllowedValues} has them; empty when any text is taken
 * @param minimumVersion earliest engine version of the family that knows it; empty for all
 */
public record Parameter(
        String name,
        Optional<String> initial,
        boolean dynamic,
        String dataType,
        boolean ofClusters,
        boolean modifiable,
        String allowed,
        String minimumVersion) {

    private static final String NUMBER = "-?\\d+(?:\\.\\d+)?";
    private static final Pattern RANGE = Pattern.compile("(" + NUMBER + ")-(" + NUMBER + ")");
    private static final Pattern FORMULA =
            Pattern.compile("[A-Z]*\\(?\\{.*(DBInstanceClassMemory|DBInstanceVCPU|AllocatedStorage|EndPointPort).*}.*");

    /** A parameter that is in no catalogue: somebody set it, and the engine takes any text. */
    static Parameter unheardOf(String name) {
        return new Parameter(name, Optional.empty(), true, "string", false, true, "", "");
    }

    /** True when the group takes the value: a listed one, one in a range, or for numbers a formula. */
    public boolean takes(String value) {
        return switch (dataType) {
            case "integer", "float" -> FORMULA.matcher(value).matches() || (number(value) && listed(value));
            case "list" -> Arrays.stream(value.split(",", -1)).allMatch(this::listed);
            default -> listed(value);
        };
    }

    private boolean listed(String value) {
        return allowed.isEmpty() || Arrays.stream(allowed.split(",", -1)).anyMatch(each -> matches(each, value));
    }

    private static boolean matches(String each, String value) {
        Matcher range = RANGE.matcher(each);
        if (range.matches() && number(value)) {
            double number = Double.parseDouble(value);
            return number >= Double.parseDouble(range.group(1)) && number <= Double.parseDouble(range.group(2));
        }
        return each.equals(value);
    }

    private static boolean number(String value) {
        return value.matches(NUMBER);
    }
}
