package io.rdsmaint.aurora.rolling;

import io.rdsmaint.aurora.instance.Verify;
import io.rdsmaint.engine.PlannedStep;
import java.util.List;
import java.util.Optional;

/**
 * What an operation does to the instances of a cluster, one after the other: all that the order of its steps depends
 * on, and the words for it.
 */
public interface MemberChange {

    /** True when it has yet to be done to a member; asked only of members that are ours to touch. */
    boolean needs(Member member);

    /** True when the operation has to do it to the member. */
    default boolean pending(Member member) {
        return member.ours() && needs(member);
    }

    /** True when a reader, once it is done to it, can take the writer's place. */
    boolean fits(Member reader, Member writer);

    /** The class that a member has once it is done to it. */
    String classAfter(Member member);

    /** The class of whoever takes the writes: that of a temporary instance, and the least for a reader. */
    String writerClass(Topology topology);

    /** The kind of the steps that do it. */
    String action();

    /** Does it to a reader. */
    PlannedStep step(Member reader);

    /** Does it to a writer that stays the writer. */
    PlannedStep stepInPlace(Member writer);

    /** True when Aurora promotes a reader of its own choice if it is done to a writer. */
    boolean dethrones();

    /** True when all readers restart whenever the writer restarts or another becomes the writer. */
    boolean readersFollowWriter();

    /** What the last step verifies, but for the instances that it looks at. */
    Verify.Goal goal();

    /** The words for it. */
    Wording wording();

    /** The plan in one sentence, but for its failovers. */
    String summary(int members, Topology topology);

    /** Why there is nothing to do. */
    String nothing(Topology topology);

    /** What happens to a member, for the plan's notes. */
    String line(Member member);

    /** What becomes of a member that is left alone; empty when that goes without saying. */
    Optional<String> leftAlone(Member member);

    /** What else to know before the start. */
    List<String> notes();

    /**
     * The words for what is done.
     *
     * @param infinitive as in "nothing is left to change"
     * @param participle as in "while it is changed"
     * @param away how long a reader is out of service, as in "about 10 minutes"
     * @param outage how long nobody writes when it is done to the writer in place
     * @param proven what holds once it is done to the first instance
     */
    record Wording(String infinitive, String participle, String away, String outage, String proven) {}
}
