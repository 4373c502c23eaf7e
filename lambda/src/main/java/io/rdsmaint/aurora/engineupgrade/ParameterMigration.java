package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.gateway.rds.ParameterDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What becomes of a parameter group's values in another family. Every parameter that somebody set is in exactly one
 * of the first three lists; none is skipped silently. Values are compared and never worded: some hold secrets.
 *
 * @param carried set in the new group, too
 * @param usual need no setting: the new family has the same value by itself
 * @param lost can't be set in the new group, with the reason
 * @param changedDefaults nobody set them, and the new family has another value
 */
record ParameterMigration(
        List<Carried> carried, List<String> usual, List<Lost> lost, List<ChangedDefault> changedDefaults) {

    ParameterMigration {
        carried = List.copyOf(carried);
        usual = List.copyOf(usual);
        lost = List.copyOf(lost);
        changedDefaults = List.copyOf(changedDefaults);
    }

    /**
     * A parameter that the new group gets.
     *
     * @param dynamic takes effect without a restart in the new family
     * @param instead a value in the place of the one that was set; empty: the same value
     */
    record Carried(String name, boolean dynamic, Optional<String> instead) {}

    /** A parameter that the new group can't have, and why. */
    record Lost(String name, String reason) {
        /** Both, for people. */
        String line() {
            return name + " (" + reason + ")";
        }
    }

    /** A default of the engine's that is another one; defaults hold no secrets. */
    record ChangedDefault(String name, String before, String after) {}

    /**
     * Compares.
     *
     * @param source the group's parameters
     * @param target the new family's, with their defaults
     * @param version the new engine version
     * @param instead values that parameters must have in the new group, by name, whatever was set
     */
    static ParameterMigration of(
            Collection<ParameterDefinition> source,
            Collection<ParameterDefinition> target,
            String version,
            Map<String, String> instead) {
        Map<String, ParameterDefinition> known = byName(target);
        List<Carried> carried = new ArrayList<>();
        List<String> usual = new ArrayList<>();
        List<Lost> lost = new ArrayList<>();
        for (ParameterDefinition set : byName(source).values()) {
            if (!set.userSet()) {
                continue;
            }
            ParameterDefinition then = known.get(set.name());
            Optional<String> other = Optional.ofNullable(instead.get(set.name()));
            String value = other.orElse(Objects.requireNonNull(set.value()));
            Optional<String> reason = obstacle(value, then, version);
            if (then != null && value.equals(then.value())) {
                usual.add(set.name());
            } else if (then == null || reason.isPresent()) {
                lost.add(new Lost(set.name(), reason.orElse("")));
            } else {
                carried.add(new Carried(set.name(), then.dynamic(), other));
            }
        }
        return new ParameterMigration(carried, usual, lost, changed(source, known));
    }

    private static Optional<String> obstacle(
            String value, @org.jspecify.annotations.Nullable ParameterDefinition then, String version) {
        if (then == null) {
            return Optional.of("gone in the new family");
        }
        if (!then.modifiable()) {
            return Optional.of("not modifiable in the new family");
        }
        if (!then.engineModes().isEmpty() && !then.engineModes().contains("provisioned")) {
            return Optional.of("only for engine mode "
                    + then.engineModes().stream().sorted().collect(Collectors.joining(", ")));
        }
        if (!then.minimumVersion().isEmpty() && VersionOrder.before(version, then.minimumVersion())) {
            return Optional.of("needs engine version " + then.minimumVersion());
        }
        return new AllowedValues(then.allowedValues())
                        .takes(value, then.dataType().equals("list"))
                ? Optional.empty()
                : Optional.of("its value is not among those allowed: " + then.allowedValues());
    }

    private static List<ChangedDefault> changed(
            Collection<ParameterDefinition> source, Map<String, ParameterDefinition> known) {
        return byName(source).values().stream()
                .filter(s -> !s.userSet() && s.modifiable() && s.value() != null)
                .flatMap(s -> Optional.ofNullable(known.get(s.name()))
                        .filter(then -> then.value() != null && !then.value().equals(s.value()))
                        .map(then -> new ChangedDefault(
                                s.name(), Objects.requireNonNull(s.value()), Objects.requireNonNull(then.value())))
                        .stream())
                .toList();
    }

    /**
     * The parameters that somebody set and that two groups don't agree on.
     *
     * @param then the other group's parameters
     */
    static List<Lost> differences(Collection<ParameterDefinition> now, Collection<ParameterDefinition> then) {
        Map<String, ParameterDefinition> before = byName(now);
        Map<String, ParameterDefinition> after = byName(then);
        Map<String, String> reasons = new TreeMap<>();
        before.values().stream().filter(ParameterDefinition::userSet).forEach(s -> {
            ParameterDefinition other = after.get(s.name());
            if (other == null) {
                reasons.put(s.name(), "gone in the new family");
            } else if (!Objects.equals(s.value(), other.value())) {
                reasons.put(s.name(), other.userSet() ? "set to another value there" : "not set there");
            }
        });
        after.values().stream()
                .filter(ParameterDefinition::userSet)
                .filter(s -> Optional.ofNullable(before.get(s.name()))
                        .filter(b -> b.userSet() || Objects.equals(b.value(), s.value()))
                        .isEmpty())
                .forEach(s -> reasons.put(s.name(), "set there only"));
        return reasons.entrySet().stream()
                .map(e -> new Lost(e.getKey(), e.getValue()))
                .toList();
    }

    private static Map<String, ParameterDefinition> byName(Collection<ParameterDefinition> all) {
        return all.stream()
                .sorted(Comparator.comparing(ParameterDefinition::name))
                .collect(Collectors.toMap(ParameterDefinition::name, d -> d, (a, b) -> b, TreeMap::new));
    }
}
