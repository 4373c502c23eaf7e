package io.rdsmaint.gateway.drs;

import io.rdsmaint.engine.Intent;
import io.rdsmaint.gateway.ErrorTranslation;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.drs.DrsClient;
import software.amazon.awssdk.services.drs.model.ConflictException;
import software.amazon.awssdk.services.drs.model.DescribeJobsRequestFilters;
import software.amazon.awssdk.services.drs.model.DescribeRecoveryInstancesRequestFilters;
import software.amazon.awssdk.services.drs.model.DescribeSourceServersRequestFilters;
import software.amazon.awssdk.services.drs.model.LaunchActionRun;
import software.amazon.awssdk.services.drs.model.LaunchActionRunStatus;
import software.amazon.awssdk.services.drs.model.ParticipatingServer;
import software.amazon.awssdk.services.drs.model.RecoverySnapshotsOrder;
import software.amazon.awssdk.services.drs.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.drs.model.StartRecoveryRequestSourceServer;
import software.amazon.awssdk.services.drs.model.UninitializedAccountException;

/**
 * Elastic Disaster Recovery of one account and region. Neither {@code StartRecovery} nor {@code TerminateRecoveryInstances} has a token
 * that would make a repeat harmless: who calls them proves first that no earlier call acted. Errors as in {@link ErrorTranslation}.
 */
public final class DrsGateway {
    /** Ids that a filter takes (service model). */
    private static final int IDS = 200;

    private final Supplier<DrsClient> reading;
    private final Supplier<DrsClient> changing;
    private final ErrorTranslation calls;

    public DrsGateway(Supplier<DrsClient> reading, Supplier<DrsClient> changing, ErrorTranslation calls) {
        this.reading = reading;
        this.changing = changing;
        this.calls = calls;
    }

    /** All servers that are replicated. */
    public List<SourceServer> servers() {
        return servers("all", DescribeSourceServersRequestFilters.builder().build());
    }

    /** Some servers; those that are no longer there are missing. */
    public List<SourceServer> servers(Collection<String> ids) {
        List<SourceServer> all = new ArrayList<>();
        for (List<String> some : portions(ids)) {
            all.addAll(servers(
                    some.getFirst() + "…",
                    DescribeSourceServersRequestFilters.builder()
                            .sourceServerIDs(some)
                            .build()));
        }
        return all;
    }

    private List<SourceServer> servers(String which, DescribeSourceServersRequestFilters filters) {
        return calls.read(
                "drs:DescribeSourceServers",
                "source servers " + which,
                () -> reading.get().describeSourceServersPaginator(r -> r.filters(filters)).items().stream()
                        .map(DrsGateway::server)
                        .toList());
    }

    /** Jobs that were called for since, newest first. */
    public List<Job> jobsSince(Instant from) {
        return jobs(
                "since " + from,
                DescribeJobsRequestFilters.builder().fromDate(from.toString()).build());
    }

    /** Some jobs. */
    public List<Job> jobs(Collection<String> ids) {
        List<Job> all = new ArrayList<>();
        for (List<String> some : portions(ids)) {
            all.addAll(jobs(
                    some.getFirst() + "…",
                    DescribeJobsRequestFilters.builder().jobIDs(some).build()));
        }
        return all;
    }

    private List<Job> jobs(String which, DescribeJobsRequestFilters filters) {
        return calls.read(
                "drs:DescribeJobs",
                "jobs " + which,
                () -> reading.get().describeJobsPaginator(r -> r.filters(filters)).items().stream()
                        .map(DrsGateway::job)
                        .toList());
    }

    /** A job's log, oldest first. */
    public List<LogLine> log(String job) {
        return calls.read(
                "drs:DescribeJobLogItems",
                "job " + job,
                () -> reading.get().describeJobLogItemsPaginator(r -> r.jobID(job)).items().stream()
                        .map(item -> new LogLine(
                                Objects.requireNonNullElse(time(item.logDateTime()), Instant.EPOCH),
                                text(item.eventAsString()),
                                item.eventData() == null
                                        ? ""
                                        : text(item.eventData().sourceServerID()),
                                item.eventData() == null
                                        ? ""
                                        : text(item.eventData().rawError())))
                        .toList());
    }

    /** What was launched of some servers. */
    public List<RecoveryInstance> instancesOf(Collection<String> servers) {
        List<RecoveryInstance> all = new ArrayList<>();
        for (List<String> some : portions(servers)) {
            all.addAll(instances(
                    some.getFirst() + "…",
                    DescribeRecoveryInstancesRequestFilters.builder()
                            .sourceServerIDs(some)
                            .build()));
        }
        return all;
    }

    /** Everything that was launched; nothing where the service was never set up. */
    public List<RecoveryInstance> instances() {
        return instances(
                "all", DescribeRecoveryInstancesRequestFilters.builder().build());
    }

    private List<RecoveryInstance> instances(String which, DescribeRecoveryInstancesRequestFilters filters) {
        return calls.read("drs:DescribeRecoveryInstances", "recovery instances " + which, () -> {
            try {
                return described(filters);
            } catch (UninitializedAccountException e) {
                return List.of();
            }
        });
    }

    private List<RecoveryInstance> described(DescribeRecoveryInstancesRequestFilters filters) {
        return reading.get().describeRecoveryInstancesPaginator(r -> r.filters(filters)).items().stream()
                .map(each -> new RecoveryInstance(
                        text(each.recoveryInstanceID()),
                        text(each.ec2InstanceID()),
                        text(each.ec2InstanceStateAsString()),
                        Boolean.TRUE.equals(each.isDrill()),
                        text(each.jobID()),
                        text(each.sourceServerID()),
                        time(each.pointInTimeSnapshotDateTime())))
                .toList();
    }

