package io.rdsmaint.aurora.preflight;

import io.rdsmaint.engine.Window;
import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.PendingMaintenance;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Will AWS itself begin to work on the cluster in the meantime? */
final class MaintenanceChecks {
    static final Check<Look> PENDING = new Check<>("pending-maintenance", MaintenanceChecks::pending);
    static final Check<Look> WINDOW = new Check<>("maintenance-window", MaintenanceChecks::window);
    static final Check<Look> MINOR_UPGRADE = new Check<>("minor-upgrade-due", MaintenanceChecks::minorUpgrade);
    static final Check<Look> BACKUP = new Check<>("backup-window", MaintenanceChecks::backup);

    private MaintenanceChecks() {}

    static List<Check<Look>> all() {
        return List.of(PENDING, WINDOW, MINOR_UPGRADE, BACKUP);
    }

    private static void pending(Look look, Found found) {
        Span span = Span.of(look);
        for (PendingMaintenance action : look.seen().maintenance()) {
            Optional<Instant> due = due(action, look.seen().at(), span.end());
            String observed = "maintenance %s (%s) waits on %s"
                    .formatted(action.action(), action.description(), action.resource());
            String apply = look.rds("apply-pending-maintenance-action --resource-identifier %s --apply-action %s"
                    .formatted(action.resource(), action.action()));
            if (due.isEmpty()) {
                found.warn(
                        observed + ", not before " + span.end(),
                        "do it on its own, before or after: " + apply + " --opt-in-type immediate");
            } else if (doneBefore(action, due.get(), look, span)) {
                found.warn(
                        "%s and may begin at %s, while the operation waits for %s"
                                .formatted(observed, due.get(), span.begin()),
                        "nothing to do if it may restart what it is for then; else take it back: " + apply
                                + " --opt-in-type undo-opt-in");
            } else {
                found.refuse(
                        "%s and may begin at %s; none may from %s to %s"
                                .formatted(observed, due.get(), span.begin(), span.end()),
                        "have it done first: " + apply + " --opt-in-type immediate — or take it back: " + apply
                                + " --opt-in-type undo-opt-in — or start after it");
            }
        }
    }

    /** True when its own time comes while the operation still waits. */
    private static boolean doneBefore(PendingMaintenance action, Instant due, Look look, Span span) {
        Instant from = due.isAfter(span.now()) ? due : span.now();
        if (!from.isBefore(span.begin())) {
            return false;
        }
        return "immediate".equals(action.optIn())
                || due.equals(action.forced())
                || Window.parse(windowOf(action.resource(), look))
                        .flatMap(w -> w.within(from, Duration.between(from, span.begin())))
                        .isPresent();
    }

    private static String windowOf(String arn, Look look) {
        String id = arn.substring(arn.lastIndexOf(':') + 1);
        return arn.contains(":cluster:")
                ? look.cluster().windows().maintenance()
                : look.seen()
                        .instance(id)
                        .map(i -> i.settings().maintenanceWindow())
                        .orElse("");
    }

    private static Optional<Instant> due(PendingMaintenance action, Instant from, Instant end) {
        if ("immediate".equals(action.optIn())) {
            return Optional.of(from);
        }
        return Stream.of(action.autoApplied(), action.forced(), action.current())
                .filter(Objects::nonNull)
                .filter(d -> d.isBefore(end))
                .min(Instant::compareTo);
    }

