package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.cluster.Troubles;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ParameterPrecondition;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.NewInstance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.StepQuestion;
import io.rdsmaint.kit.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goal: a temporary instance exists, is a copy of another but for its class, bears our tag, and is in service. */
public final class CreateInstance implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "create_instance";

    /** There is one more member. */
    public static final ClusterEffect EFFECT = new ClusterEffect() {
        @Override
        public void underWay(Step step, ExpectedCluster expected) {
            JsonNode parameters = step.planned().parameters();
            member(step, step.memo(), parameters.path("class").asText(), false, expected);
        }

        @Override
        public void done(Step step, JsonNode result, ExpectedCluster expected) {
            member(step, result, result.path("class").asText(), true, expected);
        }

        private void member(Step step, JsonNode known, String instanceClass, boolean sure, ExpectedCluster expected) {
            expected.member(
                    step.planned().parameters().path("instance").asText(),
                    new ExpectedCluster.Known(known.path("resource_id").asText(), Set.of(instanceClass), false, sure));
        }
    };

    private static final String RESOURCE_ID = "resource_id";

    private final ClusterReader reader;
    private final PreconditionEvaluator<ChangeContext> evaluator;

    /**
     * Creates a temporary instance as a copy of another.
     *
     * @param zone empty lets AWS choose
     */
    public static PlannedStep planned(String id, String instanceClass, String like, String zone, int tier) {
        ObjectNode parameters = Json.object()
                .put("instance", id)
                .put("class", instanceClass)
                .put("like", like)
                .put("zone", zone)
                .put("tier", tier);
        return PlannedStep.calling(
                "Create temporary instance " + id,
                ACTION,
                parameters,
                Duration.ofMinutes(10),
                Duration.ofMinutes(60),
                "CreateDBInstance " + id + " " + instanceClass + (zone.isEmpty() ? "" : " in " + zone)
                        + ", settings of " + like);
    }

    public CreateInstance(ClusterReader reader, PreconditionEvaluator<ChangeContext> evaluator) {
        this.reader = reader;
        this.evaluator = evaluator;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        String id = run.parameters().path("instance").asText();
        Target target = run.operation().target();
        Optional<Instance> found = reader.world(target).rds().instance(id);
        if (found.isEmpty() || found.get().leaves()) {
            return found.isEmpty() ? create(run, id) : Outcome.underWay("the former " + id + " to be deleted");
        }
        Instance instance = found.get();
        if (!Ownership.tagged(instance, run.operation().id())) {
            return StepQuestion.ask(
                    run,
                    "an instance " + id + " exists that is not this operation's.",
                    id + " (" + instance.resourceId() + ") in cluster " + instance.clusterId() + " lacks the tag "
                            + Ownership.TAG + "=" + run.operation().id(),
                    "look again (rename or delete that instance first)",
                    List.of(Commands.describeInstance(target, id)));
        }
        run.memo().put(RESOURCE_ID, instance.resourceId());
        run.reached(id + " exists, " + instance.status());
        Optional<Outcome> trouble = evaluator.hindrance(
                run, Fitness.TOPIC, Fitness.trouble(target, instance).stream().toList());
        if (trouble.isPresent()) {
            return trouble.get();
        }
        ObservedCluster seen = reader.look(run.operation());
        Optional<String> lacks = seen.whyNotServing(id);
        if (lacks.isPresent()) {
            return Outcome.underWay(lacks.get());
        }
        List<Violation> objections = ParameterPrecondition.sinceStart(target, seen, id, "has been made").stream()
                .toList();
        return evaluator
                .hindrance(run, objections)
                .orElseGet(() -> Outcome.done(Json.object()
                        .put("instance", id)
                        .put(RESOURCE_ID, instance.resourceId())
                        .put("class", instance.instanceClass())
                        .put("zone", instance.availabilityZone())));
    }

    private Outcome create(StepRun run, String id) {
        Target target = run.operation().target();
        ObservedCluster seen = reader.look(run.operation());
        ChangeContext context = ChangeContext.of(reader, run.operation(), new ProposedChange.Create(id), seen);
        Optional<Outcome> hindrance = evaluator.hindrance(run, context);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        Optional<Instance> like = seen.instance(run.parameters().path("like").asText())
                .or(() -> seen.writer().id().flatMap(seen::instance));
        if (like.isEmpty()) {
            return Troubles.gone(run, run.parameters().path("like").asText());
        }
        NewInstance wanted = copy(run, id, like.get());
        return Troubles.explained(
                run,
                "The creation of " + id + " as " + wanted.instanceClass(),
                () -> run.change(Change.repeatable(
                        "CreateDBInstance " + id + " DBInstanceClass=" + wanted.instanceClass() + " in cluster "
                                + target.name(),
                        id,
                        () -> reader.world(target).rds().instance(id).isEmpty()
                                && evaluator.clear(run, context.with(reader.again(target, seen))),
                        intent -> run.memo()
                                .put(
                                        RESOURCE_ID,
                                        reader.world(target)
                                                .rds()
                                                .createInstance(intent, wanted)
                                                .resourceId()))));
    }

    private static NewInstance copy(StepRun run, String id, Instance like) {
        return new NewInstance(
                id,
                run.operation().target().name(),
                like.engine(),
                run.parameters().path("class").asText(),
                run.parameters().path("zone").asText(),
                run.parameters().path("tier").asInt(),
                like.parameterGroups().isEmpty()
                        ? ""
                        : like.parameterGroups().getFirst().name(),
                like.settings(),
                Ownership.copied(like.tags(), run.operation().id()));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        return List.of(DeleteInstance.planned(
                step.planned().parameters().path("instance").asText()));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        String id = step.planned().parameters().path("instance").asText();
        ExpectedCluster.Known known = reader.expected(operation).members().get(id);
        return known == null
                ? Optional.empty()
                : Optional.of("temporary instance " + id + (known.sure() ? "" : " (perhaps)")
                        + " is there and is paid for; to remove it when it is not the writer: "
                        + Remedies.deleteInstance(operation.target(), id));
    }

    /** The resource id that the newest step that made an instance of this name wrote down; empty when there is none. */
    static String recorded(Operation operation, String instance) {
        for (Step step : operation.steps().reversed()) {
            boolean made = step.planned().action().equals(ACTION)
                    && step.planned().parameters().path("instance").asText().equals(instance);
            if (made && !step.memo().path("resource_id").asText().isEmpty()) {
                return step.memo().path("resource_id").asText();
            }
        }
        return "";
    }
}
