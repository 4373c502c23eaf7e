package io.rdsmaint.simulator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of each family that maintenance has to do with; not the engines' whole lists. */
public final class Parameters {

    private static final ParameterTable POSTGRES = ParameterTable.load("parameters-postgres.txt");
    private static final ParameterTable MYSQL = ParameterTable.load("parameters-mysql.txt");
    private static final ParameterTable OTHERS = ParameterTable.load("parameters-others.txt");

    private Parameters() {}

    /** The parameters of a group: cluster groups also have those of instance groups, and any that somebody added. */
    public static List<Parameter> of(ParameterGroup group) {
        List<Parameter> known = of(group.family()).stream()
                .filter(each -> group.ofClusters() || !each.ofClusters())
                .toList();
        var all = new ArrayList<>(known);
        group.values().keySet().stream()
                .filter(name -> known.stream().noneMatch(each -> each.name().equals(name)))
                .forEach(name -> all.add(Parameter.unheardOf(name)));
        return List.copyOf(all);
    }

    /** A parameter that the group's family knows and that can be set in groups of its kind. */
    public static Optional<Parameter> find(ParameterGroup group, String name) {
        return of(group.family()).stream()
                .filter(each -> group.ofClusters() || !each.ofClusters())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** True when a change of the parameter needs a restart. */
    public static boolean needsRestart(ParameterGroup group, String name) {
        return of(group).stream().anyMatch(each -> each.name().equals(name) && !each.dynamic());
    }

    private static List<Parameter> of(String family) {
        int number = Integer.parseInt(family.replaceAll("\\D", ""));
        if (family.contains("postgres")) {
            return POSTGRES.of(number);
        }
        return (family.contains("mysql") ? MYSQL : OTHERS).of(number);
    }
}
