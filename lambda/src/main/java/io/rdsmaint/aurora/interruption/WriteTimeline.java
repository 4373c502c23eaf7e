package io.rdsmaint.aurora.interruption;

import io.rdsmaint.aurora.interruption.WriteInterruption.By;
import io.rdsmaint.aurora.interruption.WriteInterruption.Kind;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.OwnCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows who the writer is through a cluster's events, and tells when there was none. Only what happens to the writer
 * counts: a failover, a switchover, its own restart.
 */
final class WriteTimeline {
    /** What a call begins shows in events within this time; a change of class takes the writer away late. */
    private static final Duration SOON = Duration.ofMinutes(5);

    private static final Duration LATE = Duration.ofMinutes(30);

    /** A new writer's own restart belongs to its failover. */
    private static final Duration AFTER_FAILOVER = Duration.ofSeconds(30);

    /** An event about the old writer in this time tells why Aurora acted. */
    private static final Duration AROUND = Duration.ofMinutes(5);

    private static final Set<String> SIGNS_OF_AWS = Set.of("failure", "recovery", "maintenance");

    private final String afterSwitchover;
    private final List<OwnCall> calls;
    private final List<WriteInterruption> found = new ArrayList<>();
    private List<RdsEvent> events = List.of();
    private String writer;
    private @Nullable Instant failover;
    private String target = "";
    private @Nullable Instant down;
    private @Nullable Instant recovering;
    private @Nullable Instant changing;
    private @Nullable Instant switching;
    private Instant settled = Instant.MIN;

    /**
     * @param writer who it was when the operation began; empty in a cluster without one
     * @param afterSwitchover who it was after the operation's switchover; empty without one
     * @param calls the operation's own
     */
    WriteTimeline(String writer, String afterSwitchover, List<OwnCall> calls) {
        this.writer = writer;
        this.afterSwitchover = afterSwitchover;
        this.calls = new ArrayList<>(calls);
    }

    /**
     * Follows them.
     *
     * @param inOrder those of the cluster, of whoever may have been the writer and of the deployment, oldest first
     */
    List<WriteInterruption> of(List<RdsEvent> inOrder) {
        events = List.copyOf(inOrder);
        for (RdsEvent event : events) {
            switch (event.sourceType()) {
                case "db-cluster" -> FailoverEvent.of(event).ifPresent(f -> failover(event.at(), f));
                case "db-instance" -> {
                    if (event.source().equals(writer) && failover == null && switching == null) {
                        instance(event);
                    }
                }
                default -> switchover(event);
            }
        }
        return List.copyOf(found);
    }

    private void failover(Instant at, FailoverEvent event) {
        if (switching != null) {
            return;
        }
        switch (event.phase()) {
            case STARTED -> {
                if (failover == null) {
                    failover = down == null ? at : down;
                }
                target = event.instance();
            }
            case COMPLETED -> {
                add(Kind.FAILOVER, event.instance(), failover, at, false, byFailover(event.instance(), at));
                writer = event.instance();
                calm(at);
            }
            case FAILED -> {
                add(Kind.FAILED_FAILOVER, target, failover, at, false, byFailover(target, at));
                calm(at);
            }
        }
    }

    private void instance(RdsEvent event) {
        String text = event.message().toLowerCase(Locale.ROOT);
        Instant at = event.at();
        if (text.contains("shutdown")) {
            down = at;
        } else if (text.contains("restarted")) {
            if (down != null || at.isAfter(settled.plus(AFTER_FAILOVER))) {
                add(Kind.RESTART, writer, down, at, false, byRestart(at));
                changing = null;
            }
            down = null;
        } else if (text.contains("recovery") && text.contains("started")) {
            recovering = at;
        } else if (text.contains("recovery") && text.contains("complete")) {
            add(Kind.RECOVERY, writer, recovering, at, false, By.AWS);
            recovering = null;
        } else if (text.startsWith("applying modification") && text.contains("class")) {
            changing = at;
        } else if (finished(event)) {
            if (changing != null) {
                add(Kind.CLASS_CHANGE, writer, changing, at, true, byChange(changing));
            }
            changing = null;
        }
    }

    private void switchover(RdsEvent event) {
        String text = event.message().toLowerCase(Locale.ROOT);
        if (!text.startsWith("switchover")) {
            return;
        }
        if (text.contains("cancel")) {
            if (switching != null) {
                add(Kind.CANCELED_SWITCHOVER, "", switching, event.at(), true, bySwitchover(switching));
            }
            calm(event.at());
        } else if (text.contains("started")) {
            switching = switching == null ? event.at() : switching;
        } else if (text.contains("completed")) {
            writer = afterSwitchover.isEmpty() ? writer : afterSwitchover;
            calm(event.at());
        }
    }

    private void calm(Instant at) {
        failover = null;
        switching = null;
        down = null;
        changing = null;
        settled = at;
    }

    private void add(Kind kind, String instance, @Nullable Instant from, Instant to, boolean bound, By by) {
        found.add(new WriteInterruption(kind, instance, Optional.ofNullable(from), to, bound, by));
    }

    private By byFailover(String to, Instant ended) {
        Instant began = failover == null ? ended : failover;
        String from = writer;
        boolean asked = made(c -> c.is("FailoverDBCluster", to), began, SOON);
        boolean caused = !asked && (changed(from, began) || made(c -> c.is("DeleteDBInstance", from), began, SOON));
        return asked || caused ? By.OPERATION : others(began, ended);
    }

    private By byRestart(Instant ended) {
        Instant began = down == null ? ended : down;
        boolean ours = made(c -> c.is("RebootDBInstance", writer), began, SOON)
                || changed(writer, began)
                || made(c -> c.is("ModifyDBCluster"), began, LATE);
        return ours ? By.OPERATION : others(began, ended);
    }

    private By byChange(Instant began) {
        return made(c -> c.is("ModifyDBInstance", writer), began, SOON) ? By.OPERATION : By.OTHERS;
    }

    private By bySwitchover(Instant began) {
        return made(c -> c.is("SwitchoverBlueGreenDeployment"), began, SOON) ? By.OPERATION : By.OTHERS;
    }

    /** True when a call of the operation was changing an instance's class at that time. */
    private boolean changed(String instance, Instant at) {
        return made(
                c -> c.is("ModifyDBInstance", instance)
                        && events.stream()
                                .filter(e -> e.source().equals(instance) && finished(e))
                                .noneMatch(e -> e.at().isAfter(c.at()) && e.at().isBefore(at)),
                at,
                LATE);
    }

    private static boolean finished(RdsEvent event) {
        String text = event.message().toLowerCase(Locale.ROOT);
        return text.startsWith("finished applying modification") && text.contains("class");
    }

    /** One call explains one interruption. */
    private boolean made(Predicate<OwnCall> like, Instant began, Duration within) {
        Optional<OwnCall> made = calls.stream()
                .filter(like)
                .filter(c -> !c.at().isAfter(began.plusSeconds(2)) && began.isBefore(c.at().plus(within)))
                .reduce((first, second) -> second);
        made.ifPresent(calls::remove);
        return made.isPresent();
    }

    private By others(Instant began, Instant ended) {
        return events.stream()
                        .filter(e -> e.sourceType().equals("db-instance")
                                && e.source().equals(writer))
                        .filter(e -> !e.at().isBefore(began.minus(AROUND)) && !e.at().isAfter(ended.plus(AROUND)))
                        .anyMatch(e -> e.categories().stream().anyMatch(SIGNS_OF_AWS::contains))
                ? By.AWS
                : By.OTHERS;
    }
}
