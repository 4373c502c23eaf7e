package io.rdsmaint.gateway.drs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Launches or terminations that were called for together.
 *
 * @param initiatedBy {@code START_DRILL}, {@code START_RECOVERY}, {@code TERMINATE_RECOVERY_INSTANCES} or another of the service's words
 * @param status {@code PENDING}, {@code STARTED} or {@code COMPLETED}; completed says nothing of its servers
 */
public record Job(
        String id,
        String initiatedBy,
        Instant createdAt,
        String status,
        Map<String, String> tags,
        List<Participant> participants) {

    public Job {
        tags = Map.copyOf(tags);
        participants = List.copyOf(participants);
    }

    /**
     * A server in it.
     *
     * @param status {@code PENDING}, {@code IN_PROGRESS}, {@code LAUNCHED}, {@code FAILED} or {@code TERMINATED}
     * @param actionsRunning some launch action is under way
     * @param actionsFailed why launch actions failed, empty when none did
     */
    public record Participant(String server, String status, boolean actionsRunning, List<String> actionsFailed) {
        public Participant {
            actionsFailed = List.copyOf(actionsFailed);
        }

        /** True when its launch is still under way. */
        public boolean moving() {
            return status.equals("PENDING") || status.equals("IN_PROGRESS");
        }

        public boolean launched() {
            return status.equals("LAUNCHED");
        }
    }

    public boolean completed() {
        return status.equals("COMPLETED");
    }

    public boolean launches() {
        return initiatedBy.equals("START_DRILL") || initiatedBy.equals("START_RECOVERY");
    }

    public boolean drill() {
        return initiatedBy.equals("START_DRILL");
    }

    public boolean terminates() {
        return initiatedBy.equals("TERMINATE_RECOVERY_INSTANCES");
    }

    /** Its servers. */
    public Set<String> servers() {
        return participants.stream().map(Participant::server).collect(Collectors.toUnmodifiableSet());
    }
}
