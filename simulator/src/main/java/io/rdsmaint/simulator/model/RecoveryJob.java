package io.rdsmaint.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Launches or terminations that were called for together. How far it is follows from the time alone.
 *
 * @param initiatedBy {@code START_DRILL}, {@code START_RECOVERY} or {@code TERMINATE_RECOVERY_INSTANCES}
 * @param end when it completes
 */
public record RecoveryJob(
        String id,
        String arn,
        String initiatedBy,
        Map<String, String> tags,
        Instant createdAt,
        Instant end,
        List<Participant> participants) {
    /** Between the call and the first work. */
    static final Duration PENDING = Duration.ofSeconds(30);

    public RecoveryJob {
        tags = Map.copyOf(tags);
        participants = List.copyOf(participants);
    }

    /**
     * A server in it.
     *
     * @param instance what is made of it, or null
     * @param at when it comes to its end
     * @param ends {@code LAUNCHED}, {@code FAILED}, {@code TERMINATED}, or {@code IN_PROGRESS} for never
     * @param action how its launch action ends: {@code SUCCEEDED}, {@code FAILED}, or null for none
     * @param error why it fails, or null
     */
    public record Participant(
            SourceServer server,
            @Nullable RecoveryInstance instance,
            Instant at,
            String ends,
            @Nullable String action,
            @Nullable String error) {}

    /** A line of its log. */
    public record Line(
            Instant at,
            String event,
            @Nullable SourceServer server,
            @Nullable String error) {}

    public boolean completed(Instant now) {
        return !now.isBefore(end);
    }

    /** Its status. */
    public String status(Instant now) {
        return completed(now) ? "COMPLETED" : now.isBefore(createdAt.plus(PENDING)) ? "PENDING" : "STARTED";
    }

    /** A participant's status. */
    public String status(Participant participant, Instant now) {
        if (now.isBefore(createdAt.plus(PENDING))) {
            return "PENDING";
        }
        return now.isBefore(participant.at()) ? "IN_PROGRESS" : participant.ends();
    }

    public boolean launches() {
        return initiatedBy.startsWith("START_");
    }

    public boolean has(SourceServer server) {
        return participants.stream().anyMatch(each -> each.server() == server);
    }

    /** Its log up to now, oldest first. */
    public List<Line> log(Instant now) {
        List<Line> lines = new ArrayList<>();
        Instant begun = createdAt.plus(PENDING);
        lines.add(new Line(begun, "JOB_START", null, null));
        if (launches()) {
            participants.forEach(each -> launch(lines, begun, each));
        }
        lines.add(new Line(end, "JOB_END", null, null));
        return lines.stream()
                .filter(line -> !line.at().isAfter(now))
                .sorted(Comparator.comparing(Line::at))
                .toList();
    }

    private static void launch(List<Line> lines, Instant begun, Participant each) {
        Duration share = Duration.between(begun, each.at()).dividedBy(5);
        SourceServer server = each.server();
        lines.add(new Line(begun, "SNAPSHOT_START", server, null));
        if (each.error() != null && each.error().startsWith("No snapshot")) {
            lines.add(new Line(each.at(), "SNAPSHOT_FAIL", server, each.error()));
            return;
        }
        lines.add(new Line(begun.plus(share), "SNAPSHOT_END", server, null));
        lines.add(new Line(begun.plus(share), "CONVERSION_START", server, null));
        lines.add(new Line(begun.plus(share.multipliedBy(4)), "CONVERSION_END", server, null));
        lines.add(new Line(begun.plus(share.multipliedBy(4)), "LAUNCH_START", server, null));
        if (each.ends().equals("FAILED")) {
            lines.add(new Line(each.at(), "LAUNCH_FAILED", server, each.error()));
        }
    }
}
