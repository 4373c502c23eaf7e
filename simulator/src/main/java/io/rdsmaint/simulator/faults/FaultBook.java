package io.rdsmaint.simulator.faults;

import io.rdsmaint.simulator.protocol.Call;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** The faults in force, and how often each has been met. */
public final class FaultBook {

    private static final Set<FaultKind> AT_CALLS = EnumSet.of(
            FaultKind.ERROR,
            FaultKind.ERROR_AFTER_EFFECT,
            FaultKind.SLOW,
            FaultKind.CUT_BEFORE_EFFECT,
            FaultKind.CUT_AFTER_EFFECT,
            FaultKind.CUT_BEFORE_LATE_EFFECT,
            FaultKind.KILLED,
            FaultKind.STALE);

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> met = new HashMap<>();
    private final Map<String, Integer> struck = new HashMap<>();
    private int named;

    /** Adds a fault; one without a name gets one. A fault of the same name is replaced. */
    public Fault add(Fault fault) {
        Fault kept = fault.id().isEmpty() ? fault.named("fault-" + ++named) : fault;
        clear(kept.id());
        faults.add(kept);
        return kept;
    }

    /** Removes one fault; false when there was none of that name. */
    public boolean clear(String id) {
        met.remove(id);
        struck.remove(id);
        return faults.removeIf(fault -> fault.id().equals(id));
    }

    /** Removes all faults. */
    public void clear() {
        faults.clear();
        met.clear();
        struck.clear();
    }

    /** The faults in force, in the order they were added, spent ones included. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** How often a fault has struck. */
    public int struck(Fault fault) {
        return struck.getOrDefault(fault.id(), 0);
    }

    /** The fault that strikes this call, if one does. Counts the occasion. */
    public Optional<Fault> strike(Call call) {
        return first(faults.stream()
                .filter(fault -> AT_CALLS.contains(fault.kind()) && fault.concerns(call))
                .toList());
    }

    /** The status in which what {@code action} started must end, if a fault says so. Counts the occasion. */
    public Optional<String> ending(String action, String identifier) {
        return strike(FaultKind.ENDS_IN_STATUS, action, Set.of(identifier)).map(Fault::status);
    }

    /** The same for something that goes by several names. */
    public Optional<String> ending(String action, Set<String> identifiers) {
        return strike(FaultKind.ENDS_IN_STATUS, action, identifiers).map(Fault::status);
    }

    /** Why the replication of what goes by these names is degraded, if a fault says so. */
    public Optional<String> degraded(Set<String> identifiers) {
        return faults.stream()
                .filter(fault -> fault.kind() == FaultKind.REPLICATION_DEGRADED)
                .filter(fault -> identifiers.stream().anyMatch(fault::concerns))
                .map(fault -> fault.status().isEmpty() ? "an unsupported change on the source" : fault.status())
                .findFirst();
    }

    /** True when a fault says that a switchover comes to no end. Counts the occasion. */
    public boolean stalls(Set<String> identifiers) {
        return strike(FaultKind.SWITCHOVER_STALLS, Fault.ANY, identifiers).isPresent();
    }

    /** True when a fault says that what {@code action} started must change nothing. Counts the occasion. */
    public boolean noEffect(String action, String identifier) {
        return strike(FaultKind.NO_EFFECT, action, Set.of(identifier)).isPresent();
    }

    /** True when an event about a resource must not be published. Counts the occasion. */
    public boolean eventMissing(String identifier) {
        return strike(FaultKind.EVENTS_MISSING, Fault.ANY, Set.of(identifier)).isPresent();
    }

    /** True when a fault says that there is no capacity for the class. Counts the occasion. */
    public boolean noCapacity(String action, String instanceClass) {
        return strike(FaultKind.NO_CAPACITY, action, Set.of(instanceClass)).isPresent();
    }

    /** The status that a describe shows instead of the true one. */
    public String shown(String identifier, String truth) {
        Optional<String> mask =
                strike(FaultKind.SHOWS_STATUS, Fault.ANY, Set.of(identifier)).map(Fault::status);
        if (mask.isPresent()) {
            return mask.get();
        }
        Optional<Fault> flapping = faults.stream()
                .filter(fault -> fault.kind() == FaultKind.FLAPPING && fault.concerns(identifier))
                .filter(fault -> count(fault) % 2 == 1)
                .findFirst();
        flapping.ifPresent(fault -> struck.merge(fault.id(), 1, Integer::sum));
        return flapping.map(Fault::status).orElse(truth);
    }

    /** The writers that a describe shows of a cluster instead of the true one, as the fault names them. */
    public Optional<String> shownWriters(String cluster) {
        return strike(FaultKind.SHOWS_WRITERS, Fault.ANY, Set.of(cluster)).map(Fault::status);
    }

    /** True when the resource's status must not move. */
    public boolean stuck(String identifier) {
        return faults.stream().anyMatch(fault -> fault.kind() == FaultKind.STUCK && fault.concerns(identifier));
    }

    private Optional<Fault> strike(FaultKind kind, String action, Set<String> identifiers) {
        return first(faults.stream()
                .filter(fault -> fault.kind() == kind)
                .filter(fault -> identifiers.stream().anyMatch(each -> fault.concerns(action, each)))
                .toList());
    }

    private Optional<Fault> first(List<Fault> matching) {
        Optional<Fault> striking = Optional.empty();
        for (Fault fault : matching) {
            int occasion = count(fault);
            boolean strikes = occasion > fault.skip() && struck(fault) < fault.times() && drawn(fault, occasion);
            if (strikes) {
                struck.merge(fault.id(), 1, Integer::sum);
                striking = striking.or(() -> Optional.of(fault));
            }
        }
        return striking;
    }

    private static boolean drawn(Fault fault, int occasion) {
        return new SplittableRandom(31L * fault.id().hashCode() + occasion).nextInt(100) < fault.percent();
    }

    private int count(Fault fault) {
        return met.merge(fault.id(), 1, Integer::sum);
    }
}
