package io.rdsmaint.simulator.rules;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.EngineVersion;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.protocol.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a cluster can be the source of a blue/green deployment, as AWS documents its limits. */
final class BlueGreenCheck {

    /** The first minor version of each major one of Aurora PostgreSQL that has blue/green deployments. */
    private static final Map<String, Integer> FIRST_MINORS =
            Map.of("11", 21, "12", 16, "13", 12, "14", 9, "15", 4, "16", 1, "17", 4);

    private static final Pattern MINOR = Pattern.compile("(\\d+)\\.(\\d+)");

    /** Each replicated database takes one of each, and the engine needs one more. */
    private static final List<String> PER_DATABASE =
            List.of("max_replication_slots", "max_logical_replication_workers", "max_wal_senders");

    private final Cluster blue;
    private final AccountRegion site;

    BlueGreenCheck(Cluster blue) {
        this.blue = blue;
        this.site = blue.site();
    }

    /** Refuses a cluster that is not fit, or not fit now. */
    void supported() {
        refuseIf(!blue.version().aurora() || !blue.individuallyManaged(), "its engine has no blue/green deployments");
        refuseIf(tooOld(), "its engine version " + blue.engineVersion() + " has no blue/green deployments");
        refuseIf(
                blue.attributes().has("MasterUserSecret"),
                "its master user password is managed with AWS Secrets Manager");
        refuseIf(
                blue.attributes().has("GlobalClusterIdentifier"),
                "it belongs to a global database, which isn't simulated here");
        refuseIf(
                blue.attributes().has("ReplicationSourceIdentifier")
                        || blue.contents().externalReplication(),
                "it takes part in replication with something outside");
        refuseIf(
                !replicates(),
                "it isn't associated with a custom DB cluster parameter group that enables "
                        + (blue.version().postgres() ? "logical replication" : "binary logging"));
        if (site.blueGreenDeployments().values().stream().anyMatch(each -> each.concerns(blue))) {
            throw ApiError.clusterState(
                    "DB cluster " + blue.id() + " is already part of a blue/green deployment. Delete that first.");
        }
        Find.available(blue);
        blue.instances().stream().filter(each -> !each.available()).findFirst().ifPresent(each -> {
            throw ApiError.instanceState("Database instance " + each.id() + " is not in available state.");
        });
        refuseIf(blue.writer().isEmpty(), "it has no writer");
    }

    private void refuseIf(boolean holds, String why) {
        if (holds) {
            throw new ApiError(
                    "SourceClusterNotSupportedFault",
                    400,
                    "The source DB cluster " + blue.arn() + " isn't supported for a blue/green deployment: " + why
                            + ".");
        }
    }

    private boolean tooOld() {
        Matcher version = MINOR.matcher(blue.engineVersion());
        return blue.version().postgres()
                && version.lookingAt()
                && Integer.parseInt(version.group(2)) < FIRST_MINORS.getOrDefault(version.group(1), 0);
    }

    private boolean replicates() {
        return blue.version().postgres()
                ? blue.parameter("rds.logical_replication").filter("1"::equals).isPresent()
                : blue.parameter("binlog_format")
                        .filter(each -> !each.equalsIgnoreCase("OFF"))
                        .isPresent();
    }

    /** Refuses a version that does not offer a member's class. */
    void classes(EngineVersion version) {
        blue.instances().stream()
                .filter(each -> !site.orderable().offered(each.instanceClass(), version, each.zone()))
                .findFirst()
                .ifPresent(each -> {
                    throw ApiError.invalidCombination("RDS does not support creating a DB instance with the following"
                            + " combination: DBInstanceClass="
                            + each.instanceClass().name() + ", Engine="
                            + version.engine() + ", EngineVersion=" + version.version() + ".");
                });
    }

    /** Refuses what would be beyond the quotas. */
    void room() {
        if (site.clusters().size() >= site.clusterQuota()) {
            throw new ApiError("DBClusterQuotaExceededFault", 403, "DB cluster quota exceeded: " + site.clusterQuota());
        }
        if (site.instances().size() + blue.instances().size() > site.instanceQuota()) {
            throw new ApiError("InstanceQuotaExceeded", 400, "DB instance quota exceeded: " + site.instanceQuota());
        }
    }

    /** What RDS finds only when it sets up the replication. */
    Optional<String> flaw(@Nullable ParameterGroup target) {
        return stored().or(this::narrow).or(() -> scheduled(target));
    }

    private Optional<String> stored() {
        return blue.writer()
                .filter(each -> !each.clusterParameterStatus().equals("in-sync"))
                .map(each -> "the writer instance " + each.id() + " isn't in sync with the DB cluster parameter group "
                        + blue.parameterGroup());
    }

    private Optional<String> narrow() {
        List<String> narrow = !blue.version().postgres()
                ? List.of()
                : Stream.concat(PER_DATABASE.stream(), Stream.of("max_worker_processes"))
                        .filter(each -> blue.parameter(each)
                                .filter(value -> value.matches("[0-9]+"))
                                .filter(value -> Integer.parseInt(value)
                                        <= blue.contents().databases())
                                .isPresent())
                        .toList();
        return narrow.isEmpty()
                ? Optional.empty()
                : Optional.of("of incompatible parameter(s): " + String.join(", ", narrow));
    }

    private static Optional<String> scheduled(@Nullable ParameterGroup target) {
        return Optional.ofNullable(target)
                .flatMap(group -> Optional.ofNullable(group.values().get("event_scheduler")))
                .filter("ON"::equalsIgnoreCase)
                .map(value -> "the Event Scheduler isn't disabled in the green environment");
    }
}
