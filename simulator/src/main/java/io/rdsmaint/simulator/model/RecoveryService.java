package io.rdsmaint.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Elastic Disaster Recovery has of an account in a region. */
public final class RecoveryService {
    /** A launch takes 10 to 25 minutes (what its users report). */
    private static final Durations.Range LAUNCH = new Durations.Range(600, 1_500);

    private static final Durations.Range TERMINATION = new Durations.Range(60, 180);
    private static final Duration AFTER_THE_LAST = Duration.ofSeconds(30);
    private static final Duration LATE = Duration.ofMinutes(4);

    /** The rights of the caller without which nothing is launched (DRS user guide, permissions of StartRecovery). */
    public static final List<String> OF_THE_CALLER =
            List.of("ec2:CreateLaunchTemplateVersion", "ec2:RunInstances", "iam:PassRole");

    private final AccountRegion site;
    private final Map<String, SourceServer> servers = new LinkedHashMap<>();
    private final List<RecoveryJob> jobs = new ArrayList<>();
    private final List<RecoveryInstance> instances = new ArrayList<>();
    private final List<String> harms = new ArrayList<>();
    private int jobQuota = 20;
    private int jobServers = 100;
    private int serversInJobs = 500;
    private boolean tagsLost;

    RecoveryService(AccountRegion site) {
        this.site = site;
    }

    /** Adds a server that is replicated. */
    public SourceServer add(String hostname) {
        String id = "s-%017x".formatted(servers.size() + 1);
        SourceServer server = new SourceServer(id, arn("source-server", id), hostname);
        servers.put(id, server);
        return server;
    }

    private String arn(String kind, String id) {
        return "arn:aws:drs:" + site.region() + ":" + site.account() + ":" + kind + "/" + id;
    }

    public List<SourceServer> servers() {
        return List.copyOf(servers.values());
    }

    public Optional<SourceServer> server(String id) {
        return Optional.ofNullable(servers.get(id));
    }

    /** Oldest first. */
    public List<RecoveryJob> jobs() {
        return List.copyOf(jobs);
    }

    public List<RecoveryInstance> instances() {
        return List.copyOf(instances);
    }

    /** What nobody wanted: instances whose volumes were replaced, recovery instances in use that were ended. */
    public List<String> harms() {
        return List.copyOf(harms);
    }

    /** Jobs are not listed with their tags. */
    public void loseTags() {
        tagsLost = true;
    }

    public boolean tagsLost() {
        return tagsLost;
    }

    /** How many jobs may run, how many servers one may have, and all. */
    public void quotas(int runningJobs, int serversOfOne, int serversOfAll) {
        jobQuota = runningJobs;
        jobServers = serversOfOne;
        serversInJobs = serversOfAll;
    }

    public int jobServers() {
        return jobServers;
    }

    /** Why so many more servers can't go into a job now, if they can't. */
    public Optional<String> exceeded(int more) {
        Instant now = site.world().now();
        List<RecoveryJob> live =
                jobs.stream().filter(job -> !job.completed(now)).toList();
        int busy = live.stream().mapToInt(job -> job.participants().size()).sum();
        if (more > jobServers) {
            return Optional.of("Max source servers in a single job: " + jobServers);
        }
        if (live.size() >= jobQuota) {
            return Optional.of("Max concurrent jobs in progress: " + jobQuota);
        }
        return busy + more > serversInJobs
                ? Optional.of("Max total source servers in all jobs: " + serversInJobs)
                : Optional.empty();
    }

    /** The job that a server is in. */
    public Optional<RecoveryJob> busy(SourceServer server) {
        Instant now = site.world().now();
        return jobs.stream()
                .filter(job -> !job.completed(now) && job.has(server))
                .findFirst();
    }

    /** Begins launches from latest snapshots, whoever asked for them. */
    public RecoveryJob launch(List<SourceServer> chosen, boolean drill, Map<String, String> tags) {
        return launch(chosen, Map.of(), drill, tags);
    }

    /**
     * Begins launches, whoever asked for them.
     *
     * @param snapshots what they are launched from, where it is not the latest
     */
    public RecoveryJob launch(
            List<SourceServer> chosen, Map<SourceServer, Instant> snapshots, boolean drill, Map<String, String> tags) {
        World world = site.world();
        Instant now = world.now();
        String id = "drsjob-%017x".formatted(jobs.size() + 1);
        List<RecoveryJob.Participant> participants = new ArrayList<>();
        Instant last = now.plusSeconds(LAUNCH.least());
        for (SourceServer server : chosen) {
            Instant at = now.plus(world.draw(LAUNCH));
            last = at.isAfter(last) ? at : last;
            participants.add(participant(new Launch(id, server, snapshots.get(server), drill, at)));
            server.launched(new SourceServer.LastLaunch(id, drill, now));
        }
        Instant end = last.plus(AFTER_THE_LAST);
        List<RecoveryJob.Participant> timed = participants.stream()
                .map(each -> each.ends().equals("LATE")
                        ? late(new Launch(id, each.server(), snapshots.get(each.server()), drill, end.plus(LATE)), each)
                        : each)
                .toList();
        RecoveryJob job =
                new RecoveryJob(id, arn("job", id), drill ? "START_DRILL" : "START_RECOVERY", tags, now, end, timed);
        jobs.add(job);
        return job;
    }

