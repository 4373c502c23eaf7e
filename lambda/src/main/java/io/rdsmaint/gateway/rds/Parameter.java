package io.rdsmaint.gateway.rds;

/**
 * A parameter with a value.
 *
 * @param value a literal or a formula such as {@code {DBInstanceClassMemory/12038}}
 * @param source {@code user} when set in the group; else the engine's or the system's default
 * @param applyType {@code static} (needs a restart) or {@code dynamic}
 */
public record Parameter(String name, String value, String source, String applyType) {

    /** True when somebody set it in the group. */
    public boolean userSet() {
        return source.equals("user");
    }

    /** True when the value follows the instance's size. */
    public boolean formula() {
        return value.contains("DBInstance") || value.contains("AllocatedStorage");
    }
}
