package io.rdsmaint.sql;

import io.rdsmaint.aurora.AuroraFamily;
import io.rdsmaint.aurora.cluster.ClusterSituation;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.MarkStep;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Offers;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Situation;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.PreflightStep;
import io.rdsmaint.kit.Replanner;
import io.rdsmaint.sql.pipeline.Texts;
import io.rdsmaint.sql.step.InScope;
import io.rdsmaint.sql.step.RestoreQuiesce;
import io.rdsmaint.sql.step.SqlChange;
import io.rdsmaint.sql.step.SqlKinds;
import io.rdsmaint.sql.step.SqlTools;
import io.rdsmaint.sql.step.TargetCluster;
import io.rdsmaint.sql.world.DeploymentScope;
import io.rdsmaint.sql.world.World;
import io.rdsmaint.sql.world.WorldFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The family of operations that run SQL in the databases of Aurora PostgreSQL clusters. Its targets are those of family {@code aurora},
 * so that a cluster has one live operation of either.
 */
public record SqlFamily(WorldFactory worlds, StoredPipeline pipelines, List<OperationType> types, List<StepKind> kinds)
        implements Family {

    /**
     * The family with all its preconditions.
     *
     * @param deployment names this deployment in the mark on a cluster
     * @param scope of the deployment
     */
    public static SqlFamily of(String deployment, DeploymentScope scope, Definitions definitions, Clients clients) {
        return of(
                deployment,
                scope,
                definitions,
                clients,
                Stream.concat(Stream.of(InScope.precondition(scope)), SqlChange.all().stream())
                        .toList());
    }

    /** The family with some preconditions. */
    public static SqlFamily of(
            String deployment,
            DeploymentScope scope,
            Definitions definitions,
            Clients clients,
            List<Precondition<SqlChange>> preconditions) {
        WorldFactory worlds = new WorldFactory(clients);
        Texts texts = new Texts(definitions);
        List<OperationType> types = List.of(new SqlPipeline(worlds, texts, scope, deployment));
        Replanner replanner = new Replanner(AuroraFamily.CLUSTER, types, Set.of(MarkStep.ACTION));
        PreconditionEvaluator<SqlChange> evaluator = new PreconditionEvaluator<>(preconditions, replanner);
        SqlTools tools = new SqlTools(worlds, texts, evaluator, new TargetCluster(), deployment);
        StepKind preflight = new PreflightStep(
                replanner, evaluator, (_, _) -> List.of(), target -> List.of(Commands.describeCluster(target)));
        return new SqlFamily(
                worlds,
                new StoredPipeline(definitions),
                types,
                Stream.concat(Stream.of(preflight), SqlKinds.all(tools).stream())
                        .toList());
    }

    public SqlFamily {
        types = List.copyOf(types);
        kinds = List.copyOf(kinds);
    }

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public TargetKind target() {
        return AuroraFamily.CLUSTER;
    }

    @Override
    public List<String> stored() {
        return pipelines.inputs();
    }

    @Override
    public Offers offers() {
        return Offers.saying(Map.of("sql_pipeline", "phases of SQL, piece by piece in lanes, each piece exactly once"));
    }

    @Override
    public Situation situation(Operation operation) {
        Target target = operation.target();
        World world = worlds.at(AwsScope.of(target));
        Cluster cluster = world.rds()
                .cluster(target.name())
                .orElseThrow(() -> new LastingFailure(
                        "no cluster is called " + target.name() + " in " + target.region() + " any more"));
        Situation seen =
                ClusterSituation.of(cluster, ObservedCluster.byName(world.rds().instances(target.name())), true);
        return RestoreQuiesce.heldBack(operation)
                .map(held -> new Situation(
                        seen.standing() + " " + held,
                        seen.urgency() == Situation.Urgency.CAN_WAIT ? Situation.Urgency.SOON : seen.urgency()))
                .orElse(seen);
    }

    @Override
    public List<String> look(Target target) {
        return List.of(Commands.describeInstances(target));
    }

    @Override
    public List<Leftover> leftovers(List<String> regions, Function<String, Optional<Operation>> operations) {
        return List.of();
    }
}
