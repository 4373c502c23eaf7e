package io.rdsmaint.infra.policy;

import static io.rdsmaint.infra.policy.Grant.ANY;
import static io.rdsmaint.infra.policy.Scope.OWN_TAG;
import static io.rdsmaint.infra.policy.Scope.given;

import io.rdsmaint.infra.Options;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * In two managed policies, since a role takes no more in one: what an engine upgrade by blue/green needs. AWS builds, switches and removes the green side in the caller's name, so
 * the function must be allowed what happens there. Green resources are known by the part of their name that AWS gives
 * them, the former blue ones by the part that AWS adds when it renames them, and what the function itself makes by its
 * tag.
 *
 * @param scope which clusters it may touch
 */
public record UpgradeGrants(Scope scope) {
    private static final String GREEN = "-green-*";
    private static final String OLD = "-old*";
    private static final Map<String, Map<String, Object>> GIVEN_OURS = given("aws:RequestTag/" + OWN_TAG);
    private static final Map<String, Map<String, Object>> CARRYING_OURS = given("aws:ResourceTag/" + OWN_TAG);

    /** For these options. */
    public static UpgradeGrants of(Options options) {
        return new UpgradeGrants(new Scope(options).inFewArns());
    }

    /** To make parameter groups and the green side, and to take them back. */
    public List<Grant> building() {
        return bound(Stream.concat(groups().stream(), green().stream()));
    }

    /** To switch over, and to remove the old side. */
    public List<Grant> finishing() {
        return bound(Stream.concat(switchover().stream(), old().stream()));
    }

    private List<Grant> bound(Stream<Grant> grants) {
        return grants.map(g -> new Grant(g.sid(), g.why(), g.actions(), g.resources(), scope.bound(g.conditions())))
                .toList();
    }

    private List<Grant> groups() {
        return Stream.of(groups("Cluster", "cluster-pg:*"), groups("", "pg:*"))
                .flatMap(List::stream)
                .toList();
    }

    private List<Grant> groups(String kind, String resource) {
        String name = kind.isEmpty() ? "Instance" : kind;
        String group = "DB" + kind + "ParameterGroup";
        return List.of(
                new Grant(
                        "Create" + name + "ParameterGroups",
                        "Groups of the new version's family, tagged as ours.",
                        List.of("rds:AddTagsToResource", "rds:Create" + group),
                        scope.rds(Stream.of(resource)),
                        GIVEN_OURS),
                new Grant(
                        "Fill" + name + "ParameterGroups",
                        "Values are set in our own groups only, and only those are deleted again.",
                        List.of("rds:Delete" + group, "rds:Modify" + group),
                        scope.rds(Stream.of(resource)),
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
                        "BuildGreenClusters",
                        "AWS builds the green side in the function's name, under the names that it gives to it.",
                        List.of("rds:CreateDBCluster"),
                        with(scope.clustersNamed(GREEN), "cluster-pg:*", "og:*", "subgrp:*")),
                new Grant(
                        "BuildGreenInstances",
                        "Its instances.",
                        List.of("rds:CreateDBInstance"),
                        with(
                                both(scope.clustersNamed(GREEN), scope.instancesNamed(GREEN)),
                                "og:*",
                                "pg:*",
                                "subgrp:*")),
                new Grant(
                        "BuildGreenEndpoints",
                        "Its custom endpoints.",
                        List.of("rds:CreateDBClusterEndpoint"),
                        both(scope.clustersNamed(GREEN), scope.endpointsNamed(GREEN))),
                new Grant(
                        "TagGreenSide",
                        "The green side gets its tags with its creation.",
                        List.of("rds:AddTagsToResource"),
                        both(
                                scope.clustersNamed(GREEN),
                                both(scope.endpointsNamed(GREEN), scope.instancesNamed(GREEN)))),
                new Grant(
                        "RemoveGreenClusters",
                        "A rollback lifts the protection of the green side, which it has from blue, and removes it.",
                        List.of("rds:DeleteDBCluster", "rds:ModifyDBCluster"),
                        scope.clustersNamed(GREEN)),
                new Grant(
                        "RemoveGreenInstances",
                        "With its instances.",
                        List.of("rds:DeleteDBInstance"),
                        scope.instancesNamed(GREEN)),
                new Grant(
                        "RemoveGreenEndpoints",
                        "With its custom endpoints.",
                        List.of("rds:DeleteDBClusterEndpoint"),
                        scope.endpointsNamed(GREEN)));
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
                        "PromoteGreenClusters",
                        "The switchover makes the green side the one in production.",
                        List.of("rds:PromoteReadReplicaDBCluster"),
                        scope.clustersNamed(GREEN)),
                new Grant(
                        "ChangeAllowedClusters",
                        "The storage type, the names at a switchover, and the protection of a cluster that is no longer"
                                + " in production.",
                        List.of("rds:ModifyDBCluster"),
                        scope.clusters(),
                        scope.allowed()));
    }

    private List<String> with(List<String> arns, String... more) {
        return both(arns, scope.rds(Stream.of(more)));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
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
