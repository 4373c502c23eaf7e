package io.rdsmaint.gateway.rds;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.AccountQuota;
import software.amazon.awssdk.services.rds.model.AvailabilityZone;
import software.amazon.awssdk.services.rds.model.BlueGreenDeployment;
import software.amazon.awssdk.services.rds.model.DBClusterEndpoint;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.OrderableDBInstanceOption;
import software.amazon.awssdk.services.rds.model.ResourcePendingMaintenanceActions;
import software.amazon.awssdk.services.rds.model.Subnet;

/** Reads everything else from the SDK's model. */
final class Catalog {
    private Catalog() {}

    static Orderable orderable(OrderableDBInstanceOption o) {
        return new Orderable(
                o.dbInstanceClass(),
                Values.text(o.engineVersion()),
                Values.text(o.storageType()),
                names(o.availabilityZones().stream().map(AvailabilityZone::name)),
                Set.copyOf(o.supportedEngineModes()),
                Set.copyOf(o.supportedActivityStreamModes()),
                Values.yes(o.supportsClusters()),
                Values.yes(o.supportsPerformanceInsights()),
                Values.yes(o.supportsEnhancedMonitoring()),
                Values.yes(o.supportsIAMDatabaseAuthentication()),
                Values.yes(o.supportsGlobalDatabases()));
    }

    static EngineVersion engineVersion(DBEngineVersion v) {
        return new EngineVersion(
                v.engine(),
                v.engineVersion(),
                Values.text(v.dbParameterGroupFamily()),
                v.status() == null ? "available" : v.status(),
                Set.copyOf(v.supportedCACertificateIdentifiers()),
                Values.yes(v.supportsCertificateRotationWithoutRestart()),
                v.validUpgradeTarget().stream()
                        .map(t -> new EngineVersion.Upgrade(
                                t.engineVersion(),
                                Values.yes(t.isMajorVersionUpgrade()),
                                Set.copyOf(t.supportedEngineModes()),
                                Values.yes(t.supportsGlobalDatabases()),
                                Values.yes(t.autoUpgrade())))
                        .toList());
    }

    static Stream<PendingMaintenance> maintenance(ResourcePendingMaintenanceActions r) {
        return r.pendingMaintenanceActionDetails().stream()
                .map(a -> new PendingMaintenance(
                        Values.text(r.resourceIdentifier()),
                        Values.text(a.action()),
                        Values.text(a.description()),
                        a.optInStatus(),
                        a.autoAppliedAfterDate(),
                        a.forcedApplyDate(),
                        a.currentApplyDate()));
    }

    static RdsEvent event(Event e) {
        return new RdsEvent(
                Values.text(e.sourceIdentifier()),
                Values.text(e.sourceTypeAsString()),
                e.date() == null ? Instant.EPOCH : e.date(),
                Values.text(e.message()),
                Set.copyOf(e.eventCategories()));
    }

    static Stream<Parameter> parameter(software.amazon.awssdk.services.rds.model.Parameter p) {
        return p.parameterValue() == null
                ? Stream.empty()
                : Stream.of(new Parameter(
                        p.parameterName(), p.parameterValue(), Values.text(p.source()), Values.text(p.applyType())));
    }

    static ParameterDefinition definition(software.amazon.awssdk.services.rds.model.Parameter p) {
        return new ParameterDefinition(
                p.parameterName(),
                p.parameterValue(),
                Values.text(p.source()),
                Values.text(p.dataType()),
                Values.text(p.allowedValues()),
                Values.yes(p.isModifiable()),
                "dynamic".equals(p.applyType()),
                Values.text(p.minimumEngineVersion()),
                Set.copyOf(p.supportedEngineModes()));
    }

    static Stream<CustomEndpoint> customEndpoint(DBClusterEndpoint e) {
        return "CUSTOM".equals(e.endpointType())
                ? Stream.of(new CustomEndpoint(
                        e.dbClusterEndpointIdentifier(),
                        Values.text(e.dbClusterEndpointArn()),
                        Values.text(e.status()),
                        e.customEndpointType() == null ? "ANY" : e.customEndpointType(),
                        e.staticMembers(),
                        e.excludedMembers()))
                : Stream.empty();
    }

    static Quota quota(AccountQuota q) {
        return new Quota(q.accountQuotaName(), q.used(), q.max());
    }

    static BlueGreen blueGreen(BlueGreenDeployment d) {
        return new BlueGreen(
                d.blueGreenDeploymentIdentifier(),
                Values.text(d.blueGreenDeploymentName()),
                Values.text(d.source()),
                d.target(),
                Values.text(d.status()),
                d.statusDetails(),
                d.switchoverDetails().stream()
                        .map(s -> new BlueGreen.Switchover(
                                Values.text(s.sourceMember()), s.targetMember(), Values.text(s.status())))
                        .toList(),
                d.tasks().stream()
                        .map(t -> new BlueGreen.Task(Values.text(t.name()), Values.text(t.status())))
                        .toList(),
                d.createTime(),
                Values.tags(d.tagList()));
    }

    static Certificate certificate(software.amazon.awssdk.services.rds.model.Certificate c) {
        return new Certificate(
                c.certificateIdentifier(),
                c.validTill() == null ? Instant.MAX : c.validTill(),
                Values.yes(c.customerOverride()));
    }

    static SubnetGroup subnetGroup(DBSubnetGroup g) {
        List<Subnet> subnets = g.subnets();
        return new SubnetGroup(
                g.dbSubnetGroupName(),
                Values.text(g.vpcId()),
                names(subnets.stream()
                        .map(Subnet::subnetAvailabilityZone)
                        .filter(Objects::nonNull)
                        .map(AvailabilityZone::name)));
    }

    private static Set<String> names(Stream<String> names) {
        return names.filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }
}
