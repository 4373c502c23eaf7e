package io.rdsmaint.bench.orchestration;

import io.rdsmaint.bench.Benchmark;
import io.rdsmaint.bench.Options;
import io.rdsmaint.bench.Table;
import io.rdsmaint.local.asl.Execution;
import io.rdsmaint.local.asl.HistoryEvent;
import io.rdsmaint.local.asl.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whole operations in virtual time on worlds of several seeds, in which AWS takes 0.6, 1 and 1.8 times as long as usual; the first of
 * each deployment, which has learned nothing yet, among them. Beside them the same function on a machine whose every wait is 30
 * seconds.
 */
public final class Orchestration implements Benchmark {
    private static final List<Double> FACTORS = List.of(0.6, 1.0, 1.8);
    private static final Duration STORM = Duration.ofSeconds(5);
    private static final double LEAST_SECONDS_BETWEEN_LOOKS = 10;
    private static final List<String> COLUMNS = List.of(
            "operation",
            "waits",
            "transitions",
            "of naive",
            "events",
            "calls",
            "mean lag, s",
            "of naive",
            "p95 lag, s",
            "minutes",
            "over the ideal");

    private static final Subject CLASS_CHANGE = new Subject("class change, 3 nodes", "multi-node", """
            {"params": {"type": "instance_type_change", "cluster_id": "demo-multi",
                        "params": {"target_instance_type": "db.r7g.large"}}}""");
    private static final Subject UPGRADE = new Subject("upgrade, 3 nodes", "upgrade", """
            {"params": {"type": "engine_upgrade", "cluster_id": "demo-upgrade",
                        "params": {"target_engine_version": "16.4", "pause_before_switchover": false,
                                   "pause_before_cleanup": false}}}""");
    private static final Subject CYCLE = new Subject("cycle, 3 nodes", "multi-node", """
            {"params": {"type": "instance_cycle", "cluster_id": "demo-multi", "params": {}}}""");
    private static final Subject STORAGE = new Subject("storage, 3 nodes", "storage", """
            {"params": {"type": "storage_type_change", "cluster_id": "demo-storage",
                        "params": {"target_storage_type": "aurora-iopt1"}}}""");
    private static final List<Subject> SUBJECTS = List.of(CLASS_CHANGE, UPGRADE, CYCLE, STORAGE);

    @Override
    public String name() {
        return "orchestration";
    }

    @Override
    public String about() {
        return "transitions and lag of whole operations in virtual time, beside naive polling every 30 seconds";
    }

    @Override
    public Table run(Options options) {
        int seeds = options.number("seeds", 4);
        List<List<String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        int only = options.number("operation", 0);
        for (Subject subject : only == 0 ? SUBJECTS : List.of(SUBJECTS.get(only - 1))) {
            Map<Mode, Measured> measured = new EnumMap<>(Mode.class);
            for (Mode mode : Mode.values()) {
                measured.put(mode, measured(subject, mode, seeds));
            }
            Measured naive = of(measured, Mode.NAIVE);
            measured.forEach((mode, one) -> rows.add(row(subject, mode, one, naive)));
            notes.addAll(bars(subject, measured));
        }
        double apart = storm(options.number("storm-seed", 1));
        notes.add(bar(
                "an event every " + STORM.toSeconds() + " s: least seconds between looks",
                apart,
                apart >= LEAST_SECONDS_BETWEEN_LOOKS,
                "≥ 10"));
        notes.add(FACTORS.size() * seeds + " operations of each: " + seeds + " seeds each with AWS's times "
                + FACTORS
                + " times the usual, one deployment for each of those. Statuses show 0 to 30 s after the events that"
                + " tell of them; of 100 events 2 are lost.");
        notes.add(
                "A lag is from the last change that describes show before a look which ends a wait to that look; waits for"
                        + " times (warm-ups) have none. Naive is the same function on the same machine with 30 s in each wait.");
        return new Table("Orchestration", COLUMNS, rows, notes);
    }

    private static Measured of(Map<Mode, Measured> measured, Mode mode) {
        return measured.getOrDefault(mode, Measured.NOTHING);
    }

