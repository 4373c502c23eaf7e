package io.rdsmaint.infra.policy;

import static io.rdsmaint.infra.policy.Scope.given;

import io.rdsmaint.infra.Options;
import io.rdsmaint.infra.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What restores may do, in two managed policies: to make a cluster of a snapshot, under names that end as the product derives them and
 * with its tag; and to put it in the place of the one that is there, which is removed only by the tag that allows clusters <em>and</em>
 * the tag that says so. Where clusters are allowed by name, the names that are made of theirs are, too.
 */
public record RestoreGrants(Options options) implements FamilyGrants {
    /** The tag of what a restore made or is to remove. */
    public static final String TAG = "rds-maint-restore";

    /** The id of the policy that makes the new side. */
    public static final String BUILDING = "RestoreBuildingPolicy";

    /** The id of the policy that exchanges it for the old one. */
    public static final String FINISHING = "RestoreFinishingPolicy";

    private static final String MARK = "????????";
    private static final String COPY = "-r-" + MARK;
    private static final List<String> COPIES =
            List.of("cluster-snapshot:*-snap-" + MARK, "cluster-snapshot:*-hop-" + MARK);
    private static final String MANAGED = "secret:rds!cluster-*";
    private static final Map<String, Map<String, Object>> GIVEN_OURS = given("aws:RequestTag/" + TAG);
    private static final Map<String, Map<String, Object>> CARRYING_OURS = given("aws:ResourceTag/" + TAG);

    @Override
    public List<Grant> base() {
        return options.families().contains("aurora") ? List.of() : new RdsGrants(new Scope(options)).all();
    }

    @Override
    public List<Part> parts() {
        return List.of(
                new Part(BUILDING, "For restores: the new cluster, and statements in it.", building()),
                new Part(FINISHING, "For restores: the exchange, and the end of the old side.", finishing()));
    }

    @Override
    public List<String> endingEvents() {
        return RdsGrants.ENDING_EVENTS;
    }

    @Override
    public boolean readsDefinitions() {
        return true;
    }

    /** To make the new side, and to take it back. */
    public List<Grant> building() {
        Scope scope = new Scope(options);
        return scope.bound(Stream.of(snapshots(scope), copies(scope), making(scope), statements(scope))
                .flatMap(List::stream));
    }

    /** To put it in the old one's place, and to remove that. */
    public List<Grant> finishing() {
        Scope scope = new Scope(options);
        return scope.bound(Stream.of(changing(scope), removing(scope)).flatMap(List::stream));
    }

    private static List<Grant> snapshots(Scope scope) {
        return List.of(
                new Grant(
                        "ReadSecurityGroups",
                        "Whether those of isolation have no rule: lists of EC2 know no resource.",
                        List.of("ec2:DescribeSecurityGroups"),
                        Grant.ANY,
                        scope.inRegions()),
                new Grant(
                        "ReadSnapshotsToRestore",
                        "Which snapshots there are, and how far one is.",
                        List.of("rds:DescribeDBClusterSnapshots"),
                        scope.rds(Stream.of("cluster:*", "cluster-snapshot:*"))));
    }

    /** A copy has the name of none but the tag of ours: IAM does not tell its resource from that of what is copied. */
    private List<Grant> copies(Scope scope) {
        List<String> made = scope.rds(COPIES.stream());
        List<Grant> grants = new ArrayList<>(List.of(
                new Grant(
                        "CopySnapshots",
                        "From another region, and what another account shares; each copy is tagged as ours.",
                        List.of("rds:CopyDBClusterSnapshot"),
                        scope.anybodys("rds", Stream.of("cluster-snapshot:*")),
                        GIVEN_OURS),
                new Grant(
                        "LookAtKeys",
                        "Whether the keys of snapshots, copies and clusters work, and whose they are.",
                        List.of("kms:DescribeKey"),
                        scope.anybodys("kms", Stream.of("key/*"))),
                new Grant(
                        "TagCopies",
                        "Tags are given with the copy.",
                        List.of("rds:AddTagsToResource"),
                        made,
                        GIVEN_OURS),
                new Grant(
                        "DeleteCopies",
                        "By name and tag, so never what they are copies of.",
                        List.of("rds:DeleteDBClusterSnapshot"),
                        made,
                        CARRYING_OURS)));
        if (!options.kmsKeys().isEmpty()) {
            grants.add(new Grant(
                    "UseKeysOfSnapshots",
                    "Of snapshots, copies and clusters, through RDS only.",
                    List.of("kms:CreateGrant", "kms:DescribeKey"),
                    options.kmsKeys(),
                    Map.of(
                            "StringLike",
                            Map.of("kms:ViaService", List.of("rds.*.amazonaws.com", "rds.*.amazonaws.com.cn")))));
        }
        return grants;
    }