    /** How a server is launched. */
    public LaunchSettings launchSettings(String server) {
        return calls.read(
                "drs:GetLaunchConfiguration",
                "source server " + server,
                () -> LaunchSettings.of(reading.get().getLaunchConfiguration(r -> r.sourceServerID(server))));
    }

    /** The newest point in time before another from which a server can be launched. */
    public Optional<Snapshot> snapshotBefore(String server, Instant before) {
        return calls.read(
                "drs:DescribeRecoverySnapshots",
                "source server " + server,
                () -> reading
                        .get()
                        .describeRecoverySnapshotsPaginator(r -> r.sourceServerID(server)
                                .order(RecoverySnapshotsOrder.DESC)
                                .filters(f -> f.toDateTime(before.toString())))
                        .items()
                        .stream()
                        .flatMap(each -> Optional.ofNullable(time(each.timestamp()))
                                .map(at -> new Snapshot(text(each.snapshotID()), at))
                                .stream())
                        .filter(each -> each.at().isBefore(before))
                        .max(Comparator.comparing(Snapshot::at)));
    }

    /**
     * Launches servers.
     *
     * @param snapshots the points in time to launch them from, by their ids; of those that are not named the latest
     * @return the job's id
     */
    public String start(
            Intent intent,
            List<String> servers,
            Map<String, String> snapshots,
            boolean drill,
            Map<String, String> tags) {
        return calls.change(
                intent,
                "drs:StartRecovery",
                servers.size() + " source servers",
                DrsGateway::passes,
                () -> changing.get()
                        .startRecovery(r -> r.isDrill(drill)
                                .tags(tags)
                                .sourceServers(servers.stream()
                                        .map(id -> StartRecoveryRequestSourceServer.builder()
                                                .sourceServerID(id)
                                                .recoverySnapshotID(snapshots.get(id))
                                                .build())
                                        .toList()))
                        .job()
                        .jobID());
    }

    /**
     * Terminates what was launched.
     *
     * @return the job's id
     */
    public String terminate(Intent intent, List<String> recoveryInstances) {
        return calls.change(
                intent,
                "drs:TerminateRecoveryInstances",
                String.join(", ", recoveryInstances),
                DrsGateway::passes,
                () -> changing.get()
                        .terminateRecoveryInstances(r -> r.recoveryInstanceIDs(recoveryInstances))
                        .job()
                        .jobID());
    }

    /** Tags one of the service's resources. */
    public void tag(Intent intent, String arn, String key, String value) {
        calls.change(
                intent,
                "drs:TagResource",
                arn,
                DrsGateway::passes,
                () -> changing.get().tagResource(r -> r.resourceArn(arn).tags(Map.of(key, value))));
    }

    /** Takes a tag from one of the service's resources. */
    public void untag(Intent intent, String arn, String key) {
        calls.change(
                intent,
                "drs:UntagResource",
                arn,
                DrsGateway::passes,
                () -> changing.get().untagResource(r -> r.resourceArn(arn).tagKeys(key)));
    }

    private static boolean passes(AwsServiceException e) {
        return e instanceof ConflictException || e instanceof ServiceQuotaExceededException;
    }

    /** True for a refusal because something is busy or the account has as many jobs as it may: both pass, though not soon. */
    public static boolean busy(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof AwsServiceException e && passes(e)) {
                return true;
            }
        }
        return false;
    }

    private static SourceServer server(software.amazon.awssdk.services.drs.model.SourceServer each) {
        String id = text(each.sourceServerID());
        var replication = each.dataReplicationInfo();
        var hints =
                each.sourceProperties() == null ? null : each.sourceProperties().identificationHints();
        return new SourceServer(
                id,
                text(each.arn()),
                hints == null || hints.hostname() == null ? id : hints.hostname(),
                each.tags(),
                replication == null ? "" : text(replication.dataReplicationStateAsString()),
                replication == null ? null : duration(replication.lagDuration()),
                launch(each));
    }

    private static Optional<SourceServer.Launch> launch(software.amazon.awssdk.services.drs.model.SourceServer each) {
        if (each.lifeCycle() == null
                || each.lifeCycle().lastLaunch() == null
                || each.lifeCycle().lastLaunch().initiated() == null) {
            return Optional.empty();
        }
        var initiated = each.lifeCycle().lastLaunch().initiated();
        Instant at = time(initiated.apiCallDateTime());
        return at == null
                ? Optional.empty()
                : Optional.of(new SourceServer.Launch(
                        text(initiated.jobID()), text(initiated.typeAsString()).equals("DRILL"), at));
    }

    private static Job job(software.amazon.awssdk.services.drs.model.Job each) {
        return new Job(
                text(each.jobID()),
                text(each.initiatedByAsString()),
                Objects.requireNonNullElse(time(each.creationDateTime()), Instant.EPOCH),
                text(each.statusAsString()),
                each.tags(),
                each.participatingServers().stream()
                        .map(DrsGateway::participant)
                        .toList());
    }

    private static Job.Participant participant(ParticipatingServer each) {
        List<LaunchActionRun> runs = each.launchActionsStatus() == null
                ? List.of()
                : each.launchActionsStatus().runs();
        return new Job.Participant(
                text(each.sourceServerID()),
                text(each.launchStatusAsString()),
                runs.stream().anyMatch(run -> run.status() == LaunchActionRunStatus.IN_PROGRESS),
                runs.stream()
                        .filter(run -> run.status() == LaunchActionRunStatus.FAILED)
                        .map(run -> text(run.failureReason()))
                        .toList());
    }

    private static List<List<String>> portions(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<List<String>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += IDS) {
            portions.add(all.subList(from, Math.min(from + IDS, all.size())));
        }
        return portions;
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /** A time as the service writes it; null for none, and for what is none. */
    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? null
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Duration duration(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
