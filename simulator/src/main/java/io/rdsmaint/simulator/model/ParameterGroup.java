package io.rdsmaint.simulator.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** A parameter group of a cluster or of instances, with the values that differ from the family's. */
public final class ParameterGroup {

    private final String name;
    private final String family;
    private final boolean ofClusters;
    private final Map<String, String> values = new LinkedHashMap<>();

    public ParameterGroup(String name, String family, boolean ofClusters) {
        this.name = name;
        this.family = family;
        this.ofClusters = ofClusters;
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

    /** Values that a user set. */
    public Map<String, String> values() {
        return values;
    }
}
