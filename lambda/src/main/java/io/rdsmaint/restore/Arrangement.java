package io.rdsmaint.restore;

import io.rdsmaint.aurora.cluster.MarkStep;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.ClusterAccess;
import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.NewInstance;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.gateway.rds.RestoreGateway;
import io.rdsmaint.gateway.rds.RestoredCluster;
import io.rdsmaint.restore.plan.Hops.Hop;
import io.rdsmaint.restore.plan.Isolation;
import io.rdsmaint.restore.plan.Likeness;
import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.restore.plan.Parameters;
import io.rdsmaint.restore.step.AddRole;
import io.rdsmaint.restore.step.CheckIsolation;
import io.rdsmaint.restore.step.ClaimOld;
import io.rdsmaint.restore.step.CopySnapshot;
import io.rdsmaint.restore.step.CreateMember;
import io.rdsmaint.restore.step.DeleteExpiredCopies;
import io.rdsmaint.restore.step.DeleteGroup;
import io.rdsmaint.restore.step.DeleteOldCluster;
import io.rdsmaint.restore.step.DeleteOldMember;
import io.rdsmaint.restore.step.DeleteSnapshotCopy;
import io.rdsmaint.restore.step.Expose;
import io.rdsmaint.restore.step.FenceOld;
import io.rdsmaint.restore.step.FinalGroup;
import io.rdsmaint.restore.step.FinalSnapshot;
import io.rdsmaint.restore.step.Hold;
import io.rdsmaint.restore.step.IsolationGroup;
import io.rdsmaint.restore.step.MakeUser;
import io.rdsmaint.restore.step.OwnPassword;
import io.rdsmaint.restore.step.ProtectOld;
import io.rdsmaint.restore.step.RestartMember;
import io.rdsmaint.restore.step.RestartOld;
import io.rdsmaint.restore.step.RestoreCluster;
import io.rdsmaint.restore.step.Smoke;
import io.rdsmaint.restore.step.SwapNames;
import io.rdsmaint.restore.step.SwitchDataApi;
import io.rdsmaint.restore.step.TakeName;
import io.rdsmaint.restore.step.Unmark;
import io.rdsmaint.restore.world.RestoreWorld;
import io.rdsmaint.sql.pipeline.Phase;
import io.rdsmaint.sql.step.InstallLedger;
import io.rdsmaint.sql.step.PlanPhase;
import io.rdsmaint.sql.step.Reconcile;
import io.rdsmaint.sql.step.RunPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The steps of a restore, in their order; what nobody asked for is as it is on the cluster that is there. */
final class Arrangement {
    private static final String LIBRARIES = "shared_preload_libraries";
    private static final List<String> NOT_OURS = List.of("aws:", "rds:", "rds-maint-operation", "rds-maint-restore");

    private final RestoreWorld world;
    private final Parameters parameters;
    private final Cluster target;
    private final List<Instance> members;
    private final ClusterAccess access;
    private final Names names;
    private final Target place;

    Arrangement(RestoreWorld world, Parameters parameters, Likeness like, Names names, Target place) {
        this.place = place;
        this.world = world;
        this.parameters = parameters;
        this.target = like.cluster();
        this.members = like.members().stream()
                .sorted(Comparator.comparingInt((Instance i) -> target.writes(i.id()) ? 0 : 1)
                        .thenComparingInt(Instance::promotionTier)
                        .thenComparing(Instance::id))
                .toList();
        this.access = like.access();
        this.names = names;
    }

    /** The cluster parameter group of the new cluster in the end. */
    public String finalGroup() {
        return parameters.parameterGroup() == null ? target.parameterGroup() : parameters.parameterGroup();
    }

    /** The instances of the new cluster; the first one writes. */
    public List<NewInstance> instances() {
        List<NewInstance> all = new ArrayList<>();
        if (parameters.instances().isEmpty()) {
            members.forEach(like -> all.add(instance(
                    all.size() + 1, like.instanceClass(), like.promotionTier(), like.availabilityZone(), like)));
        } else {
            for (Parameters.Member wanted : parameters.instances()) {
                int number = all.size() + 1;
                members.stream()
                        .skip(Math.min(number, members.size()) - 1L)
                        .findFirst()
                        .ifPresent(like -> all.add(instance(
                                number, wanted.instanceClass(), wanted.tier(), like.availabilityZone(), like)));
            }
        }
        return all;
    }