    private static Measured measured(Subject subject, Mode mode, int seeds) {
        Measured all = Measured.NOTHING;
        for (double factor : FACTORS) {
            try (Deployment deployment = new Deployment(mode, subject.world(factor, 1))) {
                for (int seed = 1; seed <= seeds; seed++) {
                    all = all.and(deployment.run(subject.world(factor, seed), subject.input()));
                }
            }
        }
        return all;
    }

    private static List<String> row(Subject subject, Mode mode, Measured one, Measured naive) {
        return List.of(
                subject.words(),
                mode.words(),
                number(one.transitionsEach()),
                ratio(one.transitionsEach() / naive.transitionsEach()),
                number((double) one.events() / one.operations()),
                number((double) one.calls() / one.operations()),
                number(one.meanLag()),
                ratio(one.meanLag() / naive.meanLag()),
                number(one.p95Lag()),
                number(one.seconds() / one.operations() / 60),
                ratio(one.overIdeal()));
    }

    private static List<String> bars(Subject subject, Map<Mode, Measured> measured) {
        Measured naive = of(measured, Mode.NAIVE);
        List<String> bars = new ArrayList<>();
        if (subject.equals(CLASS_CHANGE) || subject.equals(UPGRADE)) {
            bars.add(transitions(subject, of(measured, Mode.POLLING), naive, "polling", 0.80));
            bars.add(lag(subject, of(measured, Mode.POLLING), naive, "polling", 0.90));
            bars.add(transitions(subject, of(measured, Mode.WAKE), naive, "--wake", 0.55));
            bars.add(lag(subject, of(measured, Mode.WAKE), naive, "--wake", 0.60));
            bars.add(lag(subject, of(measured, Mode.ALL_LOST), naive, "all events lost", 2));
        } else {
            bars.add(transitions(subject, of(measured, Mode.POLLING), naive, "polling", 1.2));
        }
        return bars;
    }

    private static String transitions(Subject subject, Measured one, Measured naive, String mode, double most) {
        double ratio = one.transitionsEach() / naive.transitionsEach();
        return bar(subject.words() + ", " + mode + ": transitions / naive", ratio, ratio <= most, "≤ " + ratio(most));
    }

    private static String lag(Subject subject, Measured one, Measured naive, String mode, double most) {
        double ratio = one.meanLag() / naive.meanLag();
        return bar(subject.words() + ", " + mode + ": mean lag / naive", ratio, ratio <= most, "≤ " + ratio(most));
    }

    private static String bar(String what, double value, boolean holds, String bar) {
        return (holds ? "PASS " : "FAIL ") + what + " " + ratio(value) + " (" + bar + ")";
    }

    /** The shortest time between two looks while an event comes every few seconds about each instance. */
    private static double storm(long seed) {
        try (Deployment deployment = new Deployment(Mode.ALL_LOST, CLASS_CHANGE.world(1, seed))) {
            deployment.local().simulator().load(CLASS_CHANGE.world(1, seed));
            Execution execution = deployment.start(CLASS_CHANGE.input());
            while (!Deployment.ended(execution)) {
                for (int i = 1; i <= 3; i++) {
                    deployment
                            .local()
                            .bus()
                            .publish(
                                    "aws.rds",
                                    "RDS DB Instance Event",
                                    List.of(),
                                    Json.object()
                                            .put("SourceIdentifier", "demo-multi-" + i)
                                            .put("EventID", "RDS-EVENT-0014"));
                }
                deployment.time().advance(STORM);
            }
            return leastBetweenLooks(execution.view().events());
        }
    }

    private static double leastBetweenLooks(List<HistoryEvent> history) {
        List<Instant> looks = history.stream()
                .filter(event -> event.type().equals("TaskStateEntered")
                        && event.details().path("name").asText().equals("Look after an event"))
                .map(HistoryEvent::time)
                .toList();
        double least = Double.MAX_VALUE;
        for (int i = 1; i < looks.size(); i++) {
            least = Math.min(
                    least, Duration.between(looks.get(i - 1), looks.get(i)).toMillis() / 1e3);
        }
        return least;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
