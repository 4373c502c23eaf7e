package io.rdsmaint.operations.preflight;

import io.rdsmaint.engine.Window;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.PendingMaintenance;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Will AWS itself begin to work on the cluster in the meantime? */
final class MaintenanceChecks {
    private MaintenanceChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("pending-maintenance", MaintenanceChecks::pending),
                new Check("maintenance-window", MaintenanceChecks::window),
                new Check("backup-window", MaintenanceChecks::backup));
    }

    private static void pending(Look look, Found found) {
        Instant end = end(look);
        for (PendingMaintenance action : look.seen().maintenance()) {
            Optional<Instant> due = due(action, look.seen().at(), end);
            String observed = "maintenance %s (%s) waits on %s"
                    .formatted(action.action(), action.description(), action.resource());
            String apply = look.rds("apply-pending-maintenance-action --resource-identifier %s --apply-action %s"
                    .formatted(action.resource(), action.action()));
            if (due.isPresent()) {
                found.refuse(
                        "%s and may begin at %s; none may before %s".formatted(observed, due.get(), end),
                        "have it done first: " + apply + " --opt-in-type immediate — or take it back: " + apply
                                + " --opt-in-type undo-opt-in — or start after it");
            } else {
                found.warn(
                        observed + ", not before " + end,
                        "do it on its own, before or after: " + apply + " --opt-in-type immediate");
            }
        }
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
        for (Instance instance : look.changed()) {
            windows.put("instance " + instance.id(), instance.settings().maintenanceWindow());
        }
        boolean mayAct = !look.seen().maintenance().isEmpty()
                || look.changed().stream().anyMatch(i -> i.settings().autoMinorUpgrade());
        windows.forEach((name, text) -> opens(look, text).ifPresent(at -> {
            String observed = "the maintenance window %s of %s opens at %s; this takes until about %s"
                    .formatted(text, name, at, end(look));
            String way = "start after the window, or move it: "
                    + (name.startsWith("cluster")
                            ? look.rds("modify-db-cluster --db-cluster-identifier "
                                    + look.cluster().id() + " --preferred-maintenance-window ddd:hh:mm-ddd:hh:mm")
                            : look.rds("modify-db-instance --db-instance-identifier "
                                    + name.substring("instance ".length())
                                    + " --preferred-maintenance-window ddd:hh:mm-ddd:hh:mm"));
            if (mayAct) {
                found.ask(observed + "; maintenance or an automatic minor upgrade may begin then", way);
            } else {
                found.warn(observed, way);
            }
        }));
    }

    private static void backup(Look look, Found found) {
        String text = look.cluster().windows().backup();
        opens(look, text)
                .ifPresent(at -> found.warn(
                        "the backup window %s opens at %s; an instance can't be changed while it is backing-up"
                                .formatted(text, at),
                        "nothing to do: steps wait; start later to save the wait"));
    }

    private static Optional<Instant> opens(Look look, String window) {
        return Window.parse(window).flatMap(w -> w.within(look.seen().at(), duration(look)));
    }

    private static Instant end(Look look) {
        return look.seen().at().plus(duration(look));
    }

    /** Twice the usual time: questions and slow days count, too. */
    private static Duration duration(Look look) {
        return look.scope().duration().multipliedBy(2);
    }
}
