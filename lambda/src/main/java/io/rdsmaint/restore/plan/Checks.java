package io.rdsmaint.restore.plan;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.NewInstance;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGroup;
import io.rdsmaint.gateway.rds.Quota;
import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.gateway.rds.SubnetGroup;
import io.rdsmaint.kit.Count;
import io.rdsmaint.restore.world.RestoreWorld;
import io.rdsmaint.sql.pipeline.Phase;
import io.rdsmaint.sql.pipeline.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands against a restore, all of it at once; it only reads. The hazards R1 to R24 are told in docs/operations/aurora_restore.md. */
public final class Checks {
    /** What is looked at. */
    public static final List<String> CODES = List.of(
            "engine-not-served",
            "snapshot-missing",
            "snapshot-not-usable",
            "snapshot-too-old",
            "source-is-target",
            "no-mask",
            "no-isolation",
            "isolation-is-open",
            "isolation-rules-unseen",
            "isolation-has-rules",
            "group-missing",
            "group-of-other-network",
            "no-database",
            "sql-unreadable",
            "cluster-not-available",
            "not-allowed",
            "marked",
            "global",
            "in-deployment",
            "class-not-served",
            "class-not-offered",
            "group-of-other-family",
            "name-taken",
            "target-is-there",
            "not-said",
            "no-subnet-group",
            "quota",
            "user-is-master",
            "secret-unseen",
            "key-of-a-customer",
            "key-elsewhere",
            "key-unusable",
            "no-key",
            "not-carried",
            "hold-outlasts-the-day");

    /** A hold beyond this, with the usual duration before it, meets the next night's start. */
    private static final Duration NIGHTLY = Duration.ofHours(20);

    private final RestoreWorld world;
    private final Parameters parameters;
    private final Cluster target;
    private final String region;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param region for commands
     */
    public Checks(RestoreWorld world, Parameters parameters, Cluster target, String region) {
        this.world = world;
        this.parameters = parameters;
        this.target = target;
        this.region = region;
    }

    /** What was found. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    private void refuse(String code, String observed, String wayOut) {
        findings.add(new Finding(code, Severity.REFUSE, observed, wayOut));
    }

    private void warn(String code, String observed, String wayOut) {
        findings.add(new Finding(code, Severity.WARN, observed, wayOut));
    }

    private String rds(String command) {
        return "aws rds " + command + " --region " + region;
    }

    /** Of the snapshot. */
    public void snapshot(Optional<RestorableSnapshot> found, Instant now) {
        Parameters.Origin origin = parameters.source();
        String from = origin.regionOr(region);
        String here = from.equals(region) ? "here" : "in " + from;
        String list = "aws rds describe-db-cluster-snapshots --region " + from
                + (origin.shared()
                        ? " --include-shared"
                        : origin.clusterId() == null ? "" : " --db-cluster-identifier " + origin.clusterId())
                + " --query 'DBClusterSnapshots[].[DBClusterSnapshotIdentifier,Status,SnapshotCreateTime]'";
        if (found.isEmpty()) {
            refuse(
                    "snapshot-missing",
                    origin.id() == null
                            ? "cluster " + origin.clusterId() + " has no available snapshot " + here
                                    + (origin.before() == null ? "" : " from before " + origin.before())
                            : "there is no snapshot " + origin.id() + " " + here,
                    "look which there are: " + list
                            + (origin.shared()
                                    ? ""
                                    : "; what other accounts share is looked at with source.include_shared true"));
            return;
        }
        RestorableSnapshot snapshot = found.get();
        if (!snapshot.engine().equals("aurora-postgresql")) {
            refuse(
                    "engine-not-served",
                    "snapshot " + snapshot.id() + " is of " + snapshot.engine(),
                    "only Aurora PostgreSQL is restored: what masks the rows needs it");
        }
        if (!snapshot.available()
                && !snapshot.status().equals("creating")
                && !snapshot.status().equals("copying")) {
            refuse(
                    "snapshot-not-usable",
                    "snapshot " + snapshot.id() + " is " + snapshot.status(),
                    "name another: " + list);
        }
        Instant taken = snapshot.createdAt();
        if (taken != null && origin.id() == null) {
            Duration age = Duration.between(taken, now);
            if (age.compareTo(Duration.ofHours(origin.maxAgeHours())) > 0) {
                refuse(
                        "snapshot-too-old",
                        "the newest snapshot, " + snapshot.id() + ", is " + Count.of(age.toHours(), "hour")
                                + " old; max_age_hours is " + origin.maxAgeHours(),
                        "look why there is no newer one, raise source.max_age_hours, or name it by source.snapshot.id");
            }
        }
        if (snapshot.clusterResourceId().equals(target.resourceId())) {
            refuse(
                    "source-is-target",
                    "snapshot " + snapshot.id() + " is of " + target.id() + " itself",
                    "name another source, or another target: a restore in place of the source is no refresh");
        }
    }