    private static List<Grant> making(Scope scope) {
        List<String> made = scope.rds(Stream.of("cluster:*" + COPY, "cluster-pg:*" + COPY, "db:*" + COPY + "-*"));
        return List.of(
                new Grant(
                        "RestoreFromSnapshots",
                        "A cluster by its name, tagged as ours; of snapshots and in networks whose names nobody knows before.",
                        List.of("rds:RestoreDBClusterFromSnapshot"),
                        Stream.concat(
                                        scope
                                                .rds(Stream.of(
                                                        "cluster:*" + COPY, "cluster-pg:*" + COPY, "og:*", "subgrp:*"))
                                                .stream(),
                                        scope.anybodys("rds", Stream.of("cluster-snapshot:*")).stream())
                                .toList(),
                        GIVEN_OURS),
                new Grant(
                        "CreateRestoredInstances",
                        "Its instances by their names, tagged as ours, with the groups of the old ones.",
                        List.of("rds:CreateDBInstance"),
                        scope.rds(Stream.of("cluster:*" + COPY, "db:*" + COPY + "-*", "og:*", "pg:*", "subgrp:*")),
                        GIVEN_OURS),
                new Grant(
                        "CreateIsolationGroups",
                        "The parameter group of the time before the rows are masked.",
                        List.of("rds:CreateDBClusterParameterGroup"),
                        scope.rds(Stream.of("cluster-pg:*" + COPY)),
                        GIVEN_OURS),
                new Grant(
                        "TagWhatIsRestored",
                        "Tags are given with the creation, ours among them.",
                        List.of("rds:AddTagsToResource"),
                        made,
                        GIVEN_OURS),
                new Grant(
                        "ReadTagsOfGroups",
                        "Whether a parameter group is ours: what describes them does not show it.",
                        List.of("rds:ListTagsForResource"),
                        scope.rds(Stream.of("cluster-pg:*" + COPY))),
                new Grant(
                        "FillIsolationGroups",
                        "Values are set in our own group only, and only that is deleted again.",
                        List.of("rds:DeleteDBClusterParameterGroup", "rds:ModifyDBClusterParameterGroup"),
                        scope.rds(Stream.of("cluster-pg:*" + COPY)),
                        CARRYING_OURS),
                new Grant(
                        "RestartRestoredInstances",
                        "Until the new cluster is in the old one's place.",
                        List.of("rds:RebootDBInstance"),
                        scope.rds(Stream.of("db:*" + COPY + "-*")),
                        CARRYING_OURS),
                new Grant(
                        "RemoveWhatWasRestored",
                        "A rollback removes the new side. What carries our tag, and nothing else.",
                        List.of("rds:DeleteDBCluster", "rds:DeleteDBInstance"),
                        scope.rds(Stream.of("cluster:*" + COPY, "cluster:*-bad-" + MARK, "db:*" + COPY + "-*")),
                        CARRYING_OURS));
    }

    private List<Grant> statements(Scope scope) {
        List<Grant> grants = new ArrayList<>(List.of(
                new Grant(
                        "ExecuteStatementsInRestored",
                        "One statement a call; the new cluster has the allowed one's tags from its birth, and its name in the end.",
                        List.of("rds-data:ExecuteStatement"),
                        named(scope, "", COPY),
                        scope.allowed()),
                new Grant(
                        "ManageMasterPasswords",
                        "RDS makes the new master password in the caller's name.",
                        List.of("secretsmanager:CreateSecret", "secretsmanager:TagResource"),
                        scope.of("secretsmanager", Stream.of(MANAGED))),
                new Grant(
                        "ReadManagedMasterPasswords",
                        "The Data API reads the secret as whoever calls it; the function itself never does. Its name is AWS's own.",
                        List.of("secretsmanager:GetSecretValue"),
                        scope.of("secretsmanager", Stream.of(MANAGED))),
                new Grant(
                        "ReadSecretsOfNewUsers",
                        "Names and passwords of users that are made in the new cluster; statements hold a verifier alone. A secret"
                                + " is allowed by its tag.",
                        List.of("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"),
                        scope.of("secretsmanager", Stream.of("secret:*")),
                        options.allowTag().isPresent()
                                ? scope.allowed()
                                : Map.of("StringEquals", Map.of("aws:ResourceTag/" + SqlGrants.SECRET_TAG, "allowed"))),
                new Grant(
                        "DescribeKeyOfSecrets",
                        "RDS looks at the key of Secrets Manager, through it only.",
                        List.of("kms:DescribeKey"),
                        scope.of("kms", Stream.of("key/*")),
                        Map.of(
                                "StringLike",
                                Map.of(
                                        "kms:ViaService",
                                        List.of(
                                                "secretsmanager.*.amazonaws.com",
                                                "secretsmanager.*.amazonaws.com.cn"))))));
        if (!options.kmsKeys().isEmpty()) {
            grants.add(new Grant(
                    "DecryptSecretsOfNewUsers",
                    "Secrets that are encrypted by these keys, through Secrets Manager only.",
                    List.of("kms:Decrypt"),
                    options.kmsKeys(),
                    Map.of(
                            "StringLike",
                            Map.of(
                                    "kms:ViaService",
                                    List.of("secretsmanager.*.amazonaws.com", "secretsmanager.*.amazonaws.com.cn")))));
        }
        return grants;
    }

