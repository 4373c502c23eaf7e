package io.rdsmaint.infra.policy;

import static io.rdsmaint.infra.policy.Grant.ANY;
import static io.rdsmaint.infra.policy.Scope.OWN_TAG;
import static io.rdsmaint.infra.policy.Scope.given;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an engine upgrade by blue/green needs. AWS builds, switches and removes the green side in the caller's name, so
 * the function must be allowed what happens there. Green resources are known by the part of their name that AWS gives
 * them, the former blue ones by the part that AWS adds when it renames them, and what the function itself makes by its
 * tag.
 *
 * @param scope which clusters it may touch
 */
record UpgradeGrants(Scope scope) {
    private static final String GREEN = "*-green-*";
    private static final String OLD = "-old*";
    private static final Map<String, Map<String, Object>> GIVEN_OURS = given("aws:RequestTag/" + OWN_TAG);
    private static final Map<String, Map<String, Object>> CARRYING_OURS = given("aws:ResourceTag/" + OWN_TAG);

    List<Grant> all() {
        return Stream.of(groups(), green(), switchover(), old())
                .flatMap(List::stream)
                .toList();
    }

    private List<Grant> groups() {
        List<String> groups = scope.rds(Stream.of("cluster-pg:*", "pg:*"));
        return List.of(
                new Grant(
                        "CreateParameterGroups",
                        "Groups of the new version's family, tagged as ours.",
                        List.of(
                                "rds:AddTagsToResource",
                                "rds:CreateDBClusterParameterGroup",
                                "rds:CreateDBParameterGroup"),
                        groups,
                        GIVEN_OURS),
                new Grant(
                        "FillParameterGroups",
                        "Values are set in our own groups only, and only those are deleted again.",
                        List.of(
                                "rds:DeleteDBClusterParameterGroup",
                                "rds:DeleteDBParameterGroup",
                                "rds:ModifyDBClusterParameterGroup",
                                "rds:ModifyDBParameterGroup"),
                        groups,
                        CARRYING_OURS));
    }

    private List<Grant> green() {
        return List.of(
                new Grant(
                        "CreateDeployments",
                        "A blue/green deployment, tagged as ours.",
                        List.of("rds:AddTagsToResource", "rds:CreateBlueGreenDeployment"),
                        scope.rds(Stream.of("deployment:*")),
                        GIVEN_OURS),
                new Grant(
                        "DeployFromAllowedClusters",
                        "Of an allowed cluster.",
                        List.of("rds:CreateBlueGreenDeployment"),
                        scope.clusters(),
                        scope.allowed()),
                new Grant(
                        "DeployWithParameterGroups",
                        "With groups whose names nobody knows before.",
                        List.of("rds:CreateBlueGreenDeployment"),
                        scope.rds(Stream.of("cluster-pg:*", "pg:*"))),
                new Grant(
                        "BuildGreenSide",
                        "AWS builds the green side in the function's name, under names of its own: it documents that no"
                                + " pattern of names can be relied on here. Nothing that exists is changed by it.",
                        List.of("rds:CreateDBCluster", "rds:CreateDBClusterEndpoint", "rds:CreateDBInstance"),
                        scope.rds(Stream.of(
                                "cluster:*",
                                "cluster-endpoint:*",
                                "cluster-pg:*",
                                "db:*",
                                "og:*",
                                "pg:*",
                                "subgrp:*"))),
                new Grant(
                        "TagGreenSide",
                        "The green side gets its tags with its creation.",
                        List.of("rds:AddTagsToResource"),
                        scope.rds(Stream.of("cluster:" + GREEN, "cluster-endpoint:" + GREEN, "db:" + GREEN))),
                new Grant(
                        "RemoveGreenSide",
                        "A rollback lifts the protection of the green side, which it has from blue, and removes it.",
                        List.of(
                                "rds:DeleteDBCluster",
                                "rds:DeleteDBClusterEndpoint",
                                "rds:DeleteDBInstance",
                                "rds:ModifyDBCluster"),
                        scope.rds(Stream.of("cluster:" + GREEN, "cluster-endpoint:" + GREEN, "db:" + GREEN))));
    }

    private List<Grant> switchover() {
        return List.of(
                new Grant(
                        "RunDeployments",
                        "Switches over and removes our own deployments.",
                        List.of("rds:DeleteBlueGreenDeployment", "rds:SwitchoverBlueGreenDeployment"),
                        scope.rds(Stream.of("deployment:*")),
                        CARRYING_OURS),
                new Grant(
                        "PromoteGreenSide",
                        "The switchover makes the green side the one in production.",
                        List.of("rds:PromoteReadReplicaDBCluster"),
                        scope.rds(Stream.of("cluster:" + GREEN))),
                new Grant(
                        "ChangeAllowedClusters",
                        "The storage type, the names at a switchover, and the protection of a cluster that is no longer"
                                + " in production.",
                        List.of("rds:ModifyDBCluster"),
                        scope.clusters(),
                        scope.allowed()));
    }

    private List<Grant> old() {
        return List.of(
                new Grant(
                        "SnapshotOldClusters",
                        "The last snapshot of a cluster that is no longer in production.",
                        List.of("rds:CreateDBClusterSnapshot"),
                        scope.clustersNamed(OLD),
                        scope.allowed()),
                new Grant(
                        "CreateFinalSnapshots",
                        "By its name, tagged as ours.",
                        List.of("rds:AddTagsToResource", "rds:CreateDBClusterSnapshot"),
                        scope.rds(Stream.of("cluster-snapshot:*-before-upgrade-*")),
                        GIVEN_OURS),
                new Grant(
                        "DeleteOldClusters",
                        "What a switchover has renamed, and nothing that is in production.",
                        List.of("rds:DeleteDBCluster"),
                        scope.clustersNamed(OLD),
                        scope.allowed()),
                new Grant(
                        "DeleteOldInstances",
                        "Their instances.",
                        List.of("rds:DeleteDBInstance"),
                        scope.instancesNamed(OLD),
                        scope.allowed()),
                new Grant(
                        "DeleteOldEndpoints",
                        "Their custom endpoints.",
                        List.of("rds:DeleteDBClusterEndpoint"),
                        scope.endpointsNamed(OLD),
                        scope.allowed()),
                new Grant(
                        "ReadSnapshots",
                        "Whether the final snapshot is there.",
                        List.of("rds:DescribeDBClusterSnapshots"),
                        scope.rds(Stream.of("cluster:*", "cluster-snapshot:*"))),
                new Grant(
                        "ReadIntegrations",
                        "Zero-ETL integrations stop a switchover: the action knows no resource.",
                        List.of("rds:DescribeIntegrations"),
                        ANY,
                        scope.inRegions()));
    }
}
