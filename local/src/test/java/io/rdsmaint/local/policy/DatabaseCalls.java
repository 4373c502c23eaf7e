package io.rdsmaint.local.policy;

import io.rdsmaint.local.endpoint.Account;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.model.CustomEndpoint;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.ParameterGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.rds.model.AddRoleToDbClusterRequest;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.rds.model.CopyDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateBlueGreenDeploymentRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.DeleteBlueGreenDeploymentRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterEndpointRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.DescribeBlueGreenDeploymentsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterEndpointsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterParameterGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxiesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxyEndpointsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxyTargetsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeGlobalClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribePendingMaintenanceActionsRequest;
import software.amazon.awssdk.services.rds.model.DisableHttpEndpointRequest;
import software.amazon.awssdk.services.rds.model.EnableHttpEndpointRequest;
import software.amazon.awssdk.services.rds.model.FailoverDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterEndpointRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;
import software.amazon.awssdk.services.rds.model.SwitchoverBlueGreenDeploymentRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * What IAM decides on for a call of RDS, after the service authorization reference: each resource of a call by itself,
 * with the tags that it carries at that moment.
 *
 * @param site where the call goes
 */
record DatabaseCalls(AccountRegion site) {
    private static final List<String> WITHOUT_RESOURCE = List.of(
            "DescribeAccountAttributes",
            "DescribeCertificates",
            "DescribeDBEngineVersions",
            "DescribeEngineDefaultClusterParameters",
            "DescribeEngineDefaultParameters",
            "DescribeEvents",
            "DescribeIntegrations",
            "DescribeOrderableDBInstanceOptions");

    List<Authorization> of(String operation, SdkRequest request) {
        String action = "rds:" + operation;
        if (WITHOUT_RESOURCE.contains(operation)) {
            return List.of(Authorization.of(action, "*", site.region()));
        }
        return switch (request) {
            case CreateDbInstanceRequest r -> creation(action, r);
            case CreateBlueGreenDeploymentRequest r -> deployment(action, r);
            case SwitchoverBlueGreenDeploymentRequest r -> switchover(action, r.blueGreenDeploymentIdentifier());
            case DeleteBlueGreenDeploymentRequest r ->
                removal(action, r.blueGreenDeploymentIdentifier(), Boolean.TRUE.equals(r.deleteTarget()));
            case CreateDbClusterSnapshotRequest r ->
                List.of(
                        on(action, arn("cluster", r.dbClusterIdentifier())),
                        on(action, arn("cluster-snapshot", r.dbClusterSnapshotIdentifier()))
                                .giving(tags(r.tags())),
                        on("rds:AddTagsToResource", arn("cluster-snapshot", r.dbClusterSnapshotIdentifier()))
                                .giving(tags(r.tags())));
            case RestoreDbClusterFromSnapshotRequest r -> restore(action, r);
            case CopyDbClusterSnapshotRequest r -> copy(action, r);
            case ModifyDbClusterRequest r -> modification(action, r);
            case AddRoleToDbClusterRequest r ->
                List.of(
                        on(action, arn("cluster", r.dbClusterIdentifier())),
                        Authorization.of("iam:PassRole", r.roleArn(), site.region())
                                .with("iam:PassedToService", "rds.amazonaws.com"));
            case CreateDbClusterParameterGroupRequest r ->
                group(action, arn("cluster-pg", r.dbClusterParameterGroupName()), tags(r.tags()));
            case CreateDbParameterGroupRequest r -> group(action, arn("pg", r.dbParameterGroupName()), tags(r.tags()));
            case AddTagsToResourceRequest r ->
                List.of(on(action, r.resourceName()).giving(tags(r.tags())));
            case RemoveTagsFromResourceRequest r ->
                List.of(on(action, r.resourceName()).with("aws:TagKeys", r.tagKeys()));
            default -> resources(request).map(arn -> on(action, arn)).toList();
        };
    }

