package io.rdsmaint.simulator.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A parameter group of a cluster or of instances, with the values that differ from the family's. */
public final class ParameterGroup {

    private final String name;
    private final String family;
    private final boolean ofClusters;
    private final String description;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> immediate = new LinkedHashSet<>();
    private final Map<String, String> tags = new LinkedHashMap<>();

    public ParameterGroup(String name, String family, boolean ofClusters) {
        this(name, family, ofClusters, name + " for " + family);
    }

    public ParameterGroup(String name, String family, boolean ofClusters, String description) {
        this.name = name;
        this.family = family;
        this.ofClusters = ofClusters;
        this.description = description;
    }

    public String name() {
        return name;
    }

    public String family() {
        return family;
    }

    public boolean ofClusters() {
        return ofClusters;
    }

    public String description() {
        return description;
    }

    /** True for the group that RDS keeps for a family, which nobody can change or delete. */
    public boolean isDefault() {
        return name.startsWith("default.");
    }

    /** Values that a user set. */
    public Map<String, String> values() {
        return values;
    }

    /** The value that a user set, if one did. */
    public Optional<String> value(String parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    /** Sets a value, with whether it was to be applied immediately. */
    public void set(String parameter, String value, boolean applyImmediately) {
        values.put(parameter, value);
        if (applyImmediately) {
            immediate.add(parameter);
        } else {
            immediate.remove(parameter);
        }
    }

    /** How a parameter was last to be applied: {@code immediate} or {@code pending-reboot}. */
    public String applyMethod(String parameter) {
        return immediate.contains(parameter) ? "immediate" : ParameterSync.PENDING_REBOOT;
    }

    public Map<String, String> tags() {
        return tags;
    }
}