    private List<Grant> changing(Scope scope) {
        return List.of(
                new Grant(
                        "ExchangeClusters",
                        "Names, security groups, protection, the master password and the Data API of the old cluster and the new"
                                + " one, which has the allowed one's tags. IAM does not tell apart what is modified.",
                        List.of(
                                "rds:AddRoleToDBCluster",
                                "rds:DisableHttpEndpoint",
                                "rds:EnableHttpEndpoint",
                                "rds:ModifyDBCluster"),
                        named(scope, "", COPY, "-old-" + MARK, "-bad-" + MARK),
                        scope.allowed()),
                new Grant(
                        "UseFinalParameterGroups",
                        "The group that the new cluster has in the end, whose name nobody knows before.",
                        List.of("rds:ModifyDBCluster"),
                        scope.rds(Stream.of("cluster-pg:*"))),
                new Grant(
                        "CutConnections",
                        "An instance of the fenced cluster restarts: nothing else ends its connections.",
                        List.of("rds:RebootDBInstance"),
                        scope.instances(),
                        scope.allowed()),
                new Grant(
                        "PassRolesOfDatabases",
                        "The roles by which the old cluster's database reaches other services, whose names nobody knows before; to"
                                + " RDS only.",
                        List.of("iam:PassRole"),
                        List.of(Arns.in("iam", "", "role/*")),
                        Map.of("StringEquals", Map.of("iam:PassedToService", "rds.amazonaws.com"))),
                new Grant(
                        "MarkWhatIsExchanged",
                        "The mark that keeps others away, and the tag of what is to be removed; no other tag.",
                        List.of("rds:AddTagsToResource", "rds:RemoveTagsFromResource"),
                        Stream.concat(
                                        named(scope, "", COPY, "-old-" + MARK, "-bad-" + MARK).stream(),
                                        Stream.concat(
                                                scope.instances().stream(),
                                                scope.rds(Stream.of("db:*" + COPY + "-*")).stream()))
                                .distinct()
                                .toList(),
                        both(
                                scope.allowed(),
                                Map.of(
                                        "ForAllValues:StringEquals",
                                        Map.of("aws:TagKeys", List.of(Product.MARK_TAG, TAG)),
                                        "Null",
                                        Map.of("aws:TagKeys", "false")))));
    }

    private List<Grant> removing(Scope scope) {
        return List.of(
                new Grant(
                        "CreateFinalSnapshotsOfOld",
                        "By its name, tagged as ours.",
                        List.of("rds:AddTagsToResource", "rds:CreateDBClusterSnapshot"),
                        scope.rds(Stream.of("cluster-snapshot:*-final-" + MARK)),
                        GIVEN_OURS),
                new Grant(
                        "SnapshotOldClusters",
                        "Of the cluster that has lost its name.",
                        List.of("rds:CreateDBClusterSnapshot"),
                        named(scope, "-old-" + MARK),
                        scope.allowed()),
                new Grant(
                        "DeleteReplacedClusters",
                        "What has lost its name to a restored cluster: by that, by the tag that allows it, and by the tag that the"
                                + " operation has set before.",
                        List.of("rds:DeleteDBCluster"),
                        named(scope, "-old-" + MARK),
                        both(scope.allowed(), CARRYING_OURS)),
                new Grant(
                        "DeleteReplacedInstances",
                        "Its instances, which keep their names: by both tags.",
                        List.of("rds:DeleteDBInstance"),
                        scope.instances(),
                        both(scope.allowed(), CARRYING_OURS)));
    }

    /** Clusters whose names are made of allowed ones; all where a tag decides. */
    private static List<String> named(Scope scope, String... suffixes) {
        return Stream.of(suffixes)
                .flatMap(suffix -> (suffix.isEmpty() ? scope.clusters() : scope.clustersNamed(suffix)).stream())
                .distinct()
                .toList();
    }

    private static Map<String, Map<String, Object>> both(
            Map<String, Map<String, Object>> some, Map<String, Map<String, Object>> others) {
        Map<String, Map<String, Object>> all = new TreeMap<>(some);
        others.forEach((operator, keys) -> {
            Map<String, Object> merged =
                    new TreeMap<>(Optional.ofNullable(all.get(operator)).orElse(Map.of()));
            merged.putAll(keys);
            all.put(operator, merged);
        });
        return all;
    }

    /** All of it, with its reasons. */
    public List<Grant> all() {
        List<Grant> all = new ArrayList<>(building());
        all.addAll(finishing());
        return all;
    }
}
