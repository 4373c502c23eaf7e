package io.rdsmaint.steps;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.NewInstance;
import java.util.List;
import java.util.Optional;

/** Goal: a temporary instance exists, is a copy of another but for its class, bears our tag, and is in service. */
public final class CreateInstance implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "create_instance";

    private static final String RESOURCE_ID = "resource_id";

    private final Observer observer;
    private final Careful careful;

    public CreateInstance(Observer observer, Careful careful) {
        this.observer = observer;
        this.careful = careful;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        String id = run.parameters().path("instance").asText();
        Target target = run.operation().target();
        Optional<Instance> found = observer.world(target).rds().instance(id);
        if (found.isEmpty() || found.get().leaves()) {
            return found.isEmpty() ? create(run, id) : Outcome.underWay("the former " + id + " to be deleted");
        }
        Instance instance = found.get();
        if (!Ownership.tagged(instance, run.operation().id())) {
            return Troubles.ask(
                    run,
                    "an instance " + id + " exists that is not this operation's.",
                    id + " (" + instance.resourceId() + ") in cluster " + instance.clusterId() + " lacks the tag "
                            + Ownership.TAG + "=" + run.operation().id(),
                    "look again (rename or delete that instance first)",
                    List.of(Commands.describeInstance(target, id)));
        }
        run.memo().put(RESOURCE_ID, instance.resourceId());
        run.reached(id + " exists, " + instance.status());
        Optional<Outcome> trouble = careful.hindrance(
                run, Fitness.TOPIC, Fitness.trouble(target, instance).stream().toList());
        if (trouble.isPresent()) {
            return trouble.get();
        }
        Sighting seen = observer.look(run.operation());
        Optional<String> lacks = seen.whyNotServing(id);
        if (lacks.isPresent()) {
            return Outcome.underWay(lacks.get());
        }
        List<Objection> objections = ParameterGuard.sinceStart(target, seen, id, "has been made").stream()
                .toList();
        return careful.hindrance(run, objections)
                .orElseGet(() -> Outcome.done(Json.object()
                        .put("instance", id)
                        .put(RESOURCE_ID, instance.resourceId())
                        .put("class", instance.instanceClass())
                        .put("zone", instance.availabilityZone())));
    }

    private Outcome create(StepRun run, String id) {
        Target target = run.operation().target();
        Sighting seen = observer.look(run.operation());
        Scene scene = Scene.of(run.operation(), new Act.Create(id), seen);
        Optional<Outcome> hindrance = careful.hindrance(run, scene);
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
                        () -> observer.world(target).rds().instance(id).isEmpty()
                                && careful.clear(run, scene.with(observer.again(target, seen))),
                        intent -> run.memo()
                                .put(
                                        RESOURCE_ID,
                                        observer.world(target)
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
        return List.of(
                Planned.delete(step.planned().parameters().path("instance").asText()));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        String id = step.planned().parameters().path("instance").asText();
        Expectation.Known known = Expectation.of(operation).members().get(id);
        return known == null
                ? Optional.empty()
                : Optional.of("temporary instance " + id + (known.sure() ? "" : " (perhaps)")
                        + " is there and is paid for; to remove it when it is not the writer: "
                        + Remedies.deleteInstance(operation.target(), id));
    }
}