    private NewInstance instance(int number, String instanceClass, int tier, String zone, Instance like) {
        String group = parameters.instanceParameterGroup() != null
                ? parameters.instanceParameterGroup()
                : like.parameterGroups().stream()
                        .map(Instance.AppliedGroup::name)
                        .findFirst()
                        .orElse("");
        return new NewInstance(
                names.member(number),
                names.copy(),
                target.engine().name(),
                instanceClass,
                zone,
                tier,
                group,
                like.settings(),
                tagged(like.tags()));
    }

    private Map<String, String> tagged(Map<String, String> before) {
        Map<String, String> tags = kept(before);
        tags.putAll(parameters.shape().tags());
        return tags;
    }

    private static Map<String, String> kept(Map<String, String> tags) {
        Map<String, String> kept = new TreeMap<>(tags);
        kept.keySet()
                .removeIf(key -> NOT_OURS.stream().anyMatch(key::startsWith) || key.equals(Instance.AUTOSCALING_TAG));
        return kept;
    }

    /** All steps. */
    public List<PlannedStep> steps(RestorableSnapshot snapshot, EngineVersion version, List<Hop> hops) {
        List<PlannedStep> steps = new ArrayList<>();
        String copy = names.copy();
        steps.add(io.rdsmaint.kit.PreflightStep.planned());
        if (!parameters.shape().anew()) {
            steps.add(MarkStep.planned(target.id()));
        }
        copies(steps, hops);
        steps.add(IsolationGroup.planned(copy, version.family(), isolation(version)));
        steps.add(RestoreCluster.planned(restored(snapshot, hops), Duration.ofMinutes(15)));
        List<NewInstance> instances = instances();
        instances.forEach(instance -> steps.add(CreateMember.planned(instance)));
        steps.add(OwnPassword.planned(copy));
        steps.add(SwitchDataApi.on(copy));
        steps.add(InstallLedger.planned(false, null));
        phase(steps, Isolation.phase(parameters.otherDatabases(), objectsKnown()), Duration.ofSeconds(15));
        steps.add(CheckIsolation.planned(copy, parameters.isolation()));
        parameters.mask().forEach(phase -> phase(steps, phase, Duration.ofMinutes(5)));
        if (parameters.largeObjects() == Parameters.LargeObjects.UNLINK) {
            phase(steps, Isolation.objects(), Duration.ofMinutes(2));
        }
        if (!parameters.unmasked()) {
            phase(steps, Isolation.derived(names.operationId()), Duration.ofMinutes(2));
        }
        parameters.users().forEach(user -> steps.add(MakeUser.planned(user)));
        parameters.rights().ifPresent(phase -> phase(steps, phase, Duration.ofSeconds(15)));
        parameters.grants().forEach(phase -> phase(steps, phase, Duration.ofMinutes(5)));
        steps.add(FinalGroup.planned(copy, finalGroup()));
        instances.forEach(instance -> steps.add(RestartMember.planned(instance.id())));
        parameters.verify().forEach(check -> steps.add(Reconcile.planned(check)));
        if (parameters.shape().anew()) {
            opening(steps);
        } else {
            cutOver(steps);
            steps.add(Hold.planned(names.old(), parameters.holdHours()));
            removal(steps);
        }
        copiesGo(steps, hops);
        steps.add(DeleteGroup.planned(copy));
        steps.add(Unmark.planned(target.id()));
        return steps;
    }

    private void copies(List<PlannedStep> steps, List<Hop> hops) {
        for (Hop hop : hops) {
            boolean last = hop.equals(hops.getLast());
            steps.add(CopySnapshot.planned(hop, last ? parameters.copies().keepDays() : 0, place));
        }
        hops.stream().limit(Math.max(0, hops.size() - 1)).forEach(hop -> steps.add(gone(hop)));
    }

    private void copiesGo(List<PlannedStep> steps, List<Hop> hops) {
        if (hops.isEmpty()) {
            return;
        }
        if (parameters.copies().keepDays() == 0) {
            steps.add(gone(hops.getLast()));
        }
        steps.add(DeleteExpiredCopies.planned(target.id()));
    }

    private PlannedStep gone(Hop hop) {
        return CopySnapshot.at(DeleteSnapshotCopy.planned(hop.name()), hop.to(), place);
    }

    private boolean objectsKnown() {
        return parameters.unmasked() || parameters.largeObjects() != null;
    }

    private static void phase(List<PlannedStep> steps, Phase phase, Duration expected) {
        steps.add(PlanPhase.planned(phase, Duration.ofSeconds(10)));
        steps.add(RunPhase.planned(phase, expected));
    }

