package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.cluster.Troubles;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.aurora.precondition.ChangeContext;
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
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.NewBlueGreen;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goal: a blue/green deployment of the cluster exists that is this operation's, or the one that a person agreed to use.
 * It writes down what is in production, by resource ids, before there is anything to mistake it for.
 */
public final class CreateBlueGreen extends ParameterizedStep<CreateBlueGreen.Params> {
    /** The word in plans. */
    public static final String ACTION = "create_blue_green";

    /**
     * @param sourceArn the cluster to be upgraded
     * @param adopt identifier of somebody else's deployment that is used instead of one of our own
     */
    record Params(Green green, String name, String sourceArn, Optional<String> adopt) {
        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(
                    Green.read(json), fields.text(NAME), fields.text("source_arn"), fields.optionalText("adopt"));
        }

        ObjectNode json() {
            return green.json().put(NAME, name).put("source_arn", sourceArn).put("adopt", adopt.orElse(null));
        }
    }

    private static final String NAME = "name";

    private final Deployments deployments;

    /**
     * Creates the deployment.
     *
     * @param name of the deployment; unique in the account, from the operation's id
     * @param sourceArn the cluster to be upgraded
     * @param adopt identifier of somebody else's deployment that a person agreed to use instead, or null
     */
    public static PlannedStep planned(String name, String sourceArn, Green green, @Nullable String adopt) {
        ObjectNode parameters = new Params(green, name, sourceArn, Optional.ofNullable(adopt)).json();
        String title =
                adopt == null ? "Create blue/green deployment " + name : "Take over blue/green deployment " + name;
        List<String> calls = adopt == null
                ? List.of("CreateBlueGreenDeployment " + name + " of " + sourceArn + ", " + green.words())
                : List.of();
        return PlannedStep.of(title, ACTION, parameters, Duration.ofMinutes(1), Duration.ofMinutes(30), calls);
    }

    public CreateBlueGreen(StepTools tools) {
        super(ACTION, Params::of, tools);
        this.deployments = new Deployments(reader);
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return Deployments.look(operation);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        String name = planned.name();
        boolean adopting = planned.adopt().isPresent();
        Optional<BlueGreen> found = planned.adopt()
                .map(id -> deployments.gateway(run.operation()).deployment(id))
                .orElseGet(() -> deployments.gateway(run.operation()).named(name));
        if (found.isEmpty()) {
            return planned.adopt().map(id -> gone(run, planned, id)).orElseGet(() -> create(run, planned));
        }
        BlueGreen deployment = found.get();
        if (!adopting && deployment.deleting()) {
            return Outcome.underWay("the former deployment " + name + " to be deleted", deployment.id());
        }
        Optional<String> wrong = wrong(run, planned, deployment);
        if (wrong.isPresent()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.NAME_TAKEN,
                    wrong.get(),
                    deployment.name() + " (" + deployment.id() + ") is " + deployment.status() + ", source "
                            + deployment.source(),
                    "look again (delete that deployment first if it is a leftover)",
                    List.of(UpgradeCommands.describe(run.operation().target(), deployment.id())));
        }
        run.reached("deployment " + deployment.id() + " exists, " + deployment.status());
        run.memo().put(Deployments.ID, deployment.id());
        if (!run.memo().has(Side.BLUE)) {
            note(run, reader.look(run.operation()));
        }
        return Outcome.done(Json.object()
                .put(Deployments.ID, deployment.id())
                .put(NAME, deployment.name())
                .put("adopted", adopting));
    }

    private static Optional<String> wrong(StepRun run, Params planned, BlueGreen deployment) {
        boolean adopted = planned.adopt().isPresent();
        if (!deployment.source().equals(planned.sourceArn())) {
            return Optional.of("the blue/green deployment " + deployment.name() + " is not of this cluster.");
        }
        if (!adopted && !Deployments.ours(deployment, run.operation())) {
            return Optional.of("a blue/green deployment " + deployment.name() + " exists that is not this operation's: "
                    + "it lacks the tag " + Ownership.TAG + "="
                    + run.operation().id() + ".");
        }
        return adopted && deployment.deleting()
                ? Optional.of("the blue/green deployment " + deployment.name() + " is being deleted.")
                : Optional.empty();
    }

    private static Outcome gone(StepRun run, Params planned, String adopt) {
        return StepQuestion.ask(
                run,
                ClusterQuestion.BLUE_GREEN_GONE,
                "the blue/green deployment " + adopt + " that was to be used does not exist.",
                "no deployment " + adopt,
                "look again (or roll back and start anew without it)",
                List.of(UpgradeCommands.describeAll(run.operation().target(), planned.sourceArn())));
    }

    private Outcome create(StepRun run, Params planned) {
        String name = planned.name();
        Target target = run.operation().target();
        ObservedCluster seen = reader.look(run.operation());
        ChangeContext context = ChangeContext.of(reader, run.operation(), new ProposedChange.CreateGreen(), seen);
        Optional<Outcome> hindrance = evaluator.hindrance(run, context);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        Optional<BlueGreen> other = deployments
                .gateway(run.operation())
                .of(seen.cluster().arn())
                .stream()
                .findFirst();
        if (other.filter(BlueGreen::deleting).isPresent()) {
            return Outcome.underWay(
                    "the deployment " + other.get().name() + " to be gone",
                    other.get().id());
        }
        if (other.isPresent()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.BLUE_GREEN_REFUSED,
                    "the cluster already is part of another blue/green deployment, and can only be in one.",
                    other.get().name() + " (" + other.get().id() + ") is "
                            + other.get().status(),
                    "look again (delete that deployment first, which leaves its green side: "
                            + Remedies.deleteDeployment(target, other.get().id()) + ")",
                    List.of(UpgradeCommands.describe(target, other.get().id())));
        }
        note(run, seen);
        NewBlueGreen wanted = wanted(run, planned);
        return Troubles.explained(
                run,
                ClusterQuestion.BLUE_GREEN_REFUSED,
                "The creation of the blue/green deployment " + name,
                CreateBlueGreen::wayOut,
                () -> run.change(Change.repeatable(
                        "CreateBlueGreenDeployment " + name + " Source=" + wanted.sourceArn() + " TargetEngineVersion="
                                + wanted.engineVersion(),
                        name,
                        () -> deployments.gateway(run.operation()).named(name).isEmpty()
                                && evaluator.clear(run, context.with(reader.again(target, seen))),
                        intent -> run.memo()
                                .put(
                                        Deployments.ID,
                                        deployments
                                                .gateway(run.operation())
                                                .create(intent, wanted)
                                                .id()))));
    }

    private static void note(StepRun run, ObservedCluster seen) {
        run.memo()
                .set(
                        Side.BLUE,
                        Side.of(seen.cluster(), seen.instances().values(), seen.customEndpoints())
                                .json());
    }

    private static NewBlueGreen wanted(StepRun run, Params planned) {
        Green green = planned.green();
        return new NewBlueGreen(
                planned.name(),
                planned.sourceArn(),
                green.version(),
                green.clusterGroup(),
                green.instanceGroup(),
                Map.of(Ownership.TAG, run.operation().id()));
    }

    private static Optional<String> wayOut(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "SourceClusterNotSupportedFault", "SourceDatabaseNotSupportedFault" ->
                        "The cluster can't be the source of a blue/green deployment as it is. Mend what AWS names "
                                + "(logical replication or binary logging in effect, no password managed in Secrets "
                                + "Manager, no external replication, a version that has the feature), then continue.";
                    case "DBClusterQuotaExceededFault", "InstanceQuotaExceeded", "StorageQuotaExceeded" ->
                        "The green side needs as many clusters and instances again as the cluster has, and a quota of "
                                + "the account is used up. Delete what is not needed, or ask for more in Service "
                                + "Quotas, then continue.";
                    case "DBClusterParameterGroupNotFound", "DBParameterGroupNotFound" ->
                        "A parameter group that the green side is to have does not exist. Create it again (family "
                                + "of the target version), then continue.";
                    case "InvalidParameterCombination", "InvalidParameterValue" ->
                        "What the green side is to be does not go together. See what AWS says; mend it, or roll back "
                                + "and start again with other parameters.";
                    default -> null;
                });
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        Params planned = parameters(step);
        return planned.adopt().isPresent() || GreenSide.removed(operation) || GreenSide.gone(operation)
                ? List.of()
                : List.of(RemoveGreen.planned(planned.name()));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        boolean ended = GreenSide.removed(operation)
                || operation.lastCompleted(DeleteBlueGreen.ACTION).isPresent();
        if (ended || !Deployments.step(operation).equals(Optional.of(step))) {
            return Optional.empty();
        }
        Target t = operation.target();
        if (GreenSide.alone(operation)) {
            return GreenSide.residue(operation);
        }
        ObjectNode memo = step.memo();
        String id = memo.path(Deployments.ID).asText();
        String what =
                "blue/green deployment " + parameters(step).name() + (id.isEmpty() ? " (perhaps)" : " (" + id + ")");
        if (step.state() == StepState.COMPLETED && RemoveGreen.switched(operation)) {
            return Optional.of(what + " is still there; to remove it: " + Remedies.deleteDeployment(t, id));
        }
        String whose = Deployments.adopted(operation) ? ", which this operation did not make," : "";
        String slots = "its green side is paid for and keeps the cluster from discarding log";
        return Optional.of(what + whose + " is left: " + slots + "; to remove both: "
                + Remedies.deleteWithGreen(t, id.isEmpty() ? "ID" : id));
    }
}
