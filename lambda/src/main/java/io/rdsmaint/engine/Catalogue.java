package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The families there are, with their operation types and step kinds. */
public final class Catalogue {
    private final List<Family> families;
    private final Map<String, Entry> types = new TreeMap<>();

    private record Entry(Family family, OperationType type) {}

    /**
     * @throws IllegalArgumentException when two types have the same name, as requests name nothing else; when two kinds of a
     *     family have one action, or none lets changes come to rest
     */
    public Catalogue(List<Family> families) {
        this.families = List.copyOf(families);
        for (Family family : families) {
            check(family);
            for (OperationType type : family.types()) {
                if (types.put(type.name(), new Entry(family, type)) != null) {
                    throw new IllegalArgumentException("two operation types are called " + type.name());
                }
            }
        }
    }

    private static void check(Family family) {
        List<String> actions = family.kinds().stream().map(StepKind::action).toList();
        if (Set.copyOf(actions).size() < actions.size()) {
            throw new IllegalArgumentException("two step kinds of family " + family.name() + " have the same action");
        }
        if (!actions.contains(Lifecycle.SETTLE)) {
            throw new IllegalArgumentException("family " + family.name() + " has no step kind " + Lifecycle.SETTLE);
        }
    }

    /** All families. */
    public List<Family> families() {
        return families;
    }

    /** The type of this name, if there is one. */
    public Optional<OperationType> type(String name) {
        return Optional.ofNullable(types.get(name)).map(Entry::type);
    }

    /** The family of the type of this name, if there is one. */
    public Optional<Family> family(String type) {
        return Optional.ofNullable(types.get(type)).map(Entry::family);
    }

    /** The names of all types, sorted. */
    public Set<String> typeNames() {
        return types.keySet();
    }

    /** What is wrong with a type and its parameters, found without a look at the world; empty when nothing is. */
    public List<String> problems(String type, ObjectNode parameters) {
        return type(type).map(known -> known.problems(parameters)).orElseGet(() -> List.of(unknown(type)));
    }

    String unknown(String type) {
        return "params.type '" + type + "' is unknown; use one of " + String.join(", ", typeNames());
    }

    /** The kind that executes a step of an operation; empty when this version of the code does not know it. */
    Optional<StepKind> known(Operation operation, String action) {
        return family(operation.type())
                .flatMap(family -> family.kinds().stream()
                        .filter(kind -> kind.action().equals(action))
                        .findFirst());
    }

    /**
     * The kind that executes a step of an operation.
     *
     * @throws LastingFailure when this version of the code does not know it
     */
    StepKind kind(Operation operation, String action) {
        return known(operation, action)
                .orElseThrow(() -> new LastingFailure("This version of the function does not know the step action '"
                        + action + "'. Deploy the version that planned it, then answer continue."));
    }
}
