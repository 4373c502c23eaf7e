package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.instance.RestartEvidence.Proof;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ParameterPrecondition;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.engine.Times;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Goal: an instance has restarted, and serves with the parameters that it is meant to have.
 *
 * <p>A reboot is harmful when made twice and may leave no trace, so it is made once and then looked for, until the first
 * of these proves it: a sighting of {@code rebooting}; a restart event that was not there before the call; a parameter
 * group that went from {@code pending-reboot} to {@code in-sync}; the metric EngineUptime; the call's answer, when none
 * of the others has shown for some minutes although the instance serves. What was there before the call is kept with
 * the intent and proves nothing.
 *
 * <p>Without answer and without proof the call may still act until AWS would refuse its signature. Only an EngineUptime
 * measured after that, which says that the database has been up since before the call, disproves it: then it surely has
 * restarted nothing and never will, and the call counts as refused and is made, in effect for the first time. Should the
 * instance restart after all before that, as one that was stuck for long can, it needs no second reboot. Earlier
 * figures disprove nothing, as the call may still arrive. For the same reason an instance is not rebooted within two
 * minutes of its last restart. With neither proof nor disproof a person is asked; the step
 * never reboots again on its own.
 */
public final class RebootInstance extends ParameterizedStep<RebootInstance.Params> {
    /** The word in plans. */
    public static final String ACTION = "reboot_instance";

    /**
     * What is to be rebooted.
     *
     * @param onlyPending an instance that needs no restart when its turn comes is left as it is
     * @param followsWriter a restart since the operation began counts, because readers restart together with the writer; false
     *     where it is not stored
     * @param inPlace the instance may be the writer
     */
    record Params(String instance, boolean onlyPending, boolean followsWriter, boolean inPlace) {
        private static final String FOLLOWS_WRITER = "follows_writer";

        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(
                    fields.text("instance"),
                    fields.flag("only_pending"),
                    json.path(FOLLOWS_WRITER).asBoolean(false),
                    fields.flag("in_place"));
        }

