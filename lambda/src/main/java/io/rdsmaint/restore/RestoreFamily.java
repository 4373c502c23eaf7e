package io.rdsmaint.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.AuroraFamily;
import io.rdsmaint.aurora.cluster.ClusterSituation;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Offers;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Situation;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.EndingEvents;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.PreflightStep;
import io.rdsmaint.kit.Replanner;
import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.restore.step.CopyDatabase;
import io.rdsmaint.restore.step.MarkTarget;
import io.rdsmaint.restore.step.RestoreChange;
import io.rdsmaint.restore.step.RestoreKinds;
import io.rdsmaint.restore.step.RestoreTools;
import io.rdsmaint.restore.world.RestoreWorld;
import io.rdsmaint.restore.world.RestoreWorlds;
import io.rdsmaint.sql.pipeline.Texts;
import io.rdsmaint.sql.step.SqlChange;
import io.rdsmaint.sql.step.SqlTools;
import io.rdsmaint.sql.world.WorldFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The family of operations that make a cluster anew of a snapshot. Its targets are those of family {@code aurora}, so that a cluster has
 * one live operation of either.
 */
public record RestoreFamily(RestoreWorlds worlds, List<OperationType> types, List<StepKind> kinds) implements Family {

    /** The family with all its preconditions. */
    public static RestoreFamily of(Scoping scoping, Definitions definitions, Clients clients) {
        return of(scoping, definitions, clients, RestoreChange.all());
    }

    /** The family with some preconditions. */
    public static RestoreFamily of(
            Scoping scoping,
            Definitions definitions,
            Clients clients,
            List<Precondition<RestoreChange>> preconditions) {
        RestoreWorlds worlds = new RestoreWorlds(clients);
        Texts texts = new Texts(definitions);
        List<OperationType> types = List.of(new AuroraRestore(worlds, texts, scoping));
        Replanner replanner = new Replanner(AuroraFamily.CLUSTER, types, Set.of(MarkTarget.ACTION));
        PreconditionEvaluator<RestoreChange> evaluator = new PreconditionEvaluator<>(preconditions, replanner);
        CopyDatabase place = new CopyDatabase();
        RestoreTools tools = new RestoreTools(worlds, evaluator, scoping.deployment());
        SqlTools sql = new SqlTools(
                new WorldFactory(clients),
                texts,
                new PreconditionEvaluator<>(SqlChange.all(), replanner),
                place,
                scoping.deployment());
        StepKind preflight = new PreflightStep(
                replanner, evaluator, (_, _) -> List.of(), target -> List.of(Commands.describeCluster(target)));
        return new RestoreFamily(
                worlds,
                types,
                Stream.concat(Stream.of(preflight), RestoreKinds.all(tools, sql, place).stream())
                        .toList());
    }

    public RestoreFamily {
        types = List.copyOf(types);
        kinds = List.copyOf(kinds);
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public Optional<String> ended(String source, ObjectNode detail) {
        return EndingEvents.resource(source, detail);
    }

    @Override
    public TargetKind target() {
        return AuroraFamily.CLUSTER;
    }

    @Override
    public Optional<ObjectNode> earlier(ObjectNode input) {
        return EarlierInput.params(input);
    }

    @Override
    public Offers offers() {
        return Offers.saying(
                Map.of("aurora_restore", "a cluster made anew of a snapshot, masked and proven, in place of this one"));
    }

    @Override
    public Situation situation(Operation operation) {
        Target target = operation.target();
        RestoreWorld world = worlds.at(AwsScope.of(target));
        Optional<Cluster> cluster = world.rds().cluster(target.name());
        if (cluster.isEmpty()) {
            return new Situation(
                    "NOBODY IS SERVED: no cluster is called " + target.name() + " at the moment.",
                    Situation.Urgency.NOW);
        }
        Situation seen = ClusterSituation.of(
                cluster.get(), ObservedCluster.byName(world.rds().instances(target.name())), true);
        boolean fenced = operation.lastCompleted("fence_old").isPresent()
                && operation.lastCompleted("expose").isEmpty()
                && operation.lastCompleted("unfence_old").isEmpty();
        return fenced
                ? new Situation(
                        seen.standing() + " It is FENCED: no client reaches it over the network.",
                        Situation.Urgency.NOW)
                : seen;
    }

    @Override
    public List<String> look(Target target) {
        return List.of(
                Commands.describeInstances(target),
                Commands.aws(
                        target,
                        "describe-db-clusters --query \"DBClusters[?starts_with(DBClusterIdentifier,'" + target.name()
                                + "')].[DBClusterIdentifier,Status,DbClusterResourceId]\""));
    }

    @Override
    public List<Leftover> leftovers(List<String> regions, Function<String, Optional<Operation>> operations) {
        List<Leftover> left = new ArrayList<>();
        for (String region : regions) {
            for (Cluster cluster : worlds.at(AwsScope.own(region)).rds().clusters()) {
                String id = cluster.tags().getOrDefault(Names.TAG, "");
                Optional<Operation> operation = id.isEmpty() ? Optional.empty() : operations.apply(id);
                if (!id.isEmpty() && operation.filter(o -> !o.state().ended()).isEmpty()) {
                    left.add(leftover(region, cluster, id, operation));
                }
            }
        }
        return left;
    }

    private static Leftover leftover(String region, Cluster cluster, String id, Optional<Operation> operation) {
        Target here = new Target(AuroraFamily.CLUSTER.kind(), "", region, cluster.id(), null, null, null);
        return new Leftover(
                region,
                "cluster",
                cluster.id(),
                AuroraFamily.CLUSTER.kind(),
                operation.map(o -> o.target().name()).orElse(cluster.id()),
                cluster.status(),
                id,
                operation.map(Operation::state).orElse((OperationState) null),
                "it was made by a restore that has ended, or was to be removed by it, and may hold unmasked rows; once nobody needs"
                        + " it, delete its instances and then " + Remedies.deleteCluster(here, cluster.id()));
    }
}
