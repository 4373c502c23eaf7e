package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells what a switchover's call has led to: under way, brought back, or nothing yet. */
final class SwitchoverSigns {
    /** In the memo: when the green cluster was first seen under the name. */
    static final String SWITCHED_AT = "switched_at";

    /** In the memo: when the blue cluster was last seen under the name, with nothing under way. */
    static final String BLUE_SEEN = "blue_seen";

    /** In the memo: when the step first looked; once switched, when the call was made. */
    static final String STARTED = "started";

    private static final String UNDER_WAY_SEEN = "under_way_seen";

    /** What only tells when something was seen. */
    static final Set<String> OBSERVED = Set.of(BLUE_SEEN, UNDER_WAY_SEEN);

    private static final String QUIET_SINCE = "quiet_since";
    private static final String ASKED = "asked_to_try_again";
    private static final String AGAIN = "trying_again";

    /** Deployment and clusters are two describes: one may show the end later; chosen. */
    private static final Duration PATIENCE_AFTER_EFFECT = Duration.ofSeconds(30);

    /** Seconds between looks: clients wait. */
    private static final long DURING = 10;

    private final Deployments deployments;

    SwitchoverSigns(Deployments deployments) {
        this.deployments = deployments;
    }

    /** Takes down when it began, and whether a person has just chosen to try again. */
    void begin(StepRun run) {
        if (!run.memo().has(STARTED)) {
            run.memo().put(STARTED, run.now().toString());
        }
        if (run.memo().path(ASKED).asBoolean() && run.answer().isPresent()) {
            run.memo().remove(ASKED);
            run.memo().put(AGAIN, true);
        }
    }

    /** True from a person's choice to try again until that attempt has failed. */
    boolean tryingAgain(StepRun run) {
        return run.memo().path(AGAIN).asBoolean();
    }

    /** The blue cluster has the name, and nothing is under way. */
    void blueSeen(StepRun run) {
        if (!run.memo().has(UNDER_WAY_SEEN)) {
            run.memo().put(BLUE_SEEN, run.now().toString());
        }
    }

    Outcome switching(StepRun run, BlueGreen deployment) {
        run.sign("the switchover is in progress");
        run.memo().put(UNDER_WAY_SEEN, run.now().toString());
        run.memo().remove(QUIET_SINCE);
        return Outcome.waiting("the switchover to end (" + statuses(deployment) + ")", DURING);
    }

    /** All that could later be mistaken for the effect of a call. */
    ObjectNode evidence(StepRun run, BlueGreen deployment) {
        ObjectNode evidence =
                Json.object().put("statuses", statuses(deployment)).put("details", details(deployment));
        evidence.set("events", Json.texts(keys(events(run, run.now().minus(Duration.ofDays(1))))));
        return evidence;
    }

    /** H48: the call took effect, and yet the blue cluster has the name; a failed look never says so. */
    Optional<Outcome> failure(StepRun run, BlueGreen deployment) {
        Optional<SavedIntent> intent = run.intent();
        if (intent.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode before = intent.get().evidence();
        List<String> known = Json.texts(before.path("events"));
        Optional<RdsEvent> canceled = events(run, intent.get().at().minus(Duration.ofMinutes(1))).stream()
                .filter(e -> !known.contains(key(e)))
                .filter(e -> e.message().toLowerCase(Locale.ROOT).contains("cancel"))
                .findFirst();
        boolean failed = deployment.switchoverFailed()
                && !(statuses(deployment).equals(before.path("statuses").asText())
                        && details(deployment).equals(before.path("details").asText()));
        canceled.ifPresent(e -> run.sign("event: " + e.message()));
        if (failed) {
            run.sign("statuses: " + statuses(deployment));
        }
        boolean wasUnderWay = run.memo().has(UNDER_WAY_SEEN);
        if (canceled.isEmpty() && !failed && !wasUnderWay) {
            return Optional.empty();
        }
        return canceled.isPresent() || failed
                ? Optional.of(broughtBack(run, deployment, canceled))
                : Optional.of(whenQuiet(run, deployment));
    }

    /** It was under way and is no more, but nothing says how it ended: a late view of the statuses looks the same. */
    private Outcome whenQuiet(StepRun run, BlueGreen deployment) {
        if (!run.memo().has(QUIET_SINCE)) {
            run.memo().put(QUIET_SINCE, run.now().toString());
        }
        Instant since = Instant.parse(run.memo().path(QUIET_SINCE).asText());
        return run.now().isBefore(since.plus(PATIENCE_AFTER_EFFECT))
                ? Outcome.waiting("the switchover's end to show", DURING)
                : broughtBack(run, deployment, Optional.empty());
    }

    private static Outcome broughtBack(StepRun run, BlueGreen deployment, Optional<RdsEvent> event) {
        Target t = run.operation().target();
        forget(run);
        return tryAgain(
                run,
                "AWS canceled the switchover and brought everything back: the cluster is as it was before, and green is "
                        + "still there." + cause(deployment, event),
                deployment,
                List.of(UpgradeCommands.describe(t, deployment.id()), UpgradeCommands.events(t, deployment.id())));
    }

    private static void forget(StepRun run) {
        run.memo().remove(UNDER_WAY_SEEN);
        run.memo().remove(QUIET_SINCE);
        run.memo().remove(AGAIN);
    }

    /** Asks whether to call for another switchover; only the answer to this lets an earlier failure pass. */
    static Outcome tryAgain(StepRun run, String reason, BlueGreen deployment, List<String> commands) {
        run.memo().put(ASKED, true);
        return StepQuestion.ask(
                run,
                ClusterQuestion.SWITCHOVER_FAILED,
                reason,
                "deployment " + deployment.name() + " is " + deployment.status() + ", its members "
                        + String.join(", ", members(deployment))
                        + (details(deployment).isEmpty() ? "" : "; " + details(deployment)),
                "check everything again and call for another switchover (mend the cause first)",
                commands);
    }

    private static String cause(BlueGreen deployment, Optional<RdsEvent> event) {
        String said = event.map(RdsEvent::message).orElse(details(deployment));
        return said.isEmpty() ? "" : " AWS says: " + said;
    }

    List<RdsEvent> events(StepRun run, Instant since) {
        return Deployments.id(run.operation())
                .map(id -> deployments.gateway(run.operation()).events(id, since))
                .orElse(List.of());
    }

    private static List<String> keys(List<RdsEvent> events) {
        return events.stream().map(SwitchoverSigns::key).toList();
    }

    /** The same words come again with the next attempt; only with its time is an event itself. */
    private static String key(RdsEvent event) {
        return event.at() + " " + event.message();
    }

    private static String details(BlueGreen deployment) {
        return deployment.statusDetails() == null ? "" : deployment.statusDetails();
    }

    private static String statuses(BlueGreen deployment) {
        return deployment.status() + ", members " + members(deployment);
    }

    private static List<String> members(BlueGreen deployment) {
        return deployment.switchovers().stream()
                .map(BlueGreen.Switchover::status)
                .distinct()
                .sorted()
                .toList();
    }
}
