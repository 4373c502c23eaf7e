package io.rdsmaint.aurora.preflight;

import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.gateway.rds.Certificate;
import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Quota;
import io.rdsmaint.gateway.rds.SubnetGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Can the temporary instance be made, as a faithful copy? */
final class TemporaryChecks {
    /** Aurora guide, Aurora Replicas. */
    private static final int MOST_READERS = 15;

    /** RDS API reference, CreateDBInstance. */
    private static final int LONGEST_ID = 63;

    private static final Pattern ID = Pattern.compile("[a-z](-?[a-z0-9])*");

    /** Longer than an operation usually lasts; chosen. */
    private static final Duration EXPIRY_NEAR = Duration.ofDays(30);

    private static final String WITHOUT = "or go without: temporary_instance \"never\"";

    private TemporaryChecks() {}

    static List<Check<Look>> all() {
        return List.of(
                new Check<>("instance-quota", TemporaryChecks::quota),
                new Check<>("reader-limit", TemporaryChecks::readers),
                new Check<>("temporary-identifier", TemporaryChecks::identifier),
                new Check<>("temporary-zone", TemporaryChecks::zone),
                new Check<>("certificate", TemporaryChecks::certificate),
                new Check<>("iam-authentication", TemporaryChecks::iam));
    }

    private static void quota(Look look, Found found) {
        if (!look.temporary()) {
            return;
        }
        for (Quota quota : look.seen().quotas()) {
            if (quota.name().equals("DBInstances") && quota.left() < 1) {
                found.refuse(
                        "the account has %d of %d DB instances in %s; the temporary instance needs one more"
                                .formatted(
                                        quota.used(), quota.max(), look.seen().region()),
                        "aws service-quotas request-service-quota-increase --service-code rds --quota-code L-7B6409FD"
                                + " --desired-value " + (quota.max() + 1) + " --region "
                                + look.seen().region() + " — " + WITHOUT);
            }
        }
    }

    private static void readers(Look look, Found found) {
        int readers = look.cluster().readers().size();
        if (look.temporary() && readers >= MOST_READERS) {
            found.refuse(
                    "cluster %s has %d readers; with %d no temporary instance can join"
                            .formatted(look.cluster().id(), readers, MOST_READERS),
                    "set temporary_instance to \"never\": with so many readers none is needed");
        }
    }

    private static void identifier(Look look, Found found) {
        ChangeScope.Temporary temporary = look.scope().temporary();
        if (temporary == null) {
            return;
        }
        String id = temporary.id();
        if (id.length() > LONGEST_ID || !ID.matcher(id).matches()) {
            found.refuse(
                    ("the temporary instance would be called %s (%d characters); allowed are 1 to %d"
                                    + " letters, digits and single hyphens")
                            .formatted(id, id.length(), LONGEST_ID),
                    WITHOUT.substring("or ".length()));
        }
        Optional<Instance> namesake = look.seen().instance(id);
        String mark = look.scoping().mark(look.scope().operationId());
        if (namesake.isPresent() && !mark.equals(namesake.get().tags().get(Mark.TAG))) {
            found.refuse(
                    "an instance called %s, as the temporary one would be, exists and is not this operation's"
                            .formatted(id),
                    "rename or delete it, after looking at whose it is: "
                            + look.rds("describe-db-instances --db-instance-identifier " + id));
        }
    }

    private static void zone(Look look, Found found) {
        ChangeScope.Temporary temporary = look.scope().temporary();
        SubnetGroup subnets = look.seen().subnetGroup();
        if (temporary == null || temporary.availabilityZone().isEmpty()) {
            return;
        }
        String zone = temporary.availabilityZone();
        List<String> ofCluster = look.cluster().placement().availabilityZones();
        boolean covered = subnets == null || subnets.availabilityZones().contains(zone);
        if (!covered || (!ofCluster.isEmpty() && !ofCluster.contains(zone))) {
            found.refuse(
                    "the temporary instance would be in %s; the cluster's zones are %s and its subnet group's %s"
                            .formatted(
                                    zone,
                                    Look.names(ofCluster),
                                    subnets == null ? "unknown" : Look.names(subnets.availabilityZones())),
                    "add a subnet of that zone to the group: "
                            + look.rds("modify-db-subnet-group --db-subnet-group-name "
                                    + look.cluster().placement().subnetGroup() + " --subnet-ids …")
                            + " — " + WITHOUT);
        }
    }

    private static void certificate(Look look, Found found) {
        for (Instance instance : look.touched()) {
            String id = instance.settings().certificate();
            if (id == null) {
                continue;
            }
            EngineVersion version = look.seen().engineVersion();
            String rotate = look.rds("modify-db-instance --apply-immediately --db-instance-identifier "
                    + instance.id() + " --ca-certificate-identifier "
                    + newest(look).map(Certificate::id).orElse("rds-ca-rsa2048-g1"));
            boolean writer =
                    look.seen().writerInstance().filter(instance::equals).isPresent();
            if (look.temporary()
                    && writer
                    && version != null
                    && !version.certificates().isEmpty()
                    && !version.certificates().contains(id)) {
                found.refuse(
                        "the writer %s has CA certificate %s, which %s %s offers no more to new instances (%s)"
                                .formatted(
                                        instance.id(),
                                        id,
                                        version.engine(),
                                        version.version(),
                                        Look.names(version.certificates())),
                        "make clients trust another CA, then rotate: " + rotate + " — " + WITHOUT);
            }
            expiry(look, id)
                    .filter(e -> e.isBefore(look.seen().at().plus(EXPIRY_NEAR)))
                    .ifPresent(e -> found.warn(
                            "CA certificate %s of instance %s ends at %s".formatted(id, instance.id(), e),
                            "rotate it, after making clients trust the new one: " + rotate));
        }
    }

    private static Optional<Instant> expiry(Look look, String id) {
        return look.seen().certificates().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .map(Certificate::validTill);
    }

    private static Optional<Certificate> newest(Look look) {
        return look.seen().certificates().stream()
                .filter(Certificate::accountDefault)
                .findFirst();
    }

    private static void iam(Look look, Found found) {
        if (look.temporary() && look.cluster().features().iamAuthentication()) {
            found.warn(
                    ("cluster %s uses IAM database authentication; policies that name instances by"
                                    + " resource id don't cover the temporary one")
                            .formatted(look.cluster().id()),
                    "name the cluster's resource id in them: arn:%s:rds-db:%s:%s:dbuser:%s/USER"
                            .formatted(
                                    look.cluster().partition(),
                                    look.seen().region(),
                                    look.seen().account(),
                                    look.cluster().resourceId()));
        }
    }
}
