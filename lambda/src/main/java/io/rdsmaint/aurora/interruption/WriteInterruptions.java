package io.rdsmaint.aurora.interruption;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.bluegreen.Deployments;
import io.rdsmaint.aurora.bluegreen.Switchover;
import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.OwnCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds every time that nobody accepted writes while an operation was under way, whoever brought it about: for the report,
 * so that it says what clients met and not only what the operation did. It rests on RDS's events, which AWS calls best
 * effort; a look that fails is never a reason to keep a cluster locked.
 */
public final class WriteInterruptions {
    /** AWS keeps events for fourteen days. */
    private static final Duration KEPT = Duration.ofDays(13);

    /** Failed looks in a row: what is only measured must not hold the operation up; chosen. */
    private static final int PATIENCE_WITH_ERRORS = 3;

    private final ClusterReader reader;

    public WriteInterruptions(ClusterReader reader) {
        this.reader = reader;
    }

    /** Writes them into a result. */
    public void tell(StepRun run, ObjectNode result) {
        Operation operation = run.operation();
        Instant kept = run.now().minus(KEPT);
        Instant since = operation.createdAt().isBefore(kept) ? kept : operation.createdAt();
        try {
            List<WriteInterruption> all = find(operation, since);
            if (!all.isEmpty()) {
                ArrayNode list = result.putArray(WriteInterruption.ALL);
                all.forEach(i -> list.add(i.json()));
            }
            if (since.equals(kept)) {
                result.put(WriteInterruption.SINCE, since.toString());
            }
        } catch (TransientFailure e) {
            if (run.step().errors() < PATIENCE_WITH_ERRORS) {
                throw e;
            }
            result.put(WriteInterruption.UNREAD, String.valueOf(e.getMessage()));
        } catch (LastingFailure e) {
            result.put(WriteInterruption.UNREAD, String.valueOf(e.getMessage()));
        }
    }

    private List<WriteInterruption> find(Operation operation, Instant since) {
        Gateways world = reader.world(operation.target());
        String writer = operation.baseline().path("writer").asText();
        List<RdsEvent> ofCluster = world.rds().clusterEvents(operation.target().name(), since);
        Set<String> writers = new LinkedHashSet<>(List.of(writer));
        ofCluster.forEach(e -> FailoverEvent.of(e).ifPresent(f -> writers.add(f.instance())));
        String afterSwitchover = operation
                .lastCompleted(Switchover.ACTION)
                .map(s -> s.result() == null ? "" : s.result().path("writer").asText())
                .orElse("");
        writers.add(afterSwitchover);
        writers.remove("");
        List<RdsEvent> events = new ArrayList<>(ofCluster);
        writers.forEach(id -> events.addAll(world.rds().instanceEvents(id, since)));
        events.addAll(new Deployments(reader).events(operation, since));
        events.sort(Comparator.comparing(RdsEvent::at));
        return new WriteTimeline(writer, afterSwitchover, OwnCall.of(operation)).of(events);
    }
}
