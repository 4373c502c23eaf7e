package io.rdsmaint.aurora.preflight;

import io.rdsmaint.engine.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs checks over one look at a cluster. */
public final class Preflight {
    /** The code of the finding beside which no other counts: the cluster is of a kind that isn't maintained here. */
    public static final String KIND = ClusterChecks.SUPPORTED;

    private final List<Check> checks;
    private final Set<String> known;

    /**
     * @throws IllegalArgumentException when two have the same code: one of them would be left out with the other
     */
    public Preflight(List<Check> checks) {
        this(checks, checks.stream().map(Check::code).collect(Collectors.toUnmodifiableSet()));
        if (known.size() < checks.size()) {
            throw new IllegalArgumentException("two checks have the same code: " + codes());
        }
    }

    private Preflight(List<Check> checks, Set<String> known) {
        this.checks = List.copyOf(checks);
        this.known = known;
    }

    /** All checks there are. */
    public static Preflight standard() {
        return new Preflight(Stream.of(
                        ClusterChecks.all(),
                        InstanceChecks.all(),
                        OwnershipChecks.all(),
                        MaintenanceChecks.all(),
                        ClassChecks.all(),
                        SizeChecks.all(),
                        ParameterChecks.all(),
                        TemporaryChecks.all(),
                        ReaderChecks.all(),
                        EndpointChecks.all(),
                        ScalingChecks.all(),
                        FailoverChecks.all())
                .flatMap(List::stream)
                .toList());
    }

    /**
     * The same without one check.
     *
     * @throws IllegalArgumentException when there never was one of that code
     */
    public Preflight without(String code) {
        requireKnown(Set.of(code), known);
        return new Preflight(checks.stream().filter(c -> !c.code().equals(code)).toList(), known);
    }

    /**
     * The same with only these checks.
     *
     * @throws IllegalArgumentException when there never was one of one of these codes: it would be missed without a word
     */
    public Preflight only(Set<String> codes) {
        requireKnown(codes, known);
        return new Preflight(
                checks.stream().filter(c -> codes.contains(c.code())).toList(), known);
    }

    /**
     * Holds whoever chooses checks by their codes to those that there are. Types of operations choose when they are made, so
     * that a wrong code stops the function from starting and no operation runs without a check.
     *
     * @throws IllegalArgumentException naming the codes that no check has
     */
    public static void requireKnown(Set<String> codes, Set<String> known) {
        Set<String> unknown = new TreeSet<>(codes);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "no check has the code " + String.join(", ", unknown) + "; there are " + new TreeSet<>(known));
        }
    }

    /** The codes of all checks among which {@link #only} and {@link #without} choose. */
    public Set<String> known() {
        return known;
    }

    /** The checks' codes. */
    public List<String> codes() {
        return checks.stream().map(Check::code).toList();
    }

    /**
     * What the checks find, worst first. A cluster of a kind that isn't maintained here gets that one finding only: the
     * others would speak of things it hasn't got.
     */
    public List<Finding> find(Inspection seen, ChangeScope scope, Scoping scoping) {
        Look look = new Look(seen, scope, scoping);
        List<Finding> all = checks.stream().flatMap(c -> c.find(look).stream()).toList();
        List<Finding> kind = all.stream().filter(f -> f.code().equals(KIND)).toList();
        return kind.isEmpty()
                ? all.stream().sorted(Comparator.comparing(Finding::severity)).toList()
                : kind;
    }
}
