package io.rdsmaint.aurora.precondition;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.aurora.cluster.Values;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.Grace;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The conditions on copying a cluster, on switching over to the copy, and on taking away what it replaced. */
public final class UpgradePreconditions {
    /** What passes has passed by then, and the old side is kept meanwhile; chosen. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** Who has left is no longer seen once the time that is looked back, and the lateness of figures, have passed. */
    private static final Duration PATIENCE_WITH_CLIENTS = OldClients.LOOKED_BACK.plusMinutes(5);

    /** Seconds between looks: only the operation waits. */
    private static final long LATER = 30;

    private UpgradePreconditions() {}

    /** All of them. */
    public static List<Precondition<ChangeContext>> all() {
        return List.of(
                Precondition.of("nothingPendingAnywhere", UpgradePreconditions::nothingPendingAnywhere),
                new Precondition<>("greenReady", UpgradePreconditions::greenReady),
                Precondition.of("onlyTheOldSide", UpgradePreconditions::onlyTheOldSide),
                Precondition.of("oldSideUnused", UpgradePreconditions::oldSideUnused),
                Precondition.of("productionServes", UpgradePreconditions::productionServes));
    }

    /** Values that wait on the cluster are lost with it, or come into effect at the wrong moment. */
    private static Optional<Violation> nothingPendingAnywhere(ChangeContext context) {
        if (!(context.proposed() instanceof ProposedChange.CreateGreen
                || context.proposed() instanceof ProposedChange.SwitchOver)) {
            return Optional.empty();
        }
        List<String> pending = new ArrayList<>();
        List<String> formerly = new ArrayList<>();
        List<String> subjects = new ArrayList<>(
                Subjects.pendingOnCluster(context.seen().cluster().pending()));
        if (!context.seen().cluster().pending().isEmpty()) {
            formerly.add("cluster: " + new TreeMap<>(context.seen().cluster().pending()));
            pending.add("cluster: " + Values.words(context.seen().cluster().pending()));
        }
        new TreeMap<>(context.seen().instances())
                .values().stream().filter(i -> !i.pending().isEmpty()).forEach(i -> {
                    formerly.add(i.id() + ": " + new TreeMap<>(i.pending()));
                    pending.add(i.id() + ": " + Values.words(i.pending()));
                    subjects.addAll(Subjects.pending(i));
                });
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                                ClusterQuestion.PENDING_VALUES,
                                "PENDING_ANYWHERE",
                                Choices.ACCEPT,
                                "Other changes wait on the cluster or its instances; the switchover would lose them.",
                                String.join("; ", pending),
                                List.of(
                                        Commands.describeCluster(context.target()),
                                        Commands.describeInstances(context.target())),
                                subjects)
                        .formerly(String.join("; ", formerly)));
    }

    private static List<Violation> greenReady(ChangeContext context) {
        return context.proposed() instanceof ProposedChange.SwitchOver switchOver ? switchOver.readiness() : List.of();
    }

    /** H49, H50: only what was written down at the switchover, never what a name suggests, and nothing of production. */
    private static Optional<Violation> onlyTheOldSide(ChangeContext context) {
        if (!(context.proposed() instanceof ProposedChange.Retire old)) {
            return Optional.empty();
        }
        boolean production = context.seen().cluster().resourceId().equals(old.seenResourceId())
                || context.seen().instances().values().stream()
                        .map(Instance::resourceId)
                        .anyMatch(old.seenResourceId()::equals);
        boolean same = old.arn().equals(old.seenArn()) && old.resourceId().equals(old.seenResourceId());
        return same && !production
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                        ClusterQuestion.OLD_SIDE_CHANGED,
                        "NOT_THE_OLD_SIDE",
                        Choices.LOOK_AGAIN,
                        (production ? old.what() + " is in production" : old.what() + " is not what was written down")
                                + ": it is left as it is.",
                        "now " + old.seenArn() + " (" + old.seenResourceId() + "), written down " + old.arn() + " ("
                                + old.resourceId() + ")",
                        List.of(UpgradeCommands.cluster(context.target(), Resource.name(old.seenArn())))));
    }

    /** Clients that have not followed the switchover read what is old, and fail when it is gone. */
    private static Optional<Violation> oldSideUnused(ChangeContext context) {
        if (!(context.proposed() instanceof ProposedChange.Retire old)) {
            return Optional.empty();
        }
        SortedMap<String, Double> used = old.clients().used();
        if (used.isEmpty()) {
            return old.clients().early()
                    ? Optional.of(new Retry("the first figures of the connections to the old cluster", LATER))
                    : Optional.empty();
        }
        String observed = used.entrySet().stream()
                        .map(e -> e.getKey() + ": " + OldClients.count(e.getValue()))
                        .collect(Collectors.joining("; "))
                + ", the most of the last " + OldClients.LOOKED_BACK.toMinutes() + " minutes";
        NeedsApproval ask = new NeedsApproval(
                ClusterQuestion.OLD_SIDE_USED,
                "OLD_SIDE_USED",
                Choices.ACCEPT,
                "Clients are still connected to the old cluster: they read what was true at the switchover, and will lose it."
                        + " Have them connect anew by the cluster's own names.",
                observed,
                used.keySet().stream()
                        .map(id -> UpgradeCommands.connections(context.target(), id))
                        .toList(),
                used.keySet().stream()
                        .map(id -> Violation.key("OLD_SIDE_USED", id))
                        .toList());
        return Optional.of(new Grace(
                new Retry("clients to leave the old cluster (" + observed + ")", LATER), PATIENCE_WITH_CLIENTS, ask));
    }

    /** The old side is the last resort while the new one does not serve. */
    private static Optional<Violation> productionServes(ChangeContext context) {
        if (!(context.proposed() instanceof ProposedChange.Retire)) {
            return Optional.empty();
        }
        Optional<Violation> unclear =
                Roles.unclear(context.target(), context.seen().cluster());
        if (unclear.isPresent()) {
            return unclear;
        }
        Optional<String> lacks = context.seen().writer().id().flatMap(context.seen()::whyNotServing);
        return lacks.map(why -> {
            NeedsApproval ask = new NeedsApproval(
                    ClusterQuestion.PRODUCTION_DOWN,
                    "PRODUCTION_DOWN",
                    Choices.LOOK_AGAIN,
                    "The cluster in production does not serve: the old one is kept until it does.",
                    "waiting for " + why,
                    List.of(Commands.describeCluster(context.target()), Commands.clusterEvents(context.target())));
            boolean lasts = context.seen()
                    .writer()
                    .id()
                    .flatMap(context.seen()::instance)
                    .filter(i -> i.outlook() == Outlook.LASTS)
                    .isPresent();
            return lasts ? Fitness.lasting(ask) : new Grace(new Retry(why, LATER), PATIENCE, ask);
        });
    }
}
