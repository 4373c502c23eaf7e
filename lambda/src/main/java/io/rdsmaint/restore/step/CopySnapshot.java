package io.rdsmaint.restore.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.RefusalCode;
import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import io.rdsmaint.restore.plan.Hops.Hop;
import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.restore.world.RestoreWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * R11. Goal: a copy of a snapshot, made by this operation, is available in the step's region. It is found by its name and tag, so that it
 * is never made twice; AWS tells how far it is.
 */
public final class CopySnapshot extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "copy_snapshot";

    private static final String NAME = "copy";
    private static final String SOURCE = "source";
    private static final String FROM = "source_region";
    private static final String KEY = "kms_key";

    /** Seconds until other copies are likely to have ended; chosen. */
    private static final long OTHERS = 300;

    public CopySnapshot(RestoreTools tools) {
        super(ACTION, tools);
    }

    /**
     * Makes the copy where it is to be.
     *
     * @param keepDays how long it is kept after the restore; 0 for one that is removed
     */
    public static PlannedStep planned(Hop hop, int keepDays, Target target) {
        boolean far = !hop.from().equals(hop.to());
        ObjectNode json = Json.object()
                .put(NAME, hop.name())
                .put(SOURCE, hop.source())
                .put(FROM, far ? hop.from() : null)
                .put(KEY, hop.key())
                .put("keep_days", keepDays);
        Duration expected = far
                ? Duration.ofMinutes(30).plusSeconds(10L * hop.gigabytes())
                : Duration.ofMinutes(5).plusSeconds(hop.gigabytes());
        return at(
                PlannedStep.of(
                        "Copy " + hop.source().split(":", 7)[6] + (far ? " from " + hop.from() : "") + " to "
                                + hop.name() + (hop.to().equals(target.region()) ? "" : " in " + hop.to()),
                        ACTION,
                        json,
                        expected,
                        expected.multipliedBy(3).plusDays(1),
                        List.of("CopyDBClusterSnapshot " + hop.name() + " of " + hop.source()
                                + (hop.key() == null ? "" : " KmsKeyId=" + hop.key()))),
                hop.to(),
                target);
    }

    /** A step in a region; where that is the target's, nothing is said of it. */
    public static PlannedStep at(PlannedStep step, String region, Target target) {
        return region.equals(target.region())
                ? step
                : step.at(new PlannedStep.Place(region, target.roleArn(), target.externalId()));
    }

    /** The ARN of what a step copies. */
    public static String source(PlannedStep step) {
        return step.parameters().path(SOURCE).asText();
    }

    /** The name of the copy that a step makes. */
    public static String copy(PlannedStep step) {
        return step.parameters().path(NAME).asText();
    }

    private RestoreWorld here(StepRun run) {
        return tools.worlds().at(AwsScope.of(run.target()));
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String name = copy(run.step().planned());
        Optional<RestorableSnapshot> found = here(run).restores().snapshot(name);
        if (found.isEmpty()) {
            return unusable(run).orElseGet(() -> make(run, name));
        }
        RestorableSnapshot copy = found.get();
        if (!ours(operation, copy.tags())) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NAME_TAKEN,
                    "a snapshot of the name exists that this operation has not made.",
                    copy.arn() + " has no tag " + Names.TAG + "=" + operation.id(),
                    "look again (delete that snapshot first)",
                    List.of(UpgradeCommands.snapshot(run.target(), name)));
        }
        run.reached("snapshot " + name + " is " + copy.status());
        return switch (copy.status()) {
            case "available" ->
                Outcome.done(Json.object().put("arn", copy.arn()).put("gigabytes", copy.gigabytes()));
            case "copying", "creating" -> {
                run.sign("snapshot " + name + " is " + copy.status());
                yield Outcome.underWay(
                        "snapshot " + name + " to be copied (" + copy.percent() + " %" + left(run, copy) + ")", name);
            }
            default ->
                StepQuestion.ask(
                        run,
                        RestoreQuestion.COPY_FAILED,
                        "AWS gave the copy of the snapshot up; nothing that serves was touched.",
                        name + " is " + copy.status(),
                        "look again (delete the failed copy first to have it made again: "
                                + Remedies.deleteSnapshot(run.target(), name) + ")",
                        List.of(UpgradeCommands.snapshot(run.target(), name)));
        };
    }

    /** How long it will take at the pace up to now, once there is one to speak of. */
    private static String left(StepRun run, RestorableSnapshot copy) {
        Instant begun = run.step().startedAt();
        if (begun == null || copy.percent() < 5 || copy.percent() > 99) {
            return "";
        }
        Duration passed = Duration.between(begun, run.now());
        long minutes = passed.multipliedBy(100 - copy.percent())
                .dividedBy(copy.percent())
                .toMinutes();
        return minutes < 1 ? ", about a minute left" : ", about " + minutes + " minutes left at this pace";
    }

    private Outcome make(StepRun run, String name) {
        JsonNode asked = run.parameters();
        String from = asked.path(FROM).isTextual() ? asked.path(FROM).asText() : null;
        String key = asked.path(KEY).isTextual() ? asked.path(KEY).asText() : null;
        String source = source(run.step().planned());
        try {
            return change(
                    run,
                    "CopyDBClusterSnapshot " + name + " of " + source,
                    run.target().region() + "/" + name,
                    true,
                    () -> here(run).restores().snapshot(name).isEmpty(),
                    intent -> here(run).snapshots().copy(intent, source, from, name, key, tags(run)));
        } catch (LastingFailure e) {
            return refused(run, e, key);
        }
    }

    private static Map<String, String> tags(StepRun run) {
        Map<String, String> tags = new TreeMap<>(owned(run.operation()));
        tags.put(Names.COPY_FOR, run.operation().target().name());
        int days = run.parameters().path("keep_days").asInt();
        if (days > 0) {
            tags.put(
                    Names.KEEP_UNTIL,
                    run.now()
                            .plus(Duration.ofDays(days))
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
        }
        return tags;
    }

    /** Too many snapshots and too many copies under way have the same code: which of them it is, the quota tells. */
    private Outcome refused(StepRun run, LastingFailure refusal, @org.jspecify.annotations.Nullable String key) {
        String code = RefusalCode.of(refusal).orElse("");
        String said = String.valueOf(refusal.getMessage());
        return switch (code) {
            case "SnapshotQuotaExceeded", "SnapshotQuotaExceededFault" ->
                room(run)
                        ? Outcome.waiting(
                                "fewer copies to be under way from other regions to "
                                        + run.target().region() + ", where AWS allows no more at once",
                                OTHERS)
                        : StepQuestion.ask(
                                run,
                                RestoreQuestion.COPY_REFUSED,
                                "there are as many manual snapshots as there may be; nothing has been copied.",
                                said,
                                "try again (delete snapshots that nobody needs, or raise the quota, first)",
                                List.of("aws rds describe-account-attributes --region "
                                        + run.target().region()));
            case "KMSKeyNotAccessibleFault" ->
                StepQuestion.ask(
                        run,
                        RestoreQuestion.COPY_REFUSED,
                        "a key can't be used; nothing has been copied.",
                        said + ". The source's key and the copy's"
                                + (key == null ? "" : ", " + key + ",")
                                + " must be enabled, and the function's role needs kms:CreateGrant and kms:DescribeKey on both, by"
                                + " scripts/deploy --kms-key and by the keys' own policies",
                        "try again (mend that first)",
                        List.of());
            default -> throw refusal;
        };
    }

    private boolean room(StepRun run) {
        return here(run).rds().quotas().stream()
                .filter(quota -> quota.name().equals("ManualClusterSnapshots"))
                .allMatch(quota -> quota.left() > 0);
    }

    /** While the source is still being made, it is waited for; what can't be copied is asked about. */
    private Optional<Outcome> unusable(StepRun run) {
        String arn = source(run.step().planned());
        String[] parts = arn.split(":", 7);
        Target target = run.operation().target();
        RestoreWorld there = tools.worlds()
                .at(AwsScope.of(target.at(new PlannedStep.Place(parts[3], target.roleArn(), target.externalId()))));
        Optional<RestorableSnapshot> source = parts[4].equals(target.account())
                ? there.restores().snapshot(parts[6])
                : there.restores().shared(arn);
        return SourceSnapshot.unusable(run, arn, source, parts[3]);
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        PlannedStep.Place place = step.planned().place();
        PlannedStep back = DeleteSnapshotCopy.planned(copy(step.planned()));
        return List.of(place == null ? back : back.at(place));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        String name = copy(step.planned());
        boolean removed = operation.steps().stream()
                .filter(s -> s.planned().action().equals(DeleteSnapshotCopy.ACTION))
                .filter(s -> CopySnapshot.copy(s.planned()).equals(name))
                .anyMatch(s -> s.state() == io.rdsmaint.engine.StepState.COMPLETED);
        if (removed) {
            return Optional.empty();
        }
        PlannedStep.Place place = step.planned().place();
        Target there = place == null ? operation.target() : operation.target().at(place);
        int days = step.planned().parameters().path("keep_days").asInt();
        return Optional.of(
                "snapshot " + name + " in " + there.region() + ", a copy with production's rows as they were, is kept"
                        + (days > 0 ? " for " + days + " days: a later restore of " + there.name() + " removes it" : "")
                        + "; to remove it: " + Remedies.deleteSnapshot(there, name));
    }
}