    private Stream<String> resources(SdkRequest request) {
        return switch (request) {
            case ModifyDbInstanceRequest r -> Stream.of(arn("db", r.dbInstanceIdentifier()));
            case RebootDbInstanceRequest r -> Stream.of(arn("db", r.dbInstanceIdentifier()));
            case DeleteDbInstanceRequest r -> Stream.of(arn("db", r.dbInstanceIdentifier()));
            case EnableHttpEndpointRequest r -> Stream.of(r.resourceArn());
            case DisableHttpEndpointRequest r -> Stream.of(r.resourceArn());
            case DeleteDbClusterRequest r -> Stream.of(arn("cluster", r.dbClusterIdentifier()));
            case DeleteDbClusterSnapshotRequest r ->
                Stream.of(arn("cluster-snapshot", r.dbClusterSnapshotIdentifier()));
            case DeleteDbClusterEndpointRequest r ->
                Stream.of(arn("cluster-endpoint", r.dbClusterEndpointIdentifier()));
            case ModifyDbClusterParameterGroupRequest r ->
                Stream.of(arn("cluster-pg", r.dbClusterParameterGroupName()));
            case ModifyDbParameterGroupRequest r -> Stream.of(arn("pg", r.dbParameterGroupName()));
            case DeleteDbClusterParameterGroupRequest r ->
                Stream.of(arn("cluster-pg", r.dbClusterParameterGroupName()));
            case DeleteDbParameterGroupRequest r -> Stream.of(arn("pg", r.dbParameterGroupName()));
            case DescribeDbClusterParameterGroupsRequest r ->
                Stream.of(arn("cluster-pg", r.dbClusterParameterGroupName()));
            case DescribeDbParameterGroupsRequest r -> Stream.of(arn("pg", r.dbParameterGroupName()));
            case DescribeDbClusterSnapshotsRequest r ->
                Stream.of(arn("cluster", "*"), arn("cluster-snapshot", r.dbClusterSnapshotIdentifier()));
            case FailoverDbClusterRequest r ->
                Stream.of(arn("cluster", r.dbClusterIdentifier()), arn("db", r.targetDBInstanceIdentifier()));
            case ModifyDbClusterEndpointRequest r ->
                Stream.of(arn("cluster-endpoint", r.dbClusterEndpointIdentifier()));
            case ListTagsForResourceRequest r -> Stream.of(r.resourceName());
            case DescribeDbClustersRequest r -> Stream.of(arn("cluster", r.dbClusterIdentifier()));
            case DescribeDbInstancesRequest r -> Stream.of(arn("db", r.dbInstanceIdentifier()));
            case DescribeDbClusterEndpointsRequest r ->
                Stream.of(arn("cluster", r.dbClusterIdentifier()), arn("cluster-endpoint", "*"));
            case DescribeDbClusterParametersRequest r -> Stream.of(arn("cluster-pg", r.dbClusterParameterGroupName()));
            case DescribeDbParametersRequest r -> Stream.of(arn("pg", r.dbParameterGroupName()));
            case DescribeDbProxiesRequest r -> Stream.of(arn("db-proxy", r.dbProxyName()));
            case DescribeDbProxyEndpointsRequest r ->
                Stream.of(arn("db-proxy", r.dbProxyName()), arn("db-proxy-endpoint", "*"));
            case DescribeDbProxyTargetsRequest r ->
                Stream.of(arn("db-proxy", r.dbProxyName()), arn("target-group", "*"));
            case DescribeDbSubnetGroupsRequest r -> Stream.of(arn("subgrp", r.dbSubnetGroupName()));
            case DescribePendingMaintenanceActionsRequest _ -> Stream.of(arn("cluster", "*"), arn("db", "*"));
            case DescribeBlueGreenDeploymentsRequest r ->
                Stream.of(arn("deployment", r.blueGreenDeploymentIdentifier()));
            case DescribeGlobalClustersRequest r ->
                Stream.of("arn:aws:rds::" + Account.ID + ":global-cluster:" + named(r.globalClusterIdentifier()));
            default -> throw new IllegalStateException("Nobody has said what IAM asks for " + request);
        };
    }

    /** Both the copy and what is copied; its keys are used in the caller's name, those of AWS need no right. */
    private List<Authorization> copy(String action, CopyDbClusterSnapshotRequest r) {
        Map<String, String> tags = tags(r.tags());
        String copy = arn("cluster-snapshot", r.targetDBClusterSnapshotIdentifier());
        List<Authorization> all = new ArrayList<>(List.of(
                on(action, r.sourceDBClusterSnapshotIdentifier()).giving(tags),
                on(action, copy).giving(tags),
                on("rds:AddTagsToResource", copy).giving(tags)));
        if (r.kmsKeyId() != null && r.kmsKeyId().startsWith("arn:")) {
            Stream.of("kms:CreateGrant", "kms:DescribeKey")
                    .forEach(use -> all.add(Authorization.of(use, r.kmsKeyId(), site.region())
                            .with("kms:ViaService", "rds." + site.region() + ".amazonaws.com")));
        }
        return all;
    }

