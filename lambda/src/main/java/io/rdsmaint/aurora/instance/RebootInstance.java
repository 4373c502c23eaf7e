package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.instance.RestartEvidence.Proof;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ParameterPrecondition;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.QuestionDraft;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
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
public final class RebootInstance implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "reboot_instance";

    /** Instances restart on purpose. */
    public static final ClusterEffect EFFECT = new ClusterEffect() {
        @Override
        public void planned(Step step, ExpectedCluster expected) {
            expected.restarting();
        }
    };

    /** Parameter: an instance that needs no restart when its turn comes is left as it is. */
    public static final String ONLY_PENDING = "only_pending";

    /** Parameter: a restart since the operation began counts, because readers restart together with the writer. */
    public static final String FOLLOWS_WRITER = "follows_writer";

    /** Parameter: the instance may be the writer. */
    public static final String IN_PLACE = "in_place";

    /** In the result: when the instance restarted. */
    public static final String RESTARTED_AT = "restarted_at";

    /** In the result: true when the instance was not rebooted by this step. */
    public static final String SKIPPED = "skipped";

    private static final Duration PATIENCE_WITH_TRACES = Duration.ofMinutes(5);
    private static final Duration PATIENCE_WITH_PARAMETERS = Duration.ofMinutes(2);
    private static final Duration TELLING_APART = Duration.ofMinutes(2);
    private static final Duration LATEST_BEGIN = Duration.ofMinutes(3);

    /** RDS keeps events for 14 days. */
    private static final Duration EVENTS_KEPT = Duration.ofDays(13);

    private static final long DURING = 10;
    private static final long RECHECK = 30;
    private static final String AGAIN = "reboot";
    private static final String RESTARTED = "restarted";
    private static final String CALL = "call";
    private static final String DISPROVED = "disproved_call";
    private static final String PROOF = "proof";
    private static final String USABLE_AT = "usable_at";
    private static final String OUT_SINCE = "out_since";
    private static final String BACK_SINCE = "back_since";

    private final ClusterReader reader;
    private final PreconditionEvaluator<ChangeContext> evaluator;

    /**
     * Reboots a reader.
     *
     * @param parameters what the step has to know besides the instance; see {@link RebootInstance}
     */
    public static PlannedStep planned(String instance, ObjectNode parameters) {
        return planned("Reboot " + instance, instance, parameters.put(IN_PLACE, false));
    }

    private static PlannedStep planned(String name, String instance, ObjectNode parameters) {
        return PlannedStep.calling(
                        name,
                        ACTION,
                        parameters.put("instance", instance),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(45),
                        "RebootDBInstance " + instance)
                .disrupting();
    }

    /** Reboots an instance that stays the writer, which takes the database away meanwhile. */
    public static PlannedStep plannedInPlace(String instance, ObjectNode parameters) {
        return planned("Reboot " + instance + " in place", instance, parameters.put(IN_PLACE, true));
    }

    public RebootInstance(ClusterReader reader, PreconditionEvaluator<ChangeContext> evaluator) {
        this.reader = reader;
        this.evaluator = evaluator;
    }

    @Override
    public String action() {
        return ACTION;
    }

    /** The instances that steps have seen restart. */
    public static Set<String> restarted(List<Step> steps) {
        return steps.stream()
                .filter(s -> s.planned().action().equals(ACTION))
                .filter(s -> s.result() != null && s.result().has(RESTARTED_AT))
                .map(s -> s.planned().parameters().path("instance").asText())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Outcome advance(StepRun run) {
        String id = run.parameters().path("instance").asText();
        ObservedCluster seen = reader.look(run.operation());
        Optional<Instance> found = seen.instance(id);
        ProposedChange act =
                new ProposedChange.Reboot(id, run.parameters().path(IN_PLACE).asBoolean());
        ChangeContext context = ChangeContext.of(reader, run.operation(), act, seen);
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
        remember(run, seen.serves(found.get()));
        if (run.intent().isEmpty() && chosen(run, AGAIN)) {
            run.memo().remove(List.of(PROOF, CALL, DISPROVED));
        }
        RestartEvidence evidence = evidence(run, seen, id);
        Optional<Proof> proof = proof(run, evidence);
        if (proof.isPresent()) {
            return whenBack(run, seen, found.get(), evidence);
        }
        if (run.memo().has(CALL)) {
            Instant called = called(run);
            if (!run.now().isBefore(called.plus(PATIENCE_WITH_TRACES))) {
                return noTrace(
                        run,
                        "RebootDBInstance " + id + " was accepted, and yet " + id + " has not restarted.",
                        called,
                        id,
                        evidence);
            }
            return Outcome.waiting(
                    "a sign that " + id + " restarts (" + found.get().status() + ")", DURING);
        }
        if (run.intent().isEmpty()) {
            Optional<Outcome> unneeded = unneeded(run, seen, id, evidence).or(() -> upTooShort(run, id, evidence));
            return unneeded.orElseGet(
                    () -> evaluator.hindrance(run, context).orElseGet(() -> reboot(run, context, id, evidence)));
        }
        return unanswered(run, context, id, evidence);
    }

    /** Keeps what a later look could not tell: when it was last and first seen in service, and the accepted call. */
    private static void remember(StepRun run, boolean serves) {
        ObjectNode memo = run.memo();
        if (serves) {
            if (!memo.has(OUT_SINCE)) {
                memo.put(USABLE_AT, run.now().toString());
            }
        } else {
            memo.remove(BACK_SINCE);
            if (run.intent().isPresent() && !memo.has(OUT_SINCE)) {
                memo.put(OUT_SINCE, run.now().toString());
            }
        }
        run.intent()
                .filter(i -> i.state() == SavedIntent.State.ACCEPTED)
                .ifPresent(
                        i -> memo.putObject(CALL).put("at", i.at().toString()).set("before", i.evidence()));
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

    private static Optional<Proof> proof(StepRun run, RestartEvidence evidence) {
        JsonNode kept = run.memo().path(PROOF);
        if (!kept.isMissingNode()) {
            return Optional.of(new Proof(
                    kept.path("by").asText(), Instant.parse(kept.path("at").asText())));
        }
        Optional<Proof> proof =
                chosen(run, RESTARTED) ? Optional.of(new Proof("a person", run.now())) : Optional.empty();
        JsonNode call = run.memo().path(CALL);
        if (proof.isEmpty() && !call.isMissingNode()) {
            Instant called = called(run);
            boolean patient = run.now().isBefore(called.plus(PATIENCE_WITH_TRACES));
            proof = evidence.proof(called, call.path("before"), run.now())
                    .or(() -> patient || evidence.upThroughout(called, LATEST_BEGIN)
                            ? Optional.empty()
                            : Optional.of(new Proof("the call's answer", called)));
        } else if (proof.isEmpty() && run.intent().isPresent()) {
            SavedIntent intent = run.intent().get();
            proof = evidence.proof(intent.at(), intent.evidence(), run.now());
        }
        JsonNode disproved = run.memo().path(DISPROVED);
        if (proof.isEmpty() && !disproved.isMissingNode()) {
            proof = evidence.proof(Instant.parse(disproved.path("at").asText()), disproved.path("before"), run.now());
        }
        proof.ifPresent(p -> {
            run.memo().putObject(PROOF).put("by", p.by()).put("at", p.at().toString());
            if (evidence.underWay()) {
                run.sign(p.by());
            } else {
                run.reached(p.by());
            }
        });
        return proof;
    }

    /** Nothing is to be done: by request when it is in sync, or because it restarted together with the writer. */
    private static Optional<Outcome> unneeded(StepRun run, ObservedCluster seen, String id, RestartEvidence evidence) {
        if (seen.whyNotInService(id).isPresent() || chosen(run, AGAIN)) {
            return Optional.empty();
        }
        ObjectNode result = Json.object().put("instance", id).put(SKIPPED, true);
        if (run.parameters().path(FOLLOWS_WRITER).asBoolean()) {
            Optional<Proof> restart = evidence.since(run.operation().createdAt());
            if (restart.isPresent()) {
                return Optional.of(Outcome.done(result.put("because", "it restarted together with the writer")
                        .put("proven_by", restart.get().by())
                        .put(RESTARTED_AT, restart.get().at().toString())));
            }
        }
        return run.parameters().path(ONLY_PENDING).asBoolean()
                ? Optional.of(Outcome.done(result.put("because", "it was in sync already")))
                : Optional.empty();
    }

    /** The metric's figures are a minute apart: of two restarts within it, none could tell which one it shows. */
    private static Optional<Outcome> upTooShort(StepRun run, String id, RestartEvidence evidence) {
        return evidence.since(run.now().minus(TELLING_APART))
                .map(restart -> Outcome.waiting(
                        id + " to have been up for " + TELLING_APART.toMinutes()
                                + " minutes, so that its next restart can be told from its last",
                        RECHECK));
    }

    private Outcome reboot(StepRun run, ChangeContext context, String id, RestartEvidence before) {
        return run.change(Change.never(
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
            run.memo().putObject(DISPROVED).put("at", intent.at().toString()).set("before", intent.evidence());
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
                .map(u -> "EngineUptime was " + u.seconds() + " s at " + u.at())
                .orElse("CloudWatch has no EngineUptime");
        return new Outcome.Asking(new QuestionDraft(
                        Question.Kind.FAILURE,
                        run.step().name() + ": " + reason,
                        "called at " + called + "; no restart event, " + id + " was not seen rebooting, " + uptime,
                        null,
                        List.of(),
                        List.of())
                .withChoice(AGAIN, "reboot " + id + " (again): it has not restarted since " + called, true)
                .withChoice(RESTARTED, "go on: it has restarted since " + called, false)
                .withCommands(List.of(Commands.events(t, id), Commands.uptime(t, id))));
    }

    /** The instance has restarted, or is about to; done when it serves as it is meant to. */
    private Outcome whenBack(StepRun run, ObservedCluster seen, Instance instance, RestartEvidence evidence) {
        String id = instance.id();
        Optional<String> down = seen.whyNotServing(id);
        if (down.isPresent()) {
            return Outcome.waiting(down.get(), DURING);
        }
        run.reached("it has restarted: " + run.memo().path(PROOF).path("by").asText());
        if (!run.memo().has(BACK_SINCE)) {
            run.memo().put(BACK_SINCE, run.now().toString());
        }
        Instant back = time(run, BACK_SINCE);
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
                                    .withChoice(AGAIN, "reboot " + id + " once more, then look again", true))
                            : o);
            if (asking.isPresent()) {
                return asking.get();
            }
        }
        return evaluator
                .hindrance(run, CatchUp.of(run, seen, id, back).stream().toList())
                .orElseGet(() -> Outcome.done(result(run, seen, id, evidence)));
    }

    private static ObjectNode result(StepRun run, ObservedCluster seen, String id, RestartEvidence evidence) {
        JsonNode proof = run.memo().path(PROOF);
        Instant called = run.memo().has(CALL)
                ? called(run)
                : run.intent().map(SavedIntent::at).orElse(run.operation().createdAt());
        Optional<RdsEvent> restarted = evidence.restart(called);
        Instant back = time(run, BACK_SINCE);
        ObjectNode result = Json.object()
                .put("instance", id)
                .put("writer", seen.writes(id))
                .put("proven_by", proof.path("by").asText())
                .put(
                        RESTARTED_AT,
                        restarted
                                .map(RdsEvent::at)
                                .orElse(Instant.parse(proof.path("at").asText()))
                                .toString());
        Optional<RdsEvent> shutdown = evidence.shutdown(called);
        if (restarted.isPresent()
                && shutdown.isPresent()
                && !restarted.get().at().isBefore(shutdown.get().at())) {
            return measured(result, shutdown.get().at(), restarted.get().at(), "events");
        }
        return run.memo().has(USABLE_AT) && run.memo().has(OUT_SINCE)
                ? measured(result, time(run, USABLE_AT), back, "sightings")
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

    private static Instant called(StepRun run) {
        return Instant.parse(run.memo().path(CALL).path("at").asText());
    }

    private static Instant time(StepRun run, String field) {
        return Instant.parse(run.memo().path(field).asText());
    }
}
