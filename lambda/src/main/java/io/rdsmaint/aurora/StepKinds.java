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
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All kinds of steps about clusters. A new kind is one class and one line here. */
public final class StepKinds {
    private static final List<Entry> ALL = List.of(
            Entry.of(MarkCluster.ACTION, (t, e) -> new MarkCluster(t.reader(), e, t.deployment()), MarkCluster.EFFECT),
            Entry.of(UnmarkCluster.ACTION, (t, e) -> new UnmarkCluster(t.reader()), UnmarkCluster.EFFECT),
            Entry.of(SuspendScaling.ACTION, (t, e) -> new SuspendScaling(t.reader()), ClusterEffect.NONE),
            Entry.of(RestoreScaling.ACTION, (t, e) -> new RestoreScaling(t.reader()), ClusterEffect.NONE),
            Entry.of(CreateInstance.ACTION, (t, e) -> new CreateInstance(t.reader(), e), CreateInstance.EFFECT),
            Entry.of(AdjustEndpoint.ACTION, (t, e) -> new AdjustEndpoint(t.reader()), ClusterEffect.NONE),
            Entry.of(RestoreEndpoint.ACTION, (t, e) -> new RestoreEndpoint(t.reader()), ClusterEffect.NONE),
            Entry.of(SetTier.ACTION, (t, e) -> new SetTier(t.reader(), e), ClusterEffect.NONE),
            Entry.of(ChangeClass.ACTION, (t, e) -> new ChangeClass(t.reader(), e), ChangeClass.EFFECT),
            Entry.of(RebootInstance.ACTION, (t, e) -> new RebootInstance(t.reader(), e), RebootInstance.EFFECT),
            Entry.of(WarmUp.ACTION, (t, e) -> new WarmUp(t.reader(), e), ClusterEffect.NONE),
            Entry.of(Failover.ACTION, (t, e) -> new Failover(t.reader(), e), Failover.EFFECT),
            Entry.of(DeleteInstance.ACTION, (t, e) -> new DeleteInstance(t.reader(), e), DeleteInstance.EFFECT),
            Entry.of(CheckAlarms.ACTION, (t, e) -> new CheckAlarms(t.reader(), e), ClusterEffect.NONE),
            Entry.of(Watch.ACTION, (t, e) -> new Watch(t.reader(), e), ClusterEffect.NONE),
            Entry.of(Verify.ACTION, (t, e) -> new Verify(t.reader(), e), ClusterEffect.NONE),
            Entry.of(CreateParameterGroup.ACTION, (t, e) -> new CreateParameterGroup(t.reader()), ClusterEffect.NONE),
            Entry.of(SetParameters.ACTION, (t, e) -> new SetParameters(t.reader()), ClusterEffect.NONE),
            Entry.of(DeleteParameterGroup.ACTION, (t, e) -> new DeleteParameterGroup(t.reader()), ClusterEffect.NONE),
            Entry.of(CreateBlueGreen.ACTION, (t, e) -> new CreateBlueGreen(t.reader(), e), ClusterEffect.NONE),
            Entry.of(AwaitGreen.ACTION, (t, e) -> new AwaitGreen(t.reader(), e), ClusterEffect.NONE),
            Entry.of(Switchover.ACTION, (t, e) -> new Switchover(t.reader(), e), Switchover.EFFECT),
            Entry.of(CheckProxies.ACTION, (t, e) -> new CheckProxies(t.reader(), e), ClusterEffect.NONE),
            Entry.of(VerifyUpgrade.ACTION, (t, e) -> new VerifyUpgrade(t.reader(), e), ClusterEffect.NONE),
            Entry.of(KeepOld.ACTION, (t, e) -> new KeepOld(), ClusterEffect.NONE),
            Entry.of(SnapshotOld.ACTION, (t, e) -> new SnapshotOld(t.reader(), e), ClusterEffect.NONE),
            Entry.of(DeleteBlueGreen.ACTION, (t, e) -> new DeleteBlueGreen(t.reader(), e), ClusterEffect.NONE),
            Entry.of(UnprotectOld.ACTION, (t, e) -> new UnprotectOld(t.reader(), e), ClusterEffect.NONE),
            Entry.of(DeleteOldInstance.ACTION, (t, e) -> new DeleteOldInstance(t.reader(), e), ClusterEffect.NONE),
            Entry.of(DeleteOldCluster.ACTION, (t, e) -> new DeleteOldCluster(t.reader(), e), ClusterEffect.NONE),
            Entry.of(RemoveGreen.ACTION, (t, e) -> new RemoveGreen(t.reader(), e), ClusterEffect.NONE),
            Entry.of(ChangeStorage.ACTION, (t, e) -> new ChangeStorage(t.reader(), e), ClusterEffect.NONE),
            Entry.of(VerifyStorage.ACTION, (t, e) -> new VerifyStorage(t.reader(), e), ClusterEffect.NONE),
            Entry.of(Settle.ACTION, (t, e) -> new Settle(t.reader(), e), ClusterEffect.NONE));

    private static final Map<String, ClusterEffect> EFFECTS = Stream.concat(
                    Stream.of(Map.entry(PreflightStep.ACTION, ClusterEffect.NONE)),
                    ALL.stream().map(entry -> Map.entry(entry.action(), entry.effect())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private StepKinds() {}

    private record Tools(ClusterReader reader, String deployment) {}

    private interface Factory extends BiFunction<Tools, PreconditionEvaluator<ChangeContext>, StepKind> {}

    private record Entry(String action, Factory factory, ClusterEffect effect) {
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
        Tools tools = new Tools(new ClusterReader(gateways, StepKinds::effect), deployment);
        Replanner replanner = new Replanner(AuroraFamily.CLUSTER, types, Set.of(MarkCluster.ACTION));
        PreconditionEvaluator<ChangeContext> evaluator = new PreconditionEvaluator<>(preconditions, replanner);
        return Stream.concat(
                        Stream.of(new PreflightStep(
                                replanner,
                                evaluator,
                                Roles::passing,
                                target -> List.of(Commands.describeCluster(target)))),
                        ALL.stream().map(entry -> entry.factory().apply(tools, evaluator)))
                .toList();
    }
}
