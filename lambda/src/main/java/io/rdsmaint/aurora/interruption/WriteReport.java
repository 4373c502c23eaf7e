package io.rdsmaint.aurora.interruption;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.bluegreen.Switchover;
import io.rdsmaint.aurora.instance.Failover;
import io.rdsmaint.aurora.instance.InstanceSteps;
import io.rdsmaint.aurora.interruption.WriteInterruption.By;
import io.rdsmaint.aurora.interruption.WriteInterruption.Kind;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The lines of a report about write interruptions beyond those that the operation's steps measured themselves: somebody
 * else's, Aurora's, and its own attempts that failed.
 */
public final class WriteReport {
    private WriteReport() {}

    /** They, in order, and what all of them came to; empty when the steps have told everything. */
    public static List<String> others(Operation operation) {
        List<WriteInterruption> all = WriteInterruption.told(operation);
        List<WriteInterruption> untold = new ArrayList<>(all);
        told(operation).forEach(one -> one.byEvents().ifPresent(untold::remove));
        untold.removeIf(i -> i.by() == By.OPERATION && inPlace(operation, i));
        List<String> lines = new ArrayList<>();
        untold.forEach(i -> lines.add(line(i)));
        if (!untold.isEmpty() && all.size() > 1 && complete(operation)) {
            lines.add(sum(all));
        }
        WriteInterruption.incomplete(operation).ifPresent(lines::add);
        return lines;
    }

    /**
     * How long clients could not write at a failover that a step tells of, and by whom that is known. A step that came to a
     * failover which happened by itself has seen only its end: then RDS's events tell more.
     */
    public static String length(Operation operation, Step step) {
        JsonNode result = Objects.requireNonNull(step.result());
        String seconds = result.path("interruption_seconds").asText();
        String measured = result.path("measured_by").asText();
        Optional<WriteInterruption> byEvents = told(operation).stream()
                .filter(one -> one.step().equals(step))
                .findFirst()
                .flatMap(Told::byEvents)
                .filter(i -> i.seconds().isPresent());
        if (!measured.equals("events") && byEvents.isPresent()) {
            return length(byEvents.get());
        }
        return switch (measured) {
            case "events" -> seconds + " s, measured by RDS events";
            case "sightings" -> "at most " + seconds + " s, the time between two looks";
            default -> "not measured";
        };
    }

    private static String length(WriteInterruption i) {
        return i.seconds().isPresent()
                ? (i.bound() ? "at most " : "") + i.seconds().getAsLong() + " s, measured by RDS events"
                : "it ended then, its beginning was not told";
    }

    /** A failover that a step tells of, with what RDS's events say of the same. */
    private record Told(Step step, Optional<WriteInterruption> byEvents) {}

    private static List<Told> told(Operation operation) {
        List<WriteInterruption> left = new ArrayList<>(WriteInterruption.told(operation));
        List<Told> all = new ArrayList<>();
        for (Step step : measured(operation)) {
            Optional<WriteInterruption> same = same(left, step);
            same.ifPresent(left::remove);
            all.add(new Told(step, same));
        }
        return all;
    }

    /** True when RDS's events tell of no interruption, as far as they were read. */
    public static boolean quiet(Operation operation) {
        return WriteInterruption.told(operation).isEmpty();
    }

    /** Who writes, as the last look saw it, and who was to. */
    public static String writer(Operation operation, String writer) {
        String expected = expected(operation);
        return "Writer: " + (writer.isEmpty() ? "none" : writer)
                + (expected.isEmpty() || expected.equals(writer) ? "" : ", not " + expected + " as planned") + ".";
    }

    /** The instance that the newest failover was to make the writer, else who wrote when the operation began. */
    private static String expected(Operation operation) {
        return operation.steps().reversed().stream()
                .filter(s -> s.planned().action().equals(Failover.ACTION) && s.state() == StepState.COMPLETED)
                .findFirst()
                .map(s -> Failover.to(s.planned()))
                .orElse(operation.baseline().path("writer").asText());
    }

    /** True when events told of everything that steps told of, so that they may be summed up. */
    private static boolean complete(Operation operation) {
        return operation.lastCompleted(Switchover.ACTION).isEmpty()
                && measured(operation).stream()
                        .allMatch(s -> s.result() != null
                                && s.result().path("measured_by").asText().equals("events"));
    }

    private static List<Step> measured(Operation operation) {
        return operation.steps().stream()
                .filter(s -> s.planned().action().equals(Failover.ACTION) && s.state() == StepState.COMPLETED)
                .filter(s -> s.result() != null && s.result().has("writer"))
                .toList();
    }

    private static Optional<WriteInterruption> same(List<WriteInterruption> untold, Step step) {
        String writer =
                step.result() == null ? "" : step.result().path("writer").asText();
        boolean byItself =
                step.result() != null && step.result().path("by_itself").asBoolean();
        return untold.stream()
                .filter(i -> i.kind() == Kind.FAILOVER && i.instance().equals(writer))
                .filter(i -> byItself == (i.by() != By.OPERATION))
                .findFirst();
    }

    /** A writer that was planned to be rebooted or changed where it is has a line of its own. */
    private static boolean inPlace(Operation operation, WriteInterruption i) {
        return (i.kind() == Kind.RESTART || i.kind() == Kind.CLASS_CHANGE)
                && operation.steps().stream()
                        .filter(s -> s.state() == StepState.COMPLETED)
                        .map(Step::planned)
                        .anyMatch(p -> InstanceSteps.inPlace(p)
                                && InstanceSteps.instance(p).equals(Optional.of(i.instance())));
    }

    private static String line(WriteInterruption i) {
        String what = switch (i.kind()) {
            case FAILOVER -> "at a failover to " + i.instance();
            case FAILED_FAILOVER -> "at a failover to " + i.instance() + " that failed";
            case RESTART -> "at a restart of " + i.instance();
            case RECOVERY -> "while " + i.instance() + " recovered";
            case CLASS_CHANGE -> "while the class of " + i.instance() + " was changed";
            case CANCELED_SWITCHOVER -> "at a switchover that was canceled";
        };
        String who = switch (i.by()) {
            case OPERATION -> "by this operation";
            case AWS -> "by AWS, as events of a failure, a recovery or maintenance say";
            case OTHERS -> "not by this operation: by somebody else, or by Aurora itself";
        };
        Instant at = i.from().orElse(i.to()).truncatedTo(ChronoUnit.SECONDS);
        return "Write interruption " + what + ", " + at + ", " + who + ": " + length(i) + ".";
    }

    private static String sum(List<WriteInterruption> all) {
        long seconds = all.stream().mapToLong(i -> i.seconds().orElse(0)).sum();
        boolean exact = all.stream().noneMatch(i -> i.bound() || i.seconds().isEmpty());
        return "Write interruptions in all: " + all.size() + ", " + (exact ? "" : "about ") + seconds
                + " s as RDS's events tell.";
    }
}