    /** Nothing is replaced: the cluster gets its name, then its clients. */
    private void opening(List<PlannedStep> steps) {
        PlannedStep named = TakeName.planned(target.id(), names.copy());
        steps.add(
                parameters.beforeCutover()
                        ? named.gated(
                                "before_cutover: the new cluster is masked and verified; from here on it is called "
                                        + target.id() + " and opened to clients")
                        : named);
        steps.add(Expose.anew(target.id(), exposure(parameters.securityGroups())));
        steps.add(SwitchDataApi.again(target.id()));
        steps.add(Smoke.planned(target.id()));
    }

    private RestoreGateway.Exposure exposure(List<String> groups) {
        return new RestoreGateway.Exposure(
                groups,
                target.features().deletionProtection(),
                target.features().iamAuthentication(),
                target.windows().maintenance());
    }

    private void cutOver(List<PlannedStep> steps) {
        PlannedStep fence = FenceOld.planned(
                target.id(), parameters.isolation(), target.placement().vpcSecurityGroups());
        steps.add(
                parameters.beforeCutover()
                        ? fence.gated("before_cutover: the copy is masked and verified; from here on " + target.id()
                                + " is not served until the names are exchanged")
                        : fence);
        members.forEach(member -> steps.add(RestartOld.planned(member.id(), member.resourceId())));
        steps.add(SwapNames.planned(target.id(), names.copy(), names.old()));
        List<String> groups = parameters.securityGroups().isEmpty()
                ? target.placement().vpcSecurityGroups()
                : parameters.securityGroups();
        steps.add(Expose.planned(target.id(), exposure(groups)));
        target.features().roles().forEach(role -> steps.add(AddRole.planned(target.id(), role)));
        steps.add(SwitchDataApi.again(target.id()));
        steps.add(Smoke.planned(target.id()));
    }

    private void removal(List<PlannedStep> steps) {
        List<PlannedStep> removal = new ArrayList<>();
        removal.add(ClaimOld.planned(names.old(), members.size()));
        if (parameters.finalSnapshot()) {
            removal.add(FinalSnapshot.planned(names.finalSnapshot(), names.old()));
        }
        removal.add(ProtectOld.lifted());
        members.forEach(member -> removal.add(DeleteOldMember.planned(member.id(), member.resourceId())));
        removal.add(DeleteOldCluster.planned(names.old(), target.resourceId()));
        PlannedStep first = removal.getFirst();
        steps.add(
                parameters.beforeDelete()
                        ? first.gated("before_delete: " + names.old() + " is removed from here on")
                        : first);
        steps.addAll(removal.subList(1, removal.size()));
    }

    /** The final group's values as somebody set them, without what acts by itself. */
    private Map<String, String> isolation(EngineVersion version) {
        String group = finalGroup();
        Map<String, String> set = new TreeMap<>();
        if (!group.startsWith("default.")) {
            world.parameters().definitions(Scope.CLUSTER, group).stream()
                    .filter(definition -> definition.userSet())
                    .forEach(definition -> set.put(definition.name(), String.valueOf(definition.value())));
        }
        String libraries = world.parameters().defaults(Scope.CLUSTER, version.family()).stream()
                .filter(definition -> definition.name().equals(LIBRARIES))
                .findFirst()
                .flatMap(definition -> Optional.ofNullable(definition.value()))
                .orElse("");
        return IsolationGroup.values(set, libraries);
    }

    private RestoredCluster restored(RestorableSnapshot snapshot, List<Hop> hops) {
        Parameters.Shape shape = parameters.shape();
        boolean keyed = !hops.isEmpty() && snapshot.kmsKey() != null;
        return new RestoredCluster(
                names.copy(),
                hops.isEmpty() ? snapshot.id() : hops.getLast().name(),
                snapshot.engine(),
                snapshot.engineVersion(),
                shape.port() != null ? shape.port() : access.port() == 0 ? null : access.port(),
                shape.subnetGroup() == null ? target.placement().subnetGroup() : shape.subnetGroup(),
                parameters.isolation(),
                names.copy(),
                keyed ? null : parameters.kmsKey(),
                target.features().storageType(),
                shape.serverless() == null ? target.serverless() : shape.serverless(),
                target.features().logExports(),
                target.features().backupRetentionDays(),
                target.windows().backup(),
                tagged(target.tags()));
    }
}