    /** Of what others have looked at: copies and keys, the target. */
    public void add(List<Finding> found) {
        findings.addAll(found);
    }

    /** Of what keeps rows from being seen. */
    public void isolation(Texts texts, @Nullable String database) {
        Optional<SubnetGroup> subnets = subnets();
        if (parameters.mask().isEmpty() && !parameters.unmasked()) {
            refuse(
                    "no-mask",
                    "nothing masks the rows",
                    "give sql.mask (or put it into the deployment's defaults: scripts/define restore defaults FILE), or say"
                            + " unmasked: true");
        }
        if (parameters.isolation().isEmpty()) {
            refuse(
                    "no-isolation",
                    "there is no security group of isolation",
                    "make one without any rule and give it as isolation_security_groups: aws ec2 create-security-group --group-name"
                            + " rds-maint-isolation --description 'no way in or out' --vpc-id VPC --region " + region
                            + " ; then take its egress rule off: aws ec2 revoke-security-group-egress --group-id ID --protocol all"
                            + " --cidr 0.0.0.0/0 --region " + region);
        } else {
            findings.addAll(new NetworkChecks(world.network(), region)
                    .of(
                            parameters.isolation(),
                            target.placement().vpcSecurityGroups(),
                            parameters.securityGroups(),
                            subnets.map(SubnetGroup::vpc).orElse("")));
        }
        List<String> shared = parameters.isolation().stream()
                .filter(group -> target.placement().vpcSecurityGroups().contains(group)
                        || parameters.securityGroups().contains(group))
                .toList();
        if (!shared.isEmpty()) {
            refuse(
                    "isolation-is-open",
                    String.join(", ", shared) + " is a group that clients use",
                    "name a security group for isolation that nothing else has");
        }
        if (database == null) {
            refuse(
                    "no-database",
                    parameters.shape().anew()
                            ? "nobody can see which database the source was made with"
                            : "cluster " + target.id() + " does not say which database it was made with",
                    "name the one that is to be masked, as database");
        }
        for (Phase phase : parameters.phases()) {
            try {
                List<String> problems = new ArrayList<>(pipeline(database).problems(phase, texts.of(phase.sql())));
                problems.forEach(problem -> refuse("sql-unreadable", problem, "correct the SQL"));
            } catch (InvalidRequest e) {
                refuse(
                        "sql-unreadable",
                        phase.name() + ": " + String.join("; ", e.problems()),
                        "store the SQL, or name it as it is stored");
            }
        }
    }

    /** Where the new cluster's instances are to be; that decides which network it is in. */
    private Optional<SubnetGroup> subnets() {
        String given = parameters.shape().subnetGroup();
        String name = given == null ? target.placement().subnetGroup() : given;
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<SubnetGroup> found = world.rds().subnetGroup(name);
        if (found.isEmpty()) {
            refuse(
                    "no-subnet-group",
                    "there is no subnet group " + name,
                    "name another: " + rds("describe-db-subnet-groups"));
        }
        return found;
    }

    private io.rdsmaint.sql.pipeline.Parameters pipeline(@Nullable String database) {
        return new io.rdsmaint.sql.pipeline.Parameters(
                "restore",
                database == null ? "" : database,
                "",
                parameters.bindings(),
                null,
                parameters.phases(),
                new io.rdsmaint.sql.pipeline.Parameters.Quiesce(List.of(), null),
                parameters.verify(),
                false,
                null);
    }

