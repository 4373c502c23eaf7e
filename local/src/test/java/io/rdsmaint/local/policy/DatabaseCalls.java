package io.rdsmaint.local.policy;

import io.rdsmaint.local.endpoint.Account;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.CustomEndpoint;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DescribeBlueGreenDeploymentsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterEndpointsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxiesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxyEndpointsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxyTargetsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeGlobalClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribePendingMaintenanceActionsRequest;
import software.amazon.awssdk.services.rds.model.FailoverDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterEndpointRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * What IAM decides on for a call of RDS, after the service authorization reference: each resource of a call by itself,
 * with the tags that it carries at that moment.
 *
 * @param site where the call goes
 */
record DatabaseCalls(Site site) {
    private static final List<String> WITHOUT_RESOURCE = List.of(
            "DescribeAccountAttributes",
            "DescribeCertificates",
            "DescribeDBEngineVersions",
            "DescribeEvents",
            "DescribeOrderableDBInstanceOptions");

    List<Authorization> of(String operation, SdkRequest request) {
        String action = "rds:" + operation;
        if (WITHOUT_RESOURCE.contains(operation)) {
            return List.of(Authorization.of(action, "*", site.region()));
        }
        return switch (request) {
            case CreateDbInstanceRequest r -> creation(action, r);
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

    private Authorization on(String action, String arn) {
        return Authorization.of(action, arn, site.region()).carrying(carried(arn));
    }

    private Map<String, String> carried(String arn) {
        String[] parts = arn.split(":", 7);
        Optional<Map<String, String>> found = switch (parts[5]) {
            case "cluster" -> site.cluster(parts[6]).map(Cluster::tags);
            case "db" -> site.instance(parts[6]).map(Instance::tags);
            case "cluster-endpoint" ->
                Optional.ofNullable(site.customEndpoints().get(parts[6])).map(CustomEndpoint::tags);
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
