package io.rdsmaint.aurora;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterSituation;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.engineupgrade.EngineUpgrade;
import io.rdsmaint.aurora.instancecycle.InstanceCycle;
import io.rdsmaint.aurora.instancetypechange.InstanceTypeChange;
import io.rdsmaint.aurora.offers.AuroraOffers;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ClusterPreconditions;
import io.rdsmaint.aurora.preflight.Inspector;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.aurora.residue.Residue;
import io.rdsmaint.aurora.storagetypechange.StorageTypeChange;
import io.rdsmaint.aurora.watch.MonitoredOperationType;
import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Offers;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Situation;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.rds.EndingEvents;
import io.rdsmaint.gateway.rds.Identifier;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Precondition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The family of operations that maintain Aurora clusters.
 *
 * @param gateways to the places that clusters are in
 */
public record AuroraFamily(GatewayFactory gateways, List<OperationType> types, List<StepKind> kinds) implements Family {
    /** A cluster, by its identifier. */
    public static final TargetKind CLUSTER = new TargetKind(
            Target.UNNAMED_KIND,
            "cluster_id",
            "cluster",
            Identifier.PATTERN,
            "a cluster identifier (1 to 63 letters, digits, hyphens; a letter first, no double or trailing hyphen)");

    /** The family with all its preconditions. */
    public static AuroraFamily of(Scoping scoping, Clients clients) {
        return of(scoping, clients, ClusterPreconditions.all());
    }

    /** The family with some preconditions. */
    public static AuroraFamily of(Scoping scoping, Clients clients, List<Precondition<ChangeContext>> preconditions) {
        GatewayFactory gateways = new GatewayFactory(clients);
        Inspector inspector = new Inspector(gateways, clients.clock());
        List<OperationType> types = MonitoredOperationType.all(
                List.of(
                        new InstanceTypeChange(inspector, scoping),
                        new StorageTypeChange(inspector, scoping),
                        new InstanceCycle(inspector, scoping),
                        new EngineUpgrade(inspector, scoping)),
                gateways);
        return of(gateways, types, scoping.deployment(), preconditions);
    }

    /** A family of other types whose steps are of the same kinds. */
    public static AuroraFamily of(
            GatewayFactory gateways,
            List<OperationType> types,
            String deployment,
            List<Precondition<ChangeContext>> preconditions) {
        return new AuroraFamily(gateways, types, StepKinds.all(gateways, types, deployment, preconditions));
    }

    public AuroraFamily {
        types = List.copyOf(types);
        kinds = List.copyOf(kinds);
    }

    @Override
    public String name() {
        return "aurora";
    }

    @Override
    public TargetKind target() {
        return CLUSTER;
    }

    @Override
    public Set<String> options() {
        return Set.of(Options.GUARD_ALARMS, Options.WATCH_MINUTES);
    }

    @Override
    public Optional<String> ended(String source, ObjectNode detail) {
        return EndingEvents.resource(source, detail);
    }

    @Override
    public Offers offers() {
        return new AuroraOffers(gateways);
    }

    @Override
    public Situation situation(Operation operation) {
        Target target = operation.target();
        RdsGateway rds = gateways.at(AwsScope.of(target)).rds();
        return rds.cluster(target.name())
                .map(cluster -> ClusterSituation.of(
                        cluster,
                        ObservedCluster.byName(rds.instances(target.name())),
                        !operation.baseline().path("members").isEmpty()))
                .orElseGet(() -> ClusterSituation.gone(target));
    }

    @Override
    public List<String> look(Target target) {
        return List.of(Commands.describeInstances(target));
    }

    @Override
    public List<Leftover> leftovers(List<String> regions, Function<String, Optional<Operation>> operations) {
        return new Residue(gateways, regions, operations).find();
    }
}