    /** Of what is to be made. */
    public void made(Names names, List<NewInstance> instances, @Nullable EngineVersion version, String finalGroup) {
        for (NewInstance instance : instances) {
            if (instance.instanceClass().startsWith("db.t")) {
                refuse(
                        "class-not-served",
                        instance.id() + " would be a " + instance.instanceClass(),
                        "the Data API, by which the rows are masked, does not serve T classes: give instances with a class such as"
                                + " db.r6g.large");
            }
        }
        if (version == null) {
            return;
        }
        instances.stream().map(NewInstance::instanceClass).distinct().forEach(name -> {
            if (world.rds().orderable(version.engine(), version.version(), name).isEmpty()) {
                refuse(
                        "class-not-offered",
                        name + " can't be had for " + version.engine() + " " + version.version(),
                        "choose another: "
                                + rds("describe-orderable-db-instance-options --engine " + version.engine()
                                        + " --engine-version " + version.version()
                                        + " --query 'OrderableDBInstanceOptions[].DBInstanceClass'"));
            }
        });
        Optional<ParameterGroup> group = world.parameters().group(Scope.CLUSTER, finalGroup);
        if (group.filter(g -> g.family().equals(version.family())).isEmpty()) {
            refuse(
                    "group-of-other-family",
                    group.map(g -> "parameter group " + finalGroup + " is of family " + g.family()
                                    + ", the snapshot needs " + version.family())
                            .orElse("there is no parameter group " + finalGroup),
                    "give cluster_parameter_group of family " + version.family());
        }
        instances.stream()
                .map(NewInstance::parameterGroup)
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(name -> {
                    Optional<ParameterGroup> known = world.parameters().group(Scope.INSTANCE, name);
                    if (known.filter(g -> g.family().equals(version.family())).isEmpty()) {
                        refuse(
                                "group-of-other-family",
                                known.map(g -> "parameter group " + name + " is of family " + g.family()
                                                + ", the snapshot needs " + version.family())
                                        .orElse("there is no parameter group " + name),
                                "give instance_parameter_group of family " + version.family());
                    }
                });
        for (String name : List.of(names.copy(), names.old(), names.rejected())) {
            world.rds()
                    .cluster(name)
                    .filter(c -> !names.operationId().equals(c.tags().get(Names.TAG)))
                    .ifPresent(c -> refuse(
                            "name-taken", "a cluster " + name + " is there already", "delete or rename it first"));
        }
        for (Quota quota : world.rds().quotas()) {
            long needed =
                    quota.name().equals("DBClusters") ? 1 : quota.name().equals("DBInstances") ? instances.size() : 0;
            if (needed > quota.left()) {
                refuse(
                        "quota",
                        "the account may have " + quota.left() + " more of " + quota.name() + ", and " + needed
                                + " are needed beside the old cluster",
                        "raise the quota, or remove what nobody needs: " + rds("describe-account-attributes"));
            }
        }
    }

    /**
     * Of the users that are to be made.
     *
     * @param master the snapshot's, which the new cluster will have, whoever is that of the old one
     */
    public void users(String master) {
        for (Parameters.User user : parameters.users()) {
            if (user.name().equals(master)) {
                refuse(
                        "user-is-master",
                        user.name() + " is the master user, whose password RDS keeps",
                        "name another user");
            }
            try {
                world.secrets().look(user.secretArn());
            } catch (LastingFailure e) {
                refuse(
                        "secret-unseen",
                        "the secret of user " + user.name() + " can't be looked at: " + e.getMessage(),
                        "look whether it is there and carries the tag that allows it: aws secretsmanager describe-secret --region "
                                + region + " --secret-id " + user.secretArn());
            }
        }
    }

    /** Of what people should know. */
    public void told(List<String> endpoints) {
        if (!endpoints.isEmpty()) {
            warn(
                    "not-carried",
                    "custom endpoints " + String.join(", ", endpoints) + " stay with the old cluster and go with it",
                    "make them again for the new one: their instances have other names");
        }
        if (Duration.ofHours(parameters.holdHours()).plusHours(1).compareTo(NIGHTLY) > 0) {
            warn(
                    "hold-outlasts-the-day",
                    "the old cluster is kept for " + Count.of(parameters.holdHours(), "hour")
                            + ", and the lock lasts as long",
                    "for a restore each night set old_cluster.hold_hours to 18 or less: the next one would find the cluster busy");
        }
    }
}
