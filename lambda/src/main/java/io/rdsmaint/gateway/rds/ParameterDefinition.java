package io.rdsmaint.gateway.rds;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as a group lists it, with or without a value.
 *
 * @param value in force for the group, or null when it has none
 * @param source {@code user} when set in the group; else {@code system} or {@code engine-default}
 * @param dataType {@code string}, {@code integer}, {@code float}, {@code boolean}, {@code list}, …
 * @param allowedValues a range such as {@code 1-100} or a list such as {@code 0,1}; empty when AWS names none
 * @param dynamic false when a change needs a restart
 * @param minimumVersion the first engine version that has it; empty when AWS names none
 */
public record ParameterDefinition(
        String name,
        @Nullable String value,
        String source,
        String dataType,
        String allowedValues,
        boolean modifiable,
        boolean dynamic,
        String minimumVersion,
        Set<String> engineModes) {

    public ParameterDefinition {
        engineModes = Set.copyOf(engineModes);
    }

    /** True when somebody set it in the group. */
    public boolean userSet() {
        return source.equals("user") && value != null;
    }
}
