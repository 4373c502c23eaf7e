package io.rdsmaint.aurora.instancecycle;

import io.rdsmaint.aurora.instance.RebootInstance;
import io.rdsmaint.aurora.instance.Verify;
import io.rdsmaint.aurora.preflight.EngineAge;
import io.rdsmaint.aurora.preflight.Inspection;
import io.rdsmaint.aurora.rolling.Member;
import io.rdsmaint.aurora.rolling.MemberChange;
import io.rdsmaint.aurora.rolling.Topology;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.gateway.rds.ClassSize;
import io.rdsmaint.gateway.rds.Instance;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Restarts instances.
 *
 * @param onlyPending leave instances alone that run with their parameters already
 * @param waiting the instances that wait for a restart to run with their parameters
 * @param restarted the instances that this operation has restarted already
 * @param readersFollowWriter the engine is so old that readers restart with the writer
 * @param notes which parameters a restart makes count
 */
public record Restart(
        boolean onlyPending,
        Set<String> waiting,
        Set<String> restarted,
        boolean readersFollowWriter,
        List<String> notes)
        implements MemberChange {
    private static final Wording WORDING = new Wording(
            "reboot",
            "rebooted",
            "about a minute",
            "about a minute",
            "the first instance has restarted and is in sync");

    public Restart {
        waiting = Set.copyOf(waiting);
        restarted = Set.copyOf(restarted);
        notes = List.copyOf(notes);
    }

    /**
     * What a restart means for a cluster.
     *
     * @param soFar the operation's steps as they stand
     */
    static Restart of(Inspection seen, boolean onlyPending, List<Step> soFar) {
        Set<String> waiting = seen.instances().values().stream()
                .filter(i -> !seen.waitingGroups(i).isEmpty())
                .map(Instance::id)
                .collect(Collectors.toUnmodifiableSet());
        return new Restart(
                onlyPending,
                waiting,
                RebootInstance.restarted(soFar),
                EngineAge.readersRestartWithWriter(seen.cluster().engine()),
                WaitingParameters.notes(seen));
    }

    @Override
    public boolean needs(Member member) {
        return !restarted.contains(member.id()) && (!onlyPending || waiting.contains(member.id()));
    }

    /** A reader of another class may be too small for the writes. */
    @Override
    public boolean fits(Member reader, Member writer) {
        Optional<ClassSize> size = ClassSize.of(reader.instanceClass());
        return reader.instanceClass().equals(writer.instanceClass())
                || ClassSize.of(writer.instanceClass())
                        .filter(w -> size.filter(r -> !r.smallerThan(w)).isPresent())
                        .isPresent();
    }

    @Override
    public String classAfter(Member member) {
        return member.instanceClass();
    }

    @Override
    public String writerClass(Topology topology) {
        return topology.writer().orElseGet(() -> topology.members().getFirst()).instanceClass();
    }

    @Override
    public String action() {
        return RebootInstance.ACTION;
    }

    @Override
    public PlannedStep step(Member reader) {
        return RebootInstance.planned(reader.id(), onlyPending, readersFollowWriter && !reader.writer());
    }

    @Override
    public PlannedStep stepInPlace(Member writer) {
        return RebootInstance.plannedInPlace(writer.id(), onlyPending);
    }

    /** A reboot leaves the writer its role. */
    @Override
    public boolean dethrones() {
        return false;
    }

    @Override
    public Verify.Goal goal() {
        return new Verify.Goal.Restarted(!onlyPending);
    }

    @Override
    public Wording wording() {
        return WORDING;
    }

    @Override
    public String summary(int members, Topology topology) {
        return "Reboot " + members + " of " + topology.members().size() + " instances of " + topology.clusterId();
    }

    @Override
    public String nothing(Topology topology) {
        return "Nothing to reboot: every instance in scope of " + topology.clusterId()
                + (onlyPending ? " runs with its parameters already" : " has been restarted already");
    }

    @Override
    public String line(Member member) {
        return member.id() + ": reboot" + (member.writer() ? " (writer)" : "")
                + (waiting.contains(member.id()) ? "; parameters wait for it" : "; its parameters are in sync");
    }

    @Override
    public Optional<String> leftAlone(Member member) {
        String waits = waiting.contains(member.id()) ? " and goes on waiting for a restart" : "";
        if (member.autoscaled()) {
            return Optional.of("Auto scaled " + member.id() + " is not rebooted" + waits + ".");
        }
        if (member.excluded()) {
            return Optional.of("Excluded " + member.id() + " is not rebooted" + waits + ".");
        }
        return member.ours() && !needs(member) && onlyPending && !restarted.contains(member.id())
                ? Optional.of(member.id() + " is in sync and is not rebooted.")
                : Optional.empty();
    }
}