    /** Of a snapshot, into a network, with a parameter group. */
    private List<Authorization> restore(String action, RestoreDbClusterFromSnapshotRequest r) {
        Map<String, String> tags = tags(r.tags());
        String cluster = arn("cluster", r.dbClusterIdentifier());
        List<Authorization> all = new ArrayList<>();
        Stream.of(
                        cluster,
                        arn("cluster-pg", r.dbClusterParameterGroupName()),
                        r.snapshotIdentifier().startsWith("arn:")
                                ? r.snapshotIdentifier()
                                : arn("cluster-snapshot", r.snapshotIdentifier()),
                        arn("subgrp", r.dbSubnetGroupName()),
                        arn("og", "default"))
                .forEach(arn -> all.add(on(action, arn).giving(tags)));
        all.add(on("rds:AddTagsToResource", cluster).giving(tags));
        return all;
    }

    /** A master password that RDS manages is made in the caller's name. */
    private List<Authorization> modification(String action, ModifyDbClusterRequest r) {
        List<Authorization> all = new ArrayList<>(List.of(on(action, arn("cluster", r.dbClusterIdentifier()))));
        if (r.dbClusterParameterGroupName() != null) {
            all.add(on(action, arn("cluster-pg", r.dbClusterParameterGroupName())));
        }
        if (Boolean.TRUE.equals(r.manageMasterUserPassword())) {
            String secret = Account.arn("secretsmanager", "secret:rds!cluster-new");
            all.add(Authorization.of("secretsmanager:CreateSecret", secret, site.region()));
            all.add(Authorization.of("secretsmanager:TagResource", secret, site.region()));
            all.add(Authorization.of("kms:DescribeKey", Account.arn("kms", "key/secrets"), site.region())
                    .with("kms:ViaService", "secretsmanager." + site.region() + ".amazonaws.com"));
        }
        return all;
    }

    /** Tags given with a creation, and a role handed to RDS, are decided on by themselves. */
    private List<Authorization> creation(String action, CreateDbInstanceRequest r) {
        Map<String, String> tags = tags(r.tags());
        Cluster cluster = site.cluster(r.dbClusterIdentifier()).orElseThrow();
        String family = cluster.version().family();
        List<Authorization> all = new ArrayList<>();
        Stream.of(
                        arn("cluster", cluster.id()),
                        arn("db", r.dbInstanceIdentifier()),
                        arn("pg", r.dbParameterGroupName() == null ? "default." + family : r.dbParameterGroupName()),
                        arn("subgrp", "default"),
                        arn("og", "default:" + family))
                .forEach(arn -> all.add(on(action, arn).giving(tags)));
        if (!tags.isEmpty()) {
            all.add(on("rds:AddTagsToResource", arn("db", r.dbInstanceIdentifier()))
                    .giving(tags));
        }
        if (r.monitoringRoleArn() != null) {
            all.add(Authorization.of("iam:PassRole", r.monitoringRoleArn(), site.region())
                    .with("iam:PassedToService", "monitoring.rds.amazonaws.com"));
        }
        return all;
    }

    private List<Authorization> group(String action, String arn, Map<String, String> tags) {
        return List.of(
                on(action, arn).giving(tags), on("rds:AddTagsToResource", arn).giving(tags));
    }

