package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.kit.Acceptances;
import java.util.List;
import java.util.Optional;

/**
 * Where the later side of a deployment is not like the former one.
 *
 * @param subject what it is about, by which it is accepted
 * @param words what the later side has, or has not, and what the former one has
 * @param asked clients or the safety of the data depend on it, so a person decides; anything else is only told
 * @param remedy the command that makes the later side alike without a restart; empty where there is none
 */
record Difference(String subject, String words, boolean asked, Optional<String> remedy) {

    /** By which it is accepted; see {@link Subjects#lost}. */
    List<String> keys() {
        return Subjects.lost(subject);
    }

    /** True when a person is to be asked who has not accepted it before. */
    boolean open(Acceptances accepted) {
        return asked && !accepted.all(keys());
    }

    /** The words, with what helps. */
    String withRemedy() {
        return words + remedy.map(command -> ". To mend it: " + command).orElse("");
    }
}
