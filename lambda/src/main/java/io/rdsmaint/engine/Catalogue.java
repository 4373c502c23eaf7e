package io.rdsmaint.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operation types and step kinds there are. */
public final class Catalogue {
    private final Map<String, OperationType> types;
    private final Map<String, StepKind> kinds;

    public Catalogue(List<OperationType> types, List<StepKind> kinds) {
        this.types = new TreeMap<>(types.stream().collect(Collectors.toMap(OperationType::name, Function.identity())));
        this.kinds = kinds.stream().collect(Collectors.toMap(StepKind::action, Function.identity()));
    }

    /** The type of this name, if there is one. */
    public Optional<OperationType> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The names of all types, sorted. */
    public Set<String> typeNames() {
        return types.keySet();
    }

    /** The kind that executes an action; empty when this version of the code does not know it. */
    Optional<StepKind> known(String action) {
        return Optional.ofNullable(kinds.get(action));
    }

    /**
     * The kind that executes an action.
     *
     * @throws LastingFailure when this version of the code does not know it
     */
    public StepKind kind(String action) {
        return known(action)
                .orElseThrow(() -> new LastingFailure("This version of the function does not know the step action '"
                        + action + "'. Deploy the version that planned it, then answer continue."));
    }
}
