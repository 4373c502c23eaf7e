package io.rdsmaint.steps.bluegreen;

import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.Outlook;
import io.rdsmaint.steps.Act;
import io.rdsmaint.steps.Commands;
import io.rdsmaint.steps.Fitness;
import io.rdsmaint.steps.Guard;
import io.rdsmaint.steps.Objection;
import io.rdsmaint.steps.Objection.Ask;
import io.rdsmaint.steps.Objection.Lingering;
import io.rdsmaint.steps.Objection.NotYet;
import io.rdsmaint.steps.Roles;
import io.rdsmaint.steps.Scene;
import io.rdsmaint.steps.Subjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The conditions on copying a cluster, on switching over to the copy, and on taking away what it replaced. */
public final class UpgradeGuards {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int FEW_CONNECTIONS = 2;

    /** The metric shows what was until some minutes ago. */
    private static final Duration PATIENCE_WITH_CLIENTS = Duration.ofMinutes(6);

    private static final long LATER = 30;

    private UpgradeGuards() {}

    /** All of them. */
    public static List<Guard> all() {
        return List.of(
                Guard.of("nothingPendingAnywhere", UpgradeGuards::nothingPendingAnywhere),
                new Guard("greenReady", UpgradeGuards::greenReady),
                Guard.of("onlyTheOldSide", UpgradeGuards::onlyTheOldSide),
                Guard.of("oldSideUnused", UpgradeGuards::oldSideUnused),
                Guard.of("productionServes", UpgradeGuards::productionServes));
    }

    /** Values that wait on the cluster are lost with it, or come into effect at the wrong moment. */
    private static Optional<Objection> nothingPendingAnywhere(Scene scene) {
        if (!(scene.act() instanceof Act.CreateGreen || scene.act() instanceof Act.SwitchOver)) {
            return Optional.empty();
        }
        List<String> pending = new ArrayList<>();
        List<String> subjects =
                new ArrayList<>(Subjects.pendingOnCluster(scene.seen().cluster().pending()));
        if (!scene.seen().cluster().pending().isEmpty()) {
            pending.add("cluster: " + new TreeMap<>(scene.seen().cluster().pending()));
        }
        new TreeMap<>(scene.seen().instances())
                .values().stream().filter(i -> !i.pending().isEmpty()).forEach(i -> {
                    pending.add(i.id() + ": " + new TreeMap<>(i.pending()));
                    subjects.addAll(Subjects.pending(i));
                });
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ask(
                        "PENDING_ANYWHERE",
                        false,
                        true,
                        "Other changes wait on the cluster or its instances; the switchover would lose them.",
                        String.join("; ", pending),
                        List.of(Commands.describeCluster(scene.target()), Commands.describeInstances(scene.target())),
                        subjects));
    }

    private static List<Objection> greenReady(Scene scene) {
        return scene.act() instanceof Act.SwitchOver switchOver ? switchOver.readiness() : List.of();
    }

    /** H49, H50: only what was written down at the switchover, never what a name suggests, and nothing of production. */
    private static Optional<Objection> onlyTheOldSide(Scene scene) {
        if (!(scene.act() instanceof Act.Retire old)) {
            return Optional.empty();
        }
        boolean production = scene.seen().cluster().resourceId().equals(old.seenResourceId())
                || scene.seen().instances().values().stream()
                        .map(Instance::resourceId)
                        .anyMatch(old.seenResourceId()::equals);
        boolean same = old.arn().equals(old.seenArn()) && old.resourceId().equals(old.seenResourceId());
        return same && !production
                ? Optional.empty()
                : Optional.of(new Ask(
                        "NOT_THE_OLD_SIDE",
                        false,
                        false,
                        (production ? old.what() + " is in production" : old.what() + " is not what was written down")
                                + ": it is left as it is.",
                        "now " + old.seenArn() + " (" + old.seenResourceId() + "), written down " + old.arn() + " ("
                                + old.resourceId() + ")",
                        List.of(UpgradeCommands.cluster(scene.target(), Resource.name(old.seenArn())))));
    }

    /**
     * Clients that have not followed the switchover read what is old, and fail when it is gone. What watches a database
     * holds a connection or two.
     */
    private static Optional<Objection> oldSideUnused(Scene scene) {
        if (!(scene.act() instanceof Act.Retire old)) {
            return Optional.empty();
        }
        Map<String, Double> used = new TreeMap<>(old.connections());
        used.values().removeIf(connections -> connections <= FEW_CONNECTIONS);
        if (used.isEmpty()) {
            return Optional.empty();
        }
        String observed = used.entrySet().stream()
                .map(e -> e.getKey() + ": " + Math.round(e.getValue()) + " connections")
                .collect(Collectors.joining("; "));
        Ask ask = new Ask(
                "OLD_SIDE_USED",
                false,
                true,
                "Clients are still connected to the old cluster: they read what was true at the switchover, and will lose it."
                        + " Have them connect anew by the cluster's own names.",
                observed,
                used.keySet().stream()
                        .map(id -> UpgradeCommands.connections(scene.target(), id))
                        .toList(),
                used.keySet().stream()
                        .map(id -> Subjects.key("OLD_SIDE_USED", id))
                        .toList());
        return Optional.of(new Lingering(
                new NotYet("clients to leave the old cluster (" + observed + ")", LATER), PATIENCE_WITH_CLIENTS, ask));
    }

    /** The old side is the last resort while the new one does not serve. */
    private static Optional<Objection> productionServes(Scene scene) {
        if (!(scene.act() instanceof Act.Retire)) {
            return Optional.empty();
        }
        Optional<Objection> unclear = Roles.unclear(scene.target(), scene.seen().cluster());
        if (unclear.isPresent()) {
            return unclear;
        }
        Optional<String> lacks = scene.seen().writer().id().flatMap(scene.seen()::whyNotServing);
        return lacks.map(why -> {
            Ask ask = new Ask(
                    "PRODUCTION_DOWN",
                    false,
                    false,
                    "The cluster in production does not serve: the old one is kept until it does.",
                    "waiting for " + why,
                    List.of(Commands.describeCluster(scene.target()), Commands.clusterEvents(scene.target())));
            boolean lasts = scene.seen()
                    .writer()
                    .id()
                    .flatMap(scene.seen()::instance)
                    .filter(i -> i.outlook() == Outlook.LASTS)
                    .isPresent();
            return lasts ? Fitness.lasting(ask) : new Lingering(new NotYet(why, LATER), PATIENCE, ask);
        });
    }
}
