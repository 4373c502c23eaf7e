package io.rdsmaint.infra.policy;

import static io.rdsmaint.infra.Product.OWN_TAG;
import static io.rdsmaint.infra.policy.Grant.ANY;
import static io.rdsmaint.infra.policy.Scope.OWN_CLUSTER_GROUPS;
import static io.rdsmaint.infra.policy.Scope.OWN_INSTANCE_GROUPS;
import static io.rdsmaint.infra.policy.Scope.OWN_SNAPSHOTS;
import static io.rdsmaint.infra.policy.Scope.given;

import io.rdsmaint.infra.Options;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * In two managed policies, so that they can be detached: what an engine upgrade by blue/green needs. AWS builds, switches and
 * removes the green side in the caller's name, so the function must be allowed what happens there. AWS says that policies for
 * that can't contain partial resource names (<a
 * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/blue-green-deployments-authorizing-access.html">Authorizing
 * access to blue/green deployment operations</a>): building is allowed under all names, changing and removing by the operation's
 * tag, which the function gives to the green side once it is there. The former blue side is known by the part that AWS adds to its
 * name; what is done to it are calls of our own.
 *
 * @param scope which clusters it may touch
 */
public record UpgradeGrants(Scope scope) {
    private static final String GREEN = "-green-*";
    private static final String OLD = "-old*";
    private static final Map<String, Map<String, Object>> GIVEN_OURS = given("aws:RequestTag/" + OWN_TAG);
    private static final Map<String, Map<String, Object>> CARRYING_OURS = given("aws:ResourceTag/" + OWN_TAG);

    /** Our tag and no other. */
    private static final Map<String, Map<String, Object>> ONLY_OURS = Map.of(
            "ForAllValues:StringEquals",
            Map.of("aws:TagKeys", List.of(OWN_TAG)),
            "Null",
            Map.of("aws:TagKeys", "false"));

    /** For these options. */
    public static UpgradeGrants of(Options options) {
        return new UpgradeGrants(new Scope(options));
    }

    /** To make parameter groups and the green side, and to take them back. */
    public List<Grant> building() {
        return scope.bound(Stream.of(groups(), deployments(), green()).flatMap(List::stream));
    }

    /** To switch over, and to remove the old side. */
    public List<Grant> finishing() {
        return scope.bound(Stream.concat(switchover().stream(), old().stream()));
    }

    private List<Grant> groups() {
        return Stream.of(groups("Cluster", OWN_CLUSTER_GROUPS), groups("", OWN_INSTANCE_GROUPS))
                .flatMap(List::stream)
                .toList();
    }

    /** Names end as the product derives them: what is called otherwise can't be made ours by a tag. */
    private List<Grant> groups(String kind, String resource) {
        String name = kind.isEmpty() ? "Instance" : kind;
        String group = "DB" + kind + "ParameterGroup";
        return List.of(
                new Grant(
                        "Create" + name + "ParameterGroups",
                        "Groups of the new version's family, named and tagged as ours.",
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

    private List<Grant> deployments() {
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
                        scope.rds(Stream.of("cluster-pg:*", "pg:*"))));
    }

    private List<Grant> green() {
        return scope.options().policies().strictUpgrades() ? byName() : underAnyName();
    }

    private List<Grant> underAnyName() {
        return List.of(
                new Grant(
                        "BuildGreenSide",
                        "AWS builds the green side in the function's name, under names of its own, and says that no part"
                                + " of a name may be asked for.",
                        List.of("rds:CreateDBCluster", "rds:CreateDBClusterEndpoint", "rds:CreateDBInstance"),
                        scope.rds(Stream.of("*"))),
                new Grant(
                        "TagWhatIsBuilt",
                        "The green side gets blue's tags with its creation; the tag that makes it ours is not among them.",
                        List.of("rds:AddTagsToResource"),
                        scope.rds(Stream.of("*")),
                        Map.of("ForAllValues:StringNotEquals", Map.of("aws:TagKeys", List.of(OWN_TAG)))),
                tagGreen(scope.rds(Stream.of("cluster:*" + GREEN, "cluster-endpoint:*" + GREEN, "db:*" + GREEN))),
                new Grant(
                        "RemoveGreenSide",
                        "The switchover renames the green cluster; a rollback lifts its protection and removes it with"
                                + " instances and endpoints. What carries our tag, and nothing else.",
                        List.of(
                                "rds:DeleteDBCluster",
                                "rds:DeleteDBClusterEndpoint",
                                "rds:DeleteDBInstance",
                                "rds:ModifyDBCluster"),
                        scope.rds(Stream.of("*")),
                        CARRYING_OURS));
    }

    private List<Grant> byName() {
        return List.of(
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
                        "TagWhatIsBuilt",
                        "The green side gets blue's tags with its creation; the tag that makes it ours is not among them.",
                        List.of("rds:AddTagsToResource"),
                        greens(),
                        Map.of("ForAllValues:StringNotEquals", Map.of("aws:TagKeys", List.of(OWN_TAG)))),
                tagGreen(greens()),
                new Grant(
                        "RemoveGreenClusters",
                        "The switchover renames the green cluster; a rollback lifts its protection and removes it.",
                        List.of("rds:DeleteDBCluster", "rds:ModifyDBCluster"),
                        scope.clustersNamed(GREEN),
                        CARRYING_OURS),
                new Grant(
                        "RemoveGreenInstances",
                        "With its instances.",
                        List.of("rds:DeleteDBInstance"),
                        scope.instancesNamed(GREEN),
                        CARRYING_OURS),
                new Grant(
                        "RemoveGreenEndpoints",
                        "With its custom endpoints.",
                        List.of("rds:DeleteDBClusterEndpoint"),
                        scope.endpointsNamed(GREEN),
                        CARRYING_OURS));
    }

    private List<String> greens() {
        return both(scope.clustersNamed(GREEN), both(scope.endpointsNamed(GREEN), scope.instancesNamed(GREEN)));
    }

    private static Grant tagGreen(List<String> greens) {
        return new Grant(
                "TagGreenSide",
                "Makes the green side ours once it is there: this call is the function's own, so it goes by the names that"
                        + " AWS gives.",
                List.of("rds:AddTagsToResource"),
                greens,
                ONLY_OURS);
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
                        scope.options().policies().strictUpgrades()
                                ? scope.clustersNamed(GREEN)
                                : scope.rds(Stream.of("*"))),
                new Grant(
                        "LetGoOfProduction",
                        "Takes our tag, and no other, off what was the green side and is in production: nothing there is ours"
                                + " to remove.",
                        List.of("rds:RemoveTagsFromResource"),
                        scope.rds(Stream.of("*")),
                        ONLY_OURS));
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
                        "CreateFinalSnapshots",
                        "By its name, tagged as ours.",
                        List.of("rds:AddTagsToResource", "rds:CreateDBClusterSnapshot"),
                        scope.rds(Stream.of(OWN_SNAPSHOTS)),
                        GIVEN_OURS),
                new Grant(
                        "DeleteOldClusters",
                        "What a switchover has renamed, and nothing that is in production: after a last snapshot, and once"
                                + " its protection is lifted.",
                        List.of("rds:CreateDBClusterSnapshot", "rds:DeleteDBCluster", "rds:ModifyDBCluster"),
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