        /** Nobody asks whether a writer follows itself. */
        ObjectNode json() {
            ObjectNode json = Json.object().put("only_pending", onlyPending);
            if (!inPlace) {
                json.put(FOLLOWS_WRITER, followsWriter);
            }
            return json.put("in_place", inPlace).put("instance", instance);
        }
    }

    /** Instances restart on purpose. */
    public static final ClusterEffect EFFECT = new ClusterEffect() {
        @Override
        public void planned(Step step, ExpectedCluster expected) {
            expected.restarting();
        }

        @Override
        public void gone(Step step, ExpectedCluster expected) {
            expected.gone(Params.of(step.planned().parameters()).instance());
        }
    };

    /** In the result: when the instance restarted. */
    public static final String RESTARTED_AT = "restarted_at";

    /** In the result: true when the instance was not rebooted by this step. */
    public static final String SKIPPED = "skipped";

    /** Statuses, events and figures of a restart arrive up to minutes late; chosen. */
    private static final Duration PATIENCE_WITH_TRACES = Duration.ofMinutes(5);

    /** A group may show in-sync some time after the instance is back; chosen. */
    private static final Duration PATIENCE_WITH_PARAMETERS = Duration.ofMinutes(2);

    /** Uptime is known to the minute: two restarts closer than this look like one. */
    private static final Duration TELLING_APART = Duration.ofMinutes(2);

    /** An accepted reboot begins within seconds; chosen with room. */
    private static final Duration LATEST_BEGIN = Duration.ofMinutes(3);

    /** RDS keeps events for 14 days. */
    private static final Duration EVENTS_KEPT = Duration.ofDays(13);

    /** Seconds between looks: clients wait. */
    private static final long DURING = 25;

    /** Seconds between looks: only the operation waits. */
    private static final long RECHECK = 30;

    private static final String AGAIN = "reboot";
    private static final String RESTARTED = "restarted";

    /**
     * Reboots a reader.
     *
     * @param onlyPending unless it needs no restart when its turn comes
     * @param followsWriter unless it has restarted together with the writer since the operation began
     */
    public static PlannedStep planned(String instance, boolean onlyPending, boolean followsWriter) {
        return planned("Reboot " + instance, new Params(instance, onlyPending, followsWriter, false));
    }

    /** Reboots an instance that stays the writer, which takes the database away meanwhile. */
    public static PlannedStep plannedInPlace(String instance, boolean onlyPending) {
        return planned("Reboot " + instance + " in place", new Params(instance, onlyPending, false, true));
    }

    private static PlannedStep planned(String name, Params planned) {
        return PlannedStep.calling(
                        name,
                        ACTION,
                        planned.json(),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(45),
                        "RebootDBInstance " + planned.instance())
                .disrupting();
    }

    public RebootInstance(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    /** The instances that steps have seen restart. */
    public static Set<String> restarted(List<Step> steps) {
        return steps.stream()
                .filter(s -> s.planned().action().equals(ACTION))
                .filter(s -> s.result() != null && s.result().has(RESTARTED_AT))
                .map(s -> Params.of(s.planned().parameters()).instance())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return InstanceSteps.look(operation.target(), parameters(step).instance());
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        String id = planned.instance();
        RebootMemo memo = new RebootMemo(run.memo());
        ObservedCluster seen = reader.look(run.operation());
        Optional<Instance> found = seen.instance(id);
        ChangeContext context =
                ChangeContext.of(reader, run.operation(), new ProposedChange.Reboot(id, planned.inPlace()), seen);
        if (found.isEmpty()) {
            return evaluator
                    .hindrance(run, context)
                    .orElseGet(() -> Outcome.done(Json.object()
                            .put("instance", id)
                            .put(ExpectedCluster.GONE, true)
                            .put(SKIPPED, true)
                            .put("because", "it is gone")));
        }
        Optional<Outcome> trouble = evaluator.hindrance(
                run,
                Fitness.TOPIC,
                Fitness.trouble(context.target(), found.get()).stream().toList());
        if (trouble.isPresent()) {
            return trouble.get();
        }
        memo.saw(seen.serves(found.get()), run.now(), run.intent().isPresent());
        run.intent().filter(i -> i.state() == SavedIntent.State.ACCEPTED).ifPresent(memo::accepted);
        if (run.intent().isEmpty() && chosen(run, AGAIN)) {
            memo.startOver();
        }
        RestartEvidence evidence = evidence(run, seen, id);
        Optional<Proof> proof = proof(run, memo, evidence);
        if (proof.isPresent()) {
            return whenBack(run, seen, found.get(), proof.get(), evidence);
        }
        Optional<Instant> called = memo.call().map(RebootMemo.Call::at);
        if (called.isPresent()) {
            return run.now().isBefore(called.get().plus(PATIENCE_WITH_TRACES))
                    ? Outcome.waiting(
                            "a sign that " + id + " restarts (" + found.get().status() + ")", DURING)
                    : noTrace(
                            run,
                            "RebootDBInstance " + id + " was accepted, and yet " + id + " has not restarted.",
                            called.get(),
                            id,
                            evidence);
        }
        if (run.intent().isEmpty()) {
            Optional<Outcome> unneeded = unneeded(run, planned, seen, evidence).or(() -> upTooShort(run, id, evidence));
            return unneeded.orElseGet(
                    () -> evaluator.hindrance(run, context).orElseGet(() -> reboot(run, context, id, evidence)));
        }
        return unanswered(run, context, id, evidence);
    }

    private RestartEvidence evidence(StepRun run, ObservedCluster seen, String id) {
        Gateways world = reader.world(run.operation().target());
        Instant begin = Stream.of(run.operation().createdAt(), run.now().minus(EVENTS_KEPT))
                .max(Instant::compareTo)
                .orElseThrow();
        return new RestartEvidence(
                seen.instance(id).map(Instance::status).orElse(""),
                seen.parameterStatuses(id),
                world.rds().instanceEvents(id, begin),
                world.metrics().uptime(id));
    }

    private static Optional<Proof> proof(StepRun run, RebootMemo memo, RestartEvidence evidence) {
        Optional<Proof> kept = memo.proof();
        if (kept.isPresent()) {
            return kept;
        }
        Optional<Proof> proof = chosen(run, RESTARTED)
                ? Optional.of(new Proof("a person", run.now()))
                : ofCall(run, memo, evidence)
                        .or(() ->
                                memo.disproved().flatMap(call -> evidence.proof(call.at(), call.before(), run.now())));
        proof.ifPresent(p -> {
            memo.proven(p);
            if (evidence.underWay()) {
                run.sign(p.by());
            } else {
                run.reached(p.by());
            }
        });
        return proof;
    }

    /** What proves that the accepted call, or else the one without answer, took effect. */
    private static Optional<Proof> ofCall(StepRun run, RebootMemo memo, RestartEvidence evidence) {
        Optional<RebootMemo.Call> accepted = memo.call();
        if (accepted.isEmpty()) {
            return run.intent().flatMap(intent -> evidence.proof(intent.at(), intent.evidence(), run.now()));
        }
        Instant called = accepted.get().at();
        boolean patient = run.now().isBefore(called.plus(PATIENCE_WITH_TRACES));
        return evidence.proof(called, accepted.get().before(), run.now())
                .or(() -> patient || evidence.upThroughout(called, LATEST_BEGIN)
                        ? Optional.empty()
                        : Optional.of(new Proof("the call's answer", called)));
    }

    /** Nothing is to be done: by request when it is in sync, or because it restarted together with the writer. */
    private static Optional<Outcome> unneeded(
            StepRun run, Params planned, ObservedCluster seen, RestartEvidence evidence) {
        String id = planned.instance();
        if (seen.whyNotInService(id).isPresent() || chosen(run, AGAIN)) {
            return Optional.empty();
        }
        ObjectNode result = Json.object().put("instance", id).put(SKIPPED, true);
        if (planned.followsWriter()) {
            Optional<Proof> restart = evidence.since(run.operation().createdAt());
            if (restart.isPresent()) {
                return Optional.of(Outcome.done(result.put("because", "it restarted together with the writer")
                        .put("proven_by", restart.get().by())
                        .put(RESTARTED_AT, restart.get().at().toString())));
            }
        }
        return planned.onlyPending()
                ? Optional.of(Outcome.done(result.put("because", "it was in sync already")))
                : Optional.empty();
    }

    /** The metric's figures are a minute apart: of two restarts within it, none could tell which one it shows. */
    private static Optional<Outcome> upTooShort(StepRun run, String id, RestartEvidence evidence) {
        return evidence.since(run.now().minus(TELLING_APART))
                .map(restart -> Outcome.waiting(
                        id + " to have been up for " + TELLING_APART.toMinutes()
                                + " minutes, so that its next restart can be told from its last",
                        Math.clamp(
                                Duration.between(run.now(), restart.at().plus(TELLING_APART))
                                                .toSeconds()
                                        + 1,
                                10,
                                TELLING_APART.toSeconds())));
    }

    private Outcome reboot(StepRun run, ChangeContext context, String id, RestartEvidence before) {
        return run.change(Change.atMostOnce(
                "RebootDBInstance " + id,
                id,
                before.asBefore(),
                () -> evaluator.clear(run, context.with(reader.again(context.target(), context.seen()))),
                intent -> reader.world(context.target()).rds().reboot(intent, id)));
    }

    private Outcome unanswered(StepRun run, ChangeContext context, String id, RestartEvidence evidence) {
        SavedIntent intent = run.intent().orElseThrow();
        Optional<String> disproof = evidence.disproof(intent);
        if (disproof.isPresent()) {
            new RebootMemo(run.memo()).disproved(intent);
            run.disproved(disproof.get());
        } else if (!run.now().isBefore(intent.settledAt()) && !chosen(run, AGAIN)) {
            return run.now().isBefore(intent.settledAt().plus(PATIENCE_WITH_TRACES))
                    ? Outcome.waiting("CloudWatch to tell whether " + id + " has restarted", RECHECK)
                    : noTrace(
                            run,
                            "No answer came to RebootDBInstance " + id
                                    + ", and nothing shows whether it took effect. It "
                                    + "is not repeated without you.",
                            intent.at(),
                            id,
                            evidence);
        }
        return evaluator.hindrance(run, context).orElseGet(() -> reboot(run, context, id, evidence));
    }

    private static Outcome noTrace(StepRun run, String reason, Instant called, String id, RestartEvidence evidence) {
        Target t = run.operation().target();
        String uptime = evidence.uptime()
                .map(u -> "EngineUptime was " + u.seconds() + " s at " + Times.words(u.at()))
                .orElse("CloudWatch has no EngineUptime");
        return new Outcome.Asking(new QuestionDraft(
                        ClusterQuestion.REBOOT_UNKNOWN,
                        Question.Kind.FAILURE,
                        run.step().name() + ": " + reason,
                        "called at " + Times.words(called) + "; no restart event, " + id + " was not seen rebooting, "
                                + uptime,
                        null,
                        List.of(),
                        Set.of(),
                        List.of())
                .withChoice(AGAIN, "reboot " + id + " (again): it has not restarted since " + Times.words(called), true)
                .withChoice(RESTARTED, "go on: it has restarted since " + Times.words(called), false)
                .past(RESTARTED)
                .withCommands(List.of(Commands.events(t, id), Commands.uptime(t, id))));
    }

    /** The instance has restarted, or is about to; done when it serves as it is meant to. */
    private Outcome whenBack(
            StepRun run, ObservedCluster seen, Instance instance, Proof proof, RestartEvidence evidence) {
        String id = instance.id();
        Optional<String> down = seen.whyNotServing(id);
        if (down.isPresent()) {
            return Outcome.waiting(down.get(), DURING);
        }
        run.reached("it has restarted: " + proof.by());
        Instant back = new RebootMemo(run.memo()).backSince(run.now());
        Optional<String> lacks = seen.whyNotInService(id);
        boolean stuck = seen.restartPending(id) || seen.parametersFailed(id);
        if (lacks.isPresent() && !stuck) {
            return Outcome.waiting(lacks.get(), RECHECK);
        }
        if (lacks.isPresent()) {
            if (run.now().isBefore(back.plus(PATIENCE_WITH_PARAMETERS))) {
                return Outcome.waiting(lacks.get(), RECHECK);
            }
            Violation.NeedsApproval ask =
                    ParameterPrecondition.notInSync(run.operation().target(), seen, id, "has restarted");
            Optional<Outcome> asking = evaluator
                    .unlessAccepted(run, ask)
                    .map(o -> o instanceof Outcome.Asking a
                            ? new Outcome.Asking(a.question()
                                    .pastItsCall()
                                    .withChoice(AGAIN, "reboot " + id + " once more, then look again", true))
                            : o);
            if (asking.isPresent()) {
                return asking.get();
            }
        }
        return evaluator
                .hindranceAfter(run, CatchUp.of(run, seen, id, back).stream().toList())
                .orElseGet(() -> Outcome.done(result(run, seen, id, proof, evidence, back)));
    }

    private static ObjectNode result(
            StepRun run, ObservedCluster seen, String id, Proof proof, RestartEvidence evidence, Instant back) {
        RebootMemo memo = new RebootMemo(run.memo());
        Instant called = memo.call()
                .map(RebootMemo.Call::at)
                .or(() -> run.intent().map(SavedIntent::at))
                .orElse(run.operation().createdAt());
        Optional<RdsEvent> restarted = evidence.restart(called);
        ObjectNode result = Json.object()
                .put("instance", id)
                .put("writer", seen.writes(id))
                .put("proven_by", proof.by())
                .put(
                        RESTARTED_AT,
                        restarted.map(RdsEvent::at).orElse(proof.at()).toString());
        Optional<RdsEvent> shutdown = evidence.shutdown(called);
        if (restarted.isPresent()
                && shutdown.isPresent()
                && !restarted.get().at().isBefore(shutdown.get().at())) {
            return measured(result, shutdown.get().at(), restarted.get().at(), "events");
        }
        Optional<Instant> usable = memo.usableAt();
        return usable.isPresent() && memo.outSince().isPresent()
                ? measured(result, usable.get(), back, "sightings")
                : result;
    }

    private static ObjectNode measured(ObjectNode result, Instant from, Instant to, String by) {
        return result.put("out_of_service_seconds", Duration.between(from, to).toSeconds())
                .put("measured_by", by);
    }

    /** Only before a call: the answer to a question is history once the call that it asked for was made. */
    private static boolean chosen(StepRun run, String choice) {
        return run.answer()
                .filter(a -> choice.equals(a.choice()))
                .filter(a -> run.intent().filter(i -> i.at().isAfter(a.at())).isEmpty())
                .isPresent();
    }
}