    /** AWS builds the green side in the caller's name, under names that it makes from the blue ones, with the blue ones' tags. */
    private List<Authorization> deployment(String action, CreateBlueGreenDeploymentRequest r) {
        Map<String, String> tags = tags(r.tags());
        Cluster blue = site.cluster(name(r.source())).orElseThrow();
        String deployment = arn("deployment", "bgd-new");
        List<Authorization> all = new ArrayList<>(group(action, deployment, tags));
        all.add(on(action, r.source()));
        groups(r).forEach(arn -> all.add(on(action, arn)));
        String green = arn("cluster", blue.id() + "-green-abc123");
        all.addAll(List.of(
                on("rds:CreateDBCluster", green),
                on("rds:AddTagsToResource", green).giving(blue.tags())));
        groups(r).stream()
                .filter(arn -> arn.contains(":cluster-pg:"))
                .forEach(arn -> all.add(on("rds:CreateDBCluster", arn)));
        all.add(on("rds:CreateDBCluster", arn("subgrp", "default")));
        all.add(on("rds:CreateDBCluster", arn("og", "default:" + blue.version().family())));
        blue.instances().forEach(i -> {
            String instance = arn("db", i.id() + "-green-abc123");
            Stream.of(instance, green, arn("pg", "default"), arn("subgrp", "default"), arn("og", "default"))
                    .forEach(arn -> all.add(on("rds:CreateDBInstance", arn)));
            all.add(on("rds:AddTagsToResource", instance).giving(i.tags()));
        });
        site.customEndpoints().values().stream()
                .filter(e -> e.cluster() == blue)
                .forEach(e -> {
                    String endpoint = arn("cluster-endpoint", e.id() + "-green-abc123");
                    all.add(on("rds:CreateDBClusterEndpoint", endpoint));
                    all.add(on("rds:CreateDBClusterEndpoint", green));
                    all.add(on("rds:AddTagsToResource", endpoint).giving(e.tags()));
                });
        return all;
    }

    private List<String> groups(CreateBlueGreenDeploymentRequest r) {
        List<String> groups = new ArrayList<>();
        if (r.targetDBClusterParameterGroupName() != null) {
            groups.add(arn("cluster-pg", r.targetDBClusterParameterGroupName()));
        }
        if (r.targetDBParameterGroupName() != null) {
            groups.add(arn("pg", r.targetDBParameterGroupName()));
        }
        return groups;
    }

    /** AWS renames both sides and promotes the green one in the caller's name. */
    private List<Authorization> switchover(String action, String id) {
        BlueGreenDeployment deployment =
                Objects.requireNonNull(site.blueGreenDeployments().get(id));
        return List.of(
                on(action, arn("deployment", id)),
                on("rds:ModifyDBCluster", deployment.sourceArn()),
                on("rds:ModifyDBCluster", deployment.targetArn()),
                on("rds:PromoteReadReplicaDBCluster", deployment.targetArn()));
    }

    private List<Authorization> removal(String action, String id, boolean green) {
        List<Authorization> all = new ArrayList<>(List.of(on(action, arn("deployment", id))));
        BlueGreenDeployment deployment = site.blueGreenDeployments().get(id);
        if (green && deployment != null) {
            site.cluster(name(deployment.targetArn())).ifPresent(cluster -> {
                all.add(on("rds:DeleteDBCluster", cluster.arn()));
                cluster.instances().forEach(i -> all.add(on("rds:DeleteDBInstance", i.arn())));
                site.customEndpoints().values().stream()
                        .filter(e -> e.cluster() == cluster)
                        .forEach(e -> all.add(on("rds:DeleteDBClusterEndpoint", arn("cluster-endpoint", e.id()))));
            });
        }
        return all;
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    Authorization on(String action, String arn) {
        return Authorization.of(action, arn, site.region()).carrying(carried(arn));
    }

    private Map<String, String> carried(String arn) {
        String[] parts = arn.split(":", 7);
        if (parts.length < 7) {
            return Map.of();
        }
        Optional<Map<String, String>> found = switch (parts[5]) {
            case "cluster" -> site.cluster(parts[6]).map(Cluster::tags);
            case "db" -> site.instance(parts[6]).map(Instance::tags);
            case "cluster-endpoint" ->
                Optional.ofNullable(site.customEndpoints().get(parts[6])).map(CustomEndpoint::tags);
            case "deployment" ->
                Optional.ofNullable(site.blueGreenDeployments().get(parts[6])).map(BlueGreenDeployment::tags);
            case "cluster-snapshot" ->
                Optional.ofNullable(site.clusterSnapshots().get(parts[6])).map(ClusterSnapshot::tags);
            case "cluster-pg" ->
                Optional.ofNullable(site.clusterGroups().get(parts[6])).map(ParameterGroup::tags);
            case "pg" ->
                Optional.ofNullable(site.instanceGroups().get(parts[6])).map(ParameterGroup::tags);
            default -> Optional.empty();
        };
        return found.orElse(Map.of());
    }

    private String arn(String kind, String name) {
        return site.arn(kind, named(name));
    }

    /** A list is asked for all that there are. */
    private static String named(String name) {
        return name == null ? "*" : name;
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }
}
