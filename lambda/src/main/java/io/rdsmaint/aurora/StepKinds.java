package io.rdsmaint.aurora;

import io.rdsmaint.aurora.bluegreen.AwaitGreen;
import io.rdsmaint.aurora.bluegreen.CheckProxies;
import io.rdsmaint.aurora.bluegreen.CreateBlueGreen;
import io.rdsmaint.aurora.bluegreen.DeleteBlueGreen;
import io.rdsmaint.aurora.bluegreen.DeleteOldCluster;
import io.rdsmaint.aurora.bluegreen.DeleteOldInstance;
import io.rdsmaint.aurora.bluegreen.KeepOld;
import io.rdsmaint.aurora.bluegreen.RemoveGreen;
import io.rdsmaint.aurora.bluegreen.SnapshotOld;
import io.rdsmaint.aurora.bluegreen.Switchover;
import io.rdsmaint.aurora.bluegreen.UnprotectOld;
import io.rdsmaint.aurora.bluegreen.VerifyUpgrade;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.endpoint.AdjustEndpoint;
import io.rdsmaint.aurora.endpoint.RestoreEndpoint;
import io.rdsmaint.aurora.instance.ChangeClass;
import io.rdsmaint.aurora.instance.CreateInstance;
import io.rdsmaint.aurora.instance.DeleteInstance;
import io.rdsmaint.aurora.instance.Failover;
import io.rdsmaint.aurora.instance.RebootInstance;
import io.rdsmaint.aurora.instance.SetTier;
import io.rdsmaint.aurora.instance.Verify;
import io.rdsmaint.aurora.instance.WarmUp;
import io.rdsmaint.aurora.mark.MarkCluster;
import io.rdsmaint.aurora.mark.UnmarkCluster;
import io.rdsmaint.aurora.parameters.CreateParameterGroup;
import io.rdsmaint.aurora.parameters.DeleteParameterGroup;
import io.rdsmaint.aurora.parameters.SetParameters;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.scaling.RestoreScaling;
import io.rdsmaint.aurora.scaling.SuspendScaling;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.aurora.storage.ChangeStorage;
import io.rdsmaint.aurora.storage.VerifyStorage;
import io.rdsmaint.aurora.watch.CheckAlarms;
import io.rdsmaint.aurora.watch.Watch;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.PreflightStep;
import io.rdsmaint.kit.Replanner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All kinds of steps about clusters. A new kind is one class and one line here. */
public final class StepKinds {
    private static final List<Entry> ALL = List.of(
            Entry.of(MarkCluster.ACTION, MarkCluster::new, MarkCluster.EFFECT),
            Entry.of(UnmarkCluster.ACTION, UnmarkCluster::new, UnmarkCluster.EFFECT),
            Entry.withoutEffect(SuspendScaling.ACTION, SuspendScaling::new),
            Entry.withoutEffect(RestoreScaling.ACTION, RestoreScaling::new),
            Entry.of(CreateInstance.ACTION, CreateInstance::new, CreateInstance.EFFECT),
            Entry.withoutEffect(AdjustEndpoint.ACTION, AdjustEndpoint::new),
            Entry.withoutEffect(RestoreEndpoint.ACTION, RestoreEndpoint::new),
            Entry.withoutEffect(SetTier.ACTION, SetTier::new),
            Entry.of(ChangeClass.ACTION, ChangeClass::new, ChangeClass.EFFECT),
            Entry.of(RebootInstance.ACTION, RebootInstance::new, RebootInstance.EFFECT),
            Entry.withoutEffect(WarmUp.ACTION, WarmUp::new),
            Entry.of(Failover.ACTION, Failover::new, Failover.EFFECT),
            Entry.of(DeleteInstance.ACTION, DeleteInstance::new, DeleteInstance.EFFECT),
            Entry.withoutEffect(CheckAlarms.ACTION, CheckAlarms::new),
            Entry.withoutEffect(Watch.ACTION, Watch::new),
            Entry.withoutEffect(Verify.ACTION, Verify::new),
            Entry.withoutEffect(CreateParameterGroup.ACTION, CreateParameterGroup::new),
            Entry.withoutEffect(SetParameters.ACTION, SetParameters::new),
            Entry.withoutEffect(DeleteParameterGroup.ACTION, DeleteParameterGroup::new),
            Entry.withoutEffect(CreateBlueGreen.ACTION, CreateBlueGreen::new),
            Entry.withoutEffect(AwaitGreen.ACTION, AwaitGreen::new),
            Entry.of(Switchover.ACTION, Switchover::new, Switchover.EFFECT),
            Entry.withoutEffect(CheckProxies.ACTION, CheckProxies::new),
            Entry.withoutEffect(VerifyUpgrade.ACTION, VerifyUpgrade::new),
            Entry.withoutEffect(KeepOld.ACTION, KeepOld::new),
            Entry.withoutEffect(SnapshotOld.ACTION, SnapshotOld::new),
            Entry.withoutEffect(DeleteBlueGreen.ACTION, DeleteBlueGreen::new),
            Entry.withoutEffect(UnprotectOld.ACTION, UnprotectOld::new),
            Entry.withoutEffect(DeleteOldInstance.ACTION, DeleteOldInstance::new),
            Entry.withoutEffect(DeleteOldCluster.ACTION, DeleteOldCluster::new),
            Entry.withoutEffect(RemoveGreen.ACTION, RemoveGreen::new),
            Entry.withoutEffect(ChangeStorage.ACTION, ChangeStorage::new),
            Entry.withoutEffect(VerifyStorage.ACTION, VerifyStorage::new),
            Entry.withoutEffect(Settle.ACTION, Settle::new));

    private static final Map<String, ClusterEffect> EFFECTS = Stream.concat(
                    Stream.of(Map.entry(PreflightStep.ACTION, ClusterEffect.NONE)),
                    ALL.stream().map(entry -> Map.entry(entry.action(), entry.effect())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private StepKinds() {}

    private interface Factory extends Function<StepTools, StepKind> {}

    private record Entry(String action, Factory factory, ClusterEffect effect) {
        /** Of a kind that changes nothing that is expected of the cluster. */
        static Entry withoutEffect(String action, Factory factory) {
            return new Entry(action, factory, ClusterEffect.NONE);
        }

        static Entry of(String action, Factory factory, ClusterEffect effect) {
            return new Entry(action, factory, effect);
        }
    }

    /**
     * What the steps of a kind do to the cluster that is expected. Of one that only another version knows nothing is known: what it
     * did shows as a difference, which is asked about before the next change.
     */
    public static ClusterEffect effect(String action) {
        return EFFECTS.getOrDefault(action, ClusterEffect.NONE);
    }

    /**
     * Makes them.
     *
     * @param types that operations are planned again by
     * @param deployment names this deployment in the mark that it leaves on a cluster
     */
    static List<StepKind> all(
            GatewayFactory gateways,
            List<OperationType> types,
            String deployment,
            List<Precondition<ChangeContext>> preconditions) {
        Replanner replanner = new Replanner(AuroraFamily.CLUSTER, types, Set.of(MarkCluster.ACTION));
        PreconditionEvaluator<ChangeContext> evaluator = new PreconditionEvaluator<>(preconditions, replanner);
        StepTools tools = new StepTools(new ClusterReader(gateways, StepKinds::effect), evaluator, deployment);
        return Stream.concat(
                        Stream.of(new PreflightStep(
                                replanner,
                                evaluator,
                                Roles::passing,
                                target -> List.of(Commands.describeCluster(target)))),
                        ALL.stream().map(entry -> entry.factory().apply(tools)))
                .toList();
    }
}