    /** One server's part in a job: it comes up at a time, from a snapshot or else the latest. */
    private record Launch(
            String job, SourceServer server, @Nullable Instant snapshot, boolean drill, Instant at) {}

    private RecoveryJob.Participant participant(Launch launch) {
        SourceServer server = launch.server();
        Instant at = launch.at();
        World world = site.world();
        String ending = world.faults()
                .ending("StartRecovery", Set.of(server.id(), server.hostname()))
                .orElse(server.failing() ? "FAILED" : "LAUNCHED");
        Optional<String> denied =
                OF_THE_CALLER.stream().filter(world.withheld()::contains).findFirst();
        if (denied.isPresent()) {
            return failed(server, at, "UnauthorizedOperation: not authorized to perform " + denied.get());
        }
        if (!server.recoverable()) {
            return failed(server, at, "No snapshot of " + server.id() + " is complete");
        }
        if (ending.equals("FAILED")) {
            return failed(server, at, "InsufficientInstanceCapacity: no capacity for the instance type");
        }
        if (ending.equals("IN_PROGRESS") || ending.equals("LATE")) {
            return new RecoveryJob.Participant(server, null, at.plus(Duration.ofDays(400)), ending, null, null);
        }
        if (ending.equals("LATEST_SNAPSHOT")) {
            Launch latest = new Launch(launch.job(), server, null, launch.drill(), at);
            return new RecoveryJob.Participant(server, instance(latest, ending), at, "LAUNCHED", null, null);
        }
        String action = ending.equals("ACTION_FAILED") ? "FAILED" : ending.equals("ACTION") ? "SUCCEEDED" : null;
        return new RecoveryJob.Participant(server, instance(launch, ending), at, "LAUNCHED", action, null);
    }

    private RecoveryJob.Participant late(Launch launch, RecoveryJob.Participant each) {
        return new RecoveryJob.Participant(
                each.server(), instance(launch, "LAUNCHED"), launch.at(), "LAUNCHED", null, null);
    }

    private static RecoveryJob.Participant failed(SourceServer server, Instant at, String error) {
        return new RecoveryJob.Participant(server, null, at, "FAILED", null, error);
    }

    private RecoveryInstance instance(Launch launch, String health) {
        SourceServer server = launch.server();
        boolean drill = launch.drill();
        Instant now = site.world().now();
        instances.stream()
                .filter(each -> each.server() == server && each.coming(now))
                .forEach(each -> {
                    if (!each.drill() && drill) {
                        harms.add("a drill removed the recovery instance " + each.id());
                    }
                    each.end(now);
                });
        server.launchInto().ifPresent(id -> harms.add("the volumes of " + id + " were replaced"));
        String id = server.launchInto().orElseGet(() -> "i-%017x".formatted(0x0d0000000000000L + instances.size() + 1));
        RecoveryInstance made = new RecoveryInstance(
                id,
                server,
                launch.job(),
                drill,
                Objects.requireNonNullElse(
                        launch.snapshot(), now.minus(server.lag()).minusSeconds(60)),
                launch.at(),
                health);
        instances.add(made);
        return made;
    }

    /** Somebody launched a drill of a server so long ago, by hand. */
    public void launched(SourceServer server, Duration ago) {
        launched(server, ago, true, Map.of());
    }

    /** A server was launched so long ago, by a job with these tags. */
    public void launched(SourceServer server, Duration ago, boolean drill, Map<String, String> tags) {
        Instant then = site.world().now().minus(ago);
        String id = "drsjob-%017x".formatted(jobs.size() + 1);
        Instant at = then.plusSeconds(LAUNCH.least());
        RecoveryInstance instance = new RecoveryInstance(
                "i-%017x".formatted(0x0d0000000000000L + instances.size() + 1),
                server,
                id,
                drill,
                then,
                at,
                "LAUNCHED");
        instances.add(instance);
        server.launched(new SourceServer.LastLaunch(id, drill, then));
        jobs.add(new RecoveryJob(
                id,
                arn("job", id),
                drill ? "START_DRILL" : "START_RECOVERY",
                tags,
                then,
                at.plus(AFTER_THE_LAST),
                List.of(new RecoveryJob.Participant(server, instance, at, "LAUNCHED", null, null))));
    }

    /** Begins terminations, whoever asked for them. */
    public RecoveryJob terminate(List<RecoveryInstance> chosen) {
        Instant now = site.world().now();
        String id = "drsjob-%017x".formatted(jobs.size() + 1);
        List<RecoveryJob.Participant> participants = new ArrayList<>();
        Instant last = now;
        for (RecoveryInstance each : chosen) {
            Instant at = now.plus(site.world().draw(TERMINATION));
            last = at.isAfter(last) ? at : last;
            if (!each.drill()) {
                harms.add("the recovery instance " + each.id() + " was terminated");
            }
            each.end(at);
            participants.add(new RecoveryJob.Participant(each.server(), each, at, "TERMINATED", null, null));
        }
        RecoveryJob job = new RecoveryJob(
                id,
                arn("job", id),
                "TERMINATE_RECOVERY_INSTANCES",
                Map.of(),
                now,
                last.plus(AFTER_THE_LAST),
                participants);
        jobs.add(job);
        return job;
    }
}
