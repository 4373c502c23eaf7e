package io.rdsmaint.aurora.instancetypechange;

import io.rdsmaint.aurora.instance.ChangeClass;
import io.rdsmaint.aurora.instance.Verify;
import io.rdsmaint.aurora.rolling.Member;
import io.rdsmaint.aurora.rolling.MemberChange;
import io.rdsmaint.aurora.rolling.Topology;
import io.rdsmaint.engine.PlannedStep;
import java.util.List;
import java.util.Optional;

/**
 * Gives instances a class.
 *
 * @param targetClass such as {@code db.r7g.large}
 */
public record NewClass(String targetClass) implements MemberChange {
    private static final Wording WORDING = new Wording(
            "change", "changed", "about 10 minutes", "5 to 15 minutes", "the first instance has the new class");

    @Override
    public boolean needs(Member member) {
        return !member.instanceClass().equals(targetClass);
    }

    @Override
    public boolean fits(Member reader, Member writer) {
        return true;
    }

    @Override
    public String classAfter(Member member) {
        return targetClass;
    }

    @Override
    public String writerClass(Topology topology) {
        return targetClass;
    }

    @Override
    public String action() {
        return ChangeClass.ACTION;
    }

    @Override
    public PlannedStep step(Member reader) {
        return ChangeClass.planned(reader.id(), reader.instanceClass(), targetClass);
    }

    @Override
    public PlannedStep stepInPlace(Member writer) {
        return ChangeClass.plannedInPlace(writer.id(), writer.instanceClass(), targetClass);
    }

    @Override
    public boolean dethrones() {
        return true;
    }

    /** A class is changed one instance at a time, whoever restarts with the writer. */
    @Override
    public boolean readersFollowWriter() {
        return false;
    }

    @Override
    public Verify.Goal goal() {
        return new Verify.Goal.OfClass(targetClass);
    }

    @Override
    public Wording wording() {
        return WORDING;
    }

    @Override
    public String summary(int members, Topology topology) {
        return "Change " + members + " of " + topology.members().size() + " instances of " + topology.clusterId()
                + " to " + targetClass;
    }

    @Override
    public String nothing(Topology topology) {
        return "Nothing to change: every instance in scope of " + topology.clusterId() + " is " + targetClass
                + " already";
    }

    @Override
    public String line(Member member) {
        return member.id() + ": " + member.instanceClass() + " → " + targetClass + (member.writer() ? " (writer)" : "");
    }

    @Override
    public Optional<String> leftAlone(Member member) {
        return member.excluded()
                ? Optional.of("Excluded " + member.id() + " stays " + member.instanceClass() + ".")
                : Optional.empty();
    }

    @Override
    public List<String> notes() {
        return List.of();
    }
}
