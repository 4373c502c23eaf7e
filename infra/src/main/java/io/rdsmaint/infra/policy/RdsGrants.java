package io.rdsmaint.infra.policy;

import static io.rdsmaint.infra.Product.MARK_TAG;
import static io.rdsmaint.infra.Product.OWN_TAG;
import static io.rdsmaint.infra.policy.Grant.ANY;
import static io.rdsmaint.infra.policy.Scope.OWN_INSTANCES;
import static io.rdsmaint.infra.policy.Scope.given;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the function may do to databases but for engine upgrades: look at everything in its regions, change what it is
 * allowed to, create and delete nothing but its own temporary instances.
 *
 * @param scope which clusters it may touch
 */
record RdsGrants(Scope scope) {
    /**
     * Of instances: deleted, created, class changed, put into a state that keeps it out, not created; of snapshots: created; of
     * clusters: created, deleted, not created; of blue/green deployments: tasks completed, creation failed, deleted (Aurora User
     * Guide, Amazon RDS event categories and event messages).
     */
    static final List<String> ENDING_EVENTS = Stream.of(
                    3, 5, 14, 35, 353, /* snapshots */ 75, /* clusters */ 170, 171, 354, 355, /* deployments */ 244,
                    245, 246)
            .map("RDS-EVENT-%04d"::formatted)
            .sorted()
            .toList();

    private static final String OWN_TAG_REQUESTED = "aws:RequestTag/" + OWN_TAG;
    private static final String OWN_TAG_CARRIED = "aws:ResourceTag/" + OWN_TAG;

    List<Grant> all() {
        return scope.bound(Stream.of(reads(), changes(), temporaryInstances()).flatMap(List::stream));
    }

    private List<Grant> reads() {
        return List.of(
                new Grant(
                        "ReadWhatRdsOffers",
                        "Classes, versions, quotas, certificates and events: these actions know no resource.",
                        List.of(
                                "rds:DescribeAccountAttributes",
                                "rds:DescribeCertificates",
                                "rds:DescribeDBEngineVersions",
                                "rds:DescribeEngineDefaultClusterParameters",
                                "rds:DescribeEngineDefaultParameters",
                                "rds:DescribeEvents",
                                "rds:DescribeOrderableDBInstanceOptions"),
                        ANY,
                        scope.inRegions()),
                new Grant(
                        "ReadDatabases",
                        "Everything around a cluster: what is looked for is often found only by listing.",
                        List.of(
                                "rds:DescribeBlueGreenDeployments",
                                "rds:DescribeDBClusterEndpoints",
                                "rds:DescribeDBClusterParameterGroups",
                                "rds:DescribeDBClusterParameters",
                                "rds:DescribeDBClusters",
                                "rds:DescribeDBInstances",
                                "rds:DescribeDBParameterGroups",
                                "rds:DescribeDBParameters",
                                "rds:DescribeDBProxies",
                                "rds:DescribeDBProxyEndpoints",
                                "rds:DescribeDBProxyTargets",
                                "rds:DescribeDBSubnetGroups",
                                "rds:DescribePendingMaintenanceActions"),
                        scope.rds(Stream.of("*"))),
                new Grant(
                        "ReadTags",
                        "Whether a custom endpoint may be changed, and whether a parameter group is ours: what describes"
                                + " them does not show their tags.",
                        List.of("rds:ListTagsForResource"),
                        scope.rds(Stream.of("cluster-endpoint:*", "cluster-pg:*", "pg:*"))),
                new Grant(
                        "ReadGlobalClusters",
                        "Global clusters belong to no region.",
                        List.of("rds:DescribeGlobalClusters"),
                        List.of(Arns.in("rds", "", "global-cluster:*"))));
    }

    private List<Grant> changes() {
        return List.of(
                new Grant(
                        "ChangeAllowedInstances",
                        "The change or the reboot itself; an instance may also be what a failover aims at.",
                        List.of("rds:FailoverDBCluster", "rds:ModifyDBInstance", "rds:RebootDBInstance"),
                        scope.instances(),
                        scope.allowed()),
                new Grant(
                        "ChangeAllowedClusters",
                        "The planned failover, the storage type, the names at an upgrade's switchover, and the protection"
                                + " of a cluster that is no longer in production. IAM tells apart neither what is modified:"
                                + " the same action sets the master password, security groups and backups.",
                        List.of("rds:FailoverDBCluster", "rds:ModifyDBCluster"),
                        scope.clusters(),
                        scope.allowed()),
                new Grant(
                        "MarkAllowedClusters",
                        "The mark that keeps other deployments away, and no other tag.",
                        List.of("rds:AddTagsToResource", "rds:RemoveTagsFromResource"),
                        scope.clusters(),
                        scope.allowedAnd(Map.of(
                                "ForAllValues:StringEquals", Map.of("aws:TagKeys", List.of(MARK_TAG)),
                                "Null", Map.of("aws:TagKeys", "false")))),
                new Grant(
                        "ChangeCustomEndpoints",
                        "Keeps a temporary instance out of custom endpoints. IAM knows no cluster of an endpoint, so"
                                + " each endpoint is allowed like an instance is: by its own tag or name.",
                        List.of("rds:ModifyDBClusterEndpoint"),
                        scope.endpoints(),
                        scope.allowed()));
    }

    private List<Grant> temporaryInstances() {
        return List.of(
                new Grant(
                        "CreateInAllowedClusters",
                        "A temporary instance, in an allowed cluster, tagged as ours.",
                        List.of("rds:CreateDBInstance"),
                        scope.clusters(),
                        scope.allowedAnd(given(OWN_TAG_REQUESTED))),
                new Grant(
                        "CreateTemporaryInstances",
                        "The instance by its name, and the groups that it has in common with the writer, whose names"
                                + " nobody knows before.",
                        List.of("rds:CreateDBInstance"),
                        scope.rds(Stream.of(OWN_INSTANCES, "pg:*", "subgrp:*", "og:default:*")),
                        given(OWN_TAG_REQUESTED)),
                new Grant(
                        "TagTemporaryInstances",
                        "Tags are given with the creation, ours among them.",
                        List.of("rds:AddTagsToResource"),
                        scope.rds(Stream.of(OWN_INSTANCES)),
                        given(OWN_TAG_REQUESTED)),
                new Grant(
                        "UseTemporaryInstances",
                        "Only what carries our tag is ever deleted.",
                        List.of("rds:DeleteDBInstance", "rds:FailoverDBCluster"),
                        scope.rds(Stream.of(OWN_INSTANCES)),
                        given(OWN_TAG_CARRIED)));
    }
}
