package io.rdsmaint.operations.preflight;

import io.rdsmaint.engine.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Runs checks over one look at a cluster. */
public final class Preflight {
    /** The code of the finding beside which no other counts: the cluster is of a kind that isn't maintained here. */
    public static final String KIND = ClusterChecks.SUPPORTED;

    private final List<Check> checks;

    public Preflight(List<Check> checks) {
        this.checks = List.copyOf(checks);
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

    /** The same without one check. */
    public Preflight without(String code) {
        return new Preflight(checks.stream().filter(c -> !c.code().equals(code)).toList());
    }

    /** The same with only these checks. */
    public Preflight only(Set<String> codes) {
        return new Preflight(
                checks.stream().filter(c -> codes.contains(c.code())).toList());
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
