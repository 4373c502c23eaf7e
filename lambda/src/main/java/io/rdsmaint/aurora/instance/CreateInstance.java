package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
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
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.NewInstance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import io.rdsmaint.kit.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goal: a temporary instance exists, is a copy of another but for its class, bears our tag, and is in service. */
public final class CreateInstance extends ParameterizedStep<CreateInstance.Params> {
    /** The word in plans. */
    public static final String ACTION = "create_instance";

    /**
     * What is to be made.
     *
     * @param like the instance whose settings it gets
     * @param zone empty lets AWS choose
     * @param tier its promotion tier
     */
    public record Params(String instance, String instanceClass, String like, String zone, int tier) {
        /** As planned. */
        public static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(
                    fields.text("instance"),
                    fields.text("class"),
                    fields.text("like"),
                    fields.text("zone"),
                    fields.number("tier"));
        }

        ObjectNode json() {
            return Json.object()
                    .put("instance", instance)
                    .put("class", instanceClass)
                    .put("like", like)
                    .put("zone", zone)
                    .put("tier", tier);
        }
    }

    /** There is one more member. */
    public static final ClusterEffect EFFECT = new ClusterEffect() {
        @Override
        public void underWay(Step step, ExpectedCluster expected) {
            Params planned = Params.of(step.planned().parameters());
            member(planned, step.memo(), planned.instanceClass(), false, expected);
        }

        @Override
        public void done(Step step, JsonNode result, ExpectedCluster expected) {
            member(
                    Params.of(step.planned().parameters()),
                    result,
                    result.path("class").asText(),
                    true,
                    expected);
        }

        private void member(
                Params planned, JsonNode known, String instanceClass, boolean sure, ExpectedCluster expected) {
            expected.member(
                    planned.instance(),
                    new ExpectedCluster.Known(known.path(RESOURCE_ID).asText(), Set.of(instanceClass), false, sure));
        }
    };

    private static final String RESOURCE_ID = "resource_id";

    /**
     * Creates a temporary instance as a copy of another.
     *
     * @param zone empty lets AWS choose
     */
    public static PlannedStep planned(String id, String instanceClass, String like, String zone, int tier) {
        return PlannedStep.calling(
                "Create temporary instance " + id,
                ACTION,
                new Params(id, instanceClass, like, zone, tier).json(),
                Duration.ofMinutes(10),
                Duration.ofMinutes(60),
                "CreateDBInstance " + id + " " + instanceClass + (zone.isEmpty() ? "" : " in " + zone)
                        + ", settings of " + like);
    }

    public CreateInstance(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return InstanceSteps.look(operation.target(), parameters(step).instance());
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        String id = planned.instance();
        Target target = run.operation().target();
        Optional<Instance> found = reader.world(target).rds().instance(id);
        if (found.isEmpty() || found.get().leaves()) {
            return found.isEmpty() ? create(run, planned) : Outcome.underWay("the former " + id + " to be deleted", id);
        }
        Instance instance = found.get();
        if (!Ownership.tagged(instance, run.operation().id())) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NAME_TAKEN,
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
            return Outcome.underWay(lacks.get(), id);
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

    private Outcome create(StepRun run, Params planned) {
        String id = planned.instance();
        Target target = run.operation().target();
        ObservedCluster seen = reader.look(run.operation());
        ChangeContext context = ChangeContext.of(reader, run.operation(), new ProposedChange.Create(id), seen);
        Optional<Outcome> hindrance = evaluator.hindrance(run, context);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        Optional<Instance> like =
                seen.instance(planned.like()).or(() -> seen.writer().id().flatMap(seen::instance));
        if (like.isEmpty()) {
            return Troubles.gone(run, planned.like());
        }
        NewInstance wanted = copy(run, planned, like.get());
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

    private static NewInstance copy(StepRun run, Params planned, Instance like) {
        return new NewInstance(
                planned.instance(),
                run.operation().target().name(),
                like.engine(),
                planned.instanceClass(),
                planned.zone(),
                planned.tier(),
                like.parameterGroups().isEmpty()
                        ? ""
                        : like.parameterGroups().getFirst().name(),
                like.settings(),
                Ownership.copied(like.tags(), run.operation().id()));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        return List.of(DeleteInstance.planned(parameters(step).instance()));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        String id = parameters(step).instance();
        ExpectedCluster expected = reader.expected(operation);
        ExpectedCluster.Known known = expected.members().get(id);
        return known == null
                ? Optional.empty()
                : Optional.of("temporary instance " + id + (known.sure() ? "" : " (perhaps)")
                        + " is there and is paid for; " + removing(expected, id)
                        + Remedies.deleteInstance(operation.target(), id));
    }

    private static String removing(ExpectedCluster expected, String id) {
        return expected.writers().contains(id)
                ? "IT MAY BE THE WRITER, so fail over to another before you remove it: "
                : "to remove it when it is not the writer: ";
    }

    /** The resource id that the newest step that made an instance of this name wrote down; empty when there is none. */
    static String recorded(Operation operation, String instance) {
        for (Step step : operation.steps().reversed()) {
            boolean made = step.planned().action().equals(ACTION)
                    && Params.of(step.planned().parameters()).instance().equals(instance);
            String resourceId = step.memo().path(RESOURCE_ID).asText();
            if (made && !resourceId.isEmpty()) {
                return resourceId;
            }
        }
        return "";
    }
}
