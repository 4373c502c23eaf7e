package io.rdsmaint.aurora.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.precondition.AlarmPrecondition;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Situation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Times;
import io.rdsmaint.gateway.cloudwatch.MetricsGateway;
import io.rdsmaint.gateway.cloudwatch.MinuteLoad;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Goal: for some minutes after the writer has changed, the cluster served about as well as before, or a person accepts
 * that it doesn't. {@link Trend} says what is worse. Only minutes since the change count; those before it are the
 * quarter of an hour before the operation's first disruptive step, which may be days after planning, and where
 * CloudWatch knows nothing of that, the figures at planning. Guard alarms are looked at meanwhile, too.
 *
 * <p>The last minutes reach CloudWatch late: they are waited for a little, and what is missing then is said.
 */
public final class Watch extends ParameterizedStep<Watch.Params> {
    /** The word in plans. */
    public static final String ACTION = "watch";

    /**
     * @param after the name of the step that is watched
     */
    record Params(String after, int minutes) {
        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(fields.text("after"), fields.number("minutes"));
        }

        ObjectNode json() {
            return Json.object().put("after", after).put("minutes", minutes);
        }
    }

    /** What was usual right before the change; chosen. */
    private static final Duration BEFORE = Duration.ofMinutes(15);

    /** A minute's figures arrive a minute or two after it; with room. */
    private static final Duration LATENESS = Duration.ofMinutes(3);

    /** Seconds between looks: there is a figure a minute. */
    private static final long RECHECK = 60;

    private static final String WORSE = "WORSE_THAN_BEFORE";
    private static final String SINCE = "since";
    private static final String WRITER = "writer";
    private static final String FIGURES_BEFORE = "before";

    /** Watches how the cluster serves after a step that gave it another writer. */
    public static PlannedStep planned(PlannedStep after, Duration time) {
        return PlannedStep.looking(
                "Watch the cluster for " + time.toMinutes() + " minutes",
                ACTION,
                new Params(after.name(), (int) time.toMinutes()).json(),
                time,
                time.plus(Duration.ofHours(1)));
    }

    public Watch(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    public Optional<Situation> hurting() {
        return Optional.of(AlarmFindings.SERVED_WORSE);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Operation operation = run.operation();
        Optional<Outcome> ringing = AlarmPrecondition.objection(operation.target(), reader.alarms(operation))
                .flatMap(objection -> evaluator.unlessAccepted(run, objection));
        if (ringing.isPresent()) {
            return ringing.get();
        }
        Cluster cluster = reader.cluster(operation.target());
        Optional<Outcome> unclear = evaluator.hindrance(
                run, Roles.unclear(operation.target(), cluster).stream().toList());
        if (unclear.isPresent()) {
            return unclear.get();
        }
        String writer = cluster.writer().id().orElse("");
        Instant since = since(run, planned, writer);
        MetricsGateway metrics = reader.world(operation.target()).metrics();
        Figures before = before(run, metrics);
        Map<String, List<MinuteLoad>> minutes = metrics.minutes(
                cluster.members().stream().map(Cluster.Member::instanceId).toList(), since, run.now());
        Trend trend = Trend.of(before, writer, minutes);
        Figures after = Figures.over(writer, minutes);
        Optional<Outcome> asking =
                worse(run, trend, since, after, before).flatMap(objection -> evaluator.unlessAccepted(run, objection));
        if (asking.isPresent()) {
            return asking.get();
        }
        Duration left = left(run, planned, since, trend, minutes.getOrDefault(writer, List.of()));
        if (left.isPositive()) {
            return Outcome.waiting(
                    writer + " to serve as well as the writer before (" + left.toSeconds() + " s left; "
                            + after.comparedWith(before) + ")",
                    Math.min(left.toSeconds(), RECHECK));
        }
        return Outcome.done(result(planned, trend, since, after, before));
    }

    /** From when on minutes count: the end of the step that is watched, or when another instance was seen to write. */
    private static Instant since(StepRun run, Params planned, String writer) {
        if (!run.memo().has(SINCE)) {
            Instant changed = watched(run, planned)
                    .map(Step::completedAt)
                    .filter(Objects::nonNull)
                    .orElse(run.now());
            run.memo().put(SINCE, changed.toString()).put(WRITER, writer);
        } else if (!run.memo().path(WRITER).asText().equals(writer)) {
            run.memo().put(SINCE, run.now().toString()).put(WRITER, writer);
        }
        return Instant.parse(run.memo().path(SINCE).asText());
    }

    private static Optional<Step> watched(StepRun run, Params planned) {
        return run.operation().steps().reversed().stream()
                .filter(s -> s.state() == StepState.COMPLETED && s.name().equals(planned.after()))
                .findFirst();
    }

    private static Figures before(StepRun run, MetricsGateway metrics) {
        if (!run.memo().has(FIGURES_BEFORE)) {
            Figures planned = Figures.read(run.operation().baseline().path(Figures.LOAD));
            List<String> members = new ArrayList<>();
            run.operation().baseline().path("members").fieldNames().forEachRemaining(members::add);
            Figures measured = firstDisruption(run)
                    .map(at -> Figures.over(planned.writer(), metrics.minutes(members, at.minus(BEFORE), at)))
                    .orElse(planned);
            run.memo().set(FIGURES_BEFORE, measured.or(planned).json());
        }
        return Figures.read(run.memo().path(FIGURES_BEFORE));
    }

    private static Optional<Instant> firstDisruption(StepRun run) {
        return run.operation().steps().stream()
                .filter(s -> s.planned().disruptive())
                .map(Step::startedAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    private static Optional<Violation.NeedsApproval> worse(
            StepRun run, Trend trend, Instant since, Figures after, Figures before) {
        if (trend.worse().isEmpty()) {
            return Optional.empty();
        }
        String writer = after.writer();
        return Optional.of(new Violation.NeedsApproval(
                        ClusterQuestion.WORSE_THAN_BEFORE,
                        WORSE,
                        Choices.PASS,
                        "The cluster serves worse than before: "
                                + trend.worse().stream().map(Trend.Worse::words).collect(Collectors.joining("; "))
                                + ".",
                        "since " + Times.words(since) + ": " + after.comparedWith(before),
                        List.of(Commands.load(run.operation().target(), writer)),
                        trend.worse().stream()
                                .map(w -> w.figure() + " since " + since)
                                .toList())
                .formerly("since " + since + ": " + after.comparedWith(before)));
    }

    /** Until the time is over and its last minute has arrived or is overdue, and nothing is half decided. */
    private static Duration left(StepRun run, Params planned, Instant since, Trend trend, List<MinuteLoad> writer) {
        Instant end = since.plus(Duration.ofMinutes(planned.minutes()));
        boolean arrived = !writer.isEmpty() && !writer.getLast().at().isBefore(end.minus(Duration.ofMinutes(1)));
        Instant last = trend.undecided()
                ? end.plus(Duration.ofMinutes(Trend.MINUTES)).plus(LATENESS)
                : arrived ? end : end.plus(LATENESS);
        return Duration.between(run.now(), last);
    }

    private static ObjectNode result(Params planned, Trend trend, Instant since, Figures after, Figures before) {
        ObjectNode result = Json.object()
                .put(WRITER, after.writer())
                .put("minutes", planned.minutes())
                .put(SINCE, since.toString());
        result.set(FIGURES_BEFORE, before.json());
        result.set("after", after.json());
        result.set(
                "accepted",
                Json.texts(trend.worse().stream().map(Trend.Worse::words).toList()));
        result.set("missing", Json.texts(trend.missing()));
        return result;
    }
}