    private static void window(Look look, Found found) {
        Map<String, String> windows = new LinkedHashMap<>();
        windows.put("cluster " + look.cluster().id(), look.cluster().windows().maintenance());
        for (Instance instance : look.restarted()) {
            windows.put("instance " + instance.id(), instance.settings().maintenanceWindow());
        }
        boolean mayAct = !look.seen().maintenance().isEmpty()
                || look.restarted().stream().anyMatch(i -> i.settings().autoMinorUpgrade());
        Span span = Span.of(look);
        windows.forEach((name, text) -> {
            Optional<Instant> working = span.whileWorking(text);
            String way = "start after the window, or move it: "
                    + (name.startsWith("cluster")
                            ? look.rds("modify-db-cluster --db-cluster-identifier "
                                    + look.cluster().id() + " --preferred-maintenance-window ddd:hh:mm-ddd:hh:mm")
                            : look.rds("modify-db-instance --db-instance-identifier "
                                    + name.substring("instance ".length())
                                    + " --preferred-maintenance-window ddd:hh:mm-ddd:hh:mm"));
            String opens = "the maintenance window %s of %s opens at %s; ";
            if (working.isPresent()) {
                String observed =
                        (opens + "this takes until about %s").formatted(text, name, working.get(), span.end());
                if (mayAct) {
                    found.ask(observed + "; maintenance or an automatic minor upgrade may begin then", way);
                } else {
                    found.warn(observed, way);
                }
            } else {
                span.whileWaiting(text)
                        .ifPresent(at -> found.warn(
                                (opens + "the operation still waits for %s then")
                                        .formatted(text, name, at, span.begin()),
                                "nothing to do if maintenance may be done then; else move the window"));
            }
        });
    }

    /**
     * A cluster takes automatic minor upgrades when all its instances do; source: AWS on automatic minor version upgrades for
     * Aurora. None shows as pending maintenance before its turn has come.
     */
    private static void minorUpgrade(Look look, Found found) {
        Collection<Instance> instances = look.seen().instances().values();
        EngineVersion version = look.seen().engineVersion();
        if (instances.isEmpty()
                || version == null
                || !instances.stream().allMatch(i -> i.settings().autoMinorUpgrade())) {
            return;
        }
        version.upgrades().stream()
                .filter(u -> u.automatic() && !u.major())
                .findFirst()
                .ifPresent(u -> {
                    String order = look.cluster().features().upgradeOrder();
                    String instance = instances.iterator().next().id();
                    found.warn(
                            "cluster %s takes automatic minor upgrades, and AWS gives %s to those of version %s: it comes in a"
                                            .formatted(look.cluster().id(), u.version(), version.version())
                                    + " maintenance window, restarts all instances"
                                    + (order == null ? "" : "; rollout order " + order),
                            "nothing to do if it may come before or after; to put it off, turn it off on one instance for"
                                    + " the time: "
                                    + look.rds("modify-db-instance --no-auto-minor-version-upgrade"
                                            + " --db-instance-identifier " + instance));
                });
    }

    private static void backup(Look look, Found found) {
        String text = look.cluster().windows().backup();
        Span.of(look)
                .whileWorking(text)
                .ifPresent(at -> found.warn(
                        "the backup window %s opens at %s; an instance can't be changed while it is backing-up"
                                .formatted(text, at),
                        "nothing to do: steps wait; start later to save the wait"));
    }

    /**
     * The time that an operation takes: it waits until its schedule lets it begin, and then works for about twice the
     * usual time, because questions and slow days count, too. When the work needs more than one opening of its window,
     * nobody knows how long it takes; the first is what counts here.
     *
     * @param now when it is started
     * @param begin when its disruptive steps begin
     * @param end when it has ended
     */
    private record Span(Instant now, Instant begin, Instant end) {

        static Span of(Look look) {
            Instant now = look.seen().at();
            Instant begin = look.scope().schedule().opening(now, Duration.ZERO);
            return new Span(now, begin, begin.plus(look.scope().duration().multipliedBy(2)));
        }

        /** When a window opens, or is open already, while it works. */
        Optional<Instant> whileWorking(String window) {
            return opens(window, begin, end);
        }

        /** When a window opens, or is open already, while it waits. */
        Optional<Instant> whileWaiting(String window) {
            return opens(window, now, begin);
        }

        private static Optional<Instant> opens(String window, Instant from, Instant until) {
            return Window.parse(window).flatMap(w -> w.within(from, Duration.between(from, until)));
        }
    }
}
