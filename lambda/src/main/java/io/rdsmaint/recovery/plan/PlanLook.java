package io.rdsmaint.recovery.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.drs.Job;
import io.rdsmaint.gateway.drs.LaunchSettings;
import io.rdsmaint.gateway.drs.RecoveryInstance;
import io.rdsmaint.gateway.drs.SourceServer;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which servers a plan means, and what stands against it: all findings at once, by reading only. */
public final class PlanLook {
    /** Every code of a finding. */
    public static final List<String> CHECKS = List.of(
            "SERVER_NOT_ALLOWED",
            "SERVER_MARKED",
            "NO_SNAPSHOT",
            "NOT_CONTINUOUS",
            "LAG_TOO_LARGE",
            "RECOVERY_INSTANCE_IN_USE",
            "DRILL_INSTANCE_EXISTS",
            "LAUNCHES_INTO_INSTANCE",
            "LAUNCH_SETTINGS_DIFFER",
            "NO_SNAPSHOT_BEFORE",
            "SERVER_IN_JOB",
            "CRITICAL_UNKNOWN",
            "REPORT_NOT_ALLOWED");

    /** In the baseline: the servers of each wave, frozen. */
    public static final String WAVES = "waves";

    /** A plan's launch settings are read one by one: of larger plans only the step before each wave reads them. */
    private static final int FEW = 60;

    /** So many are asked about their snapshots in an invocation: it takes some 20 seconds. */
    private static final int MANY = 300;

    private static final int NAMED = 8;
    private static final Duration JOBS_BACK = Duration.ofHours(12);

    private final DrsGateway drs;
    private final Scope scope;
    private final Parameters parameters;
    private final Map<String, List<SourceServer>> waves = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> earlier = new HashSet<>();

    public PlanLook(DrsGateway drs, Scope scope, Parameters parameters) {
        this.drs = drs;
        this.scope = scope;
        this.parameters = parameters;
    }

    /**
     * Finds the servers.
     *
     * @throws InvalidRequest naming servers that there are not, waves without any, and servers in two waves
     */
    public void resolve() {
        List<SourceServer> all =
                parameters.waves().stream().anyMatch(wave -> !wave.tags().isEmpty())
                        ? drs.servers()
                        : drs.servers(parameters.waves().stream()
                                .flatMap(wave -> named(wave).stream())
                                .distinct()
                                .toList());
        Map<String, SourceServer> byId =
                all.stream().collect(Collectors.toMap(SourceServer::id, server -> server, (first, _) -> first));
        List<String> problems = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        for (Wave wave : parameters.waves()) {
            List<SourceServer> servers = new ArrayList<>();
            if (wave.tags().isEmpty()) {
                for (String id : named(wave)) {
                    SourceServer server = byId.get(id);
                    if (server == null) {
                        problems.add("wave " + wave.name() + ": there is no source server " + id);
                    } else if (servers.stream().noneMatch(each -> each.id().equals(id))) {
                        servers.add(server);
                    }
                }
            } else {
                all.stream()
                        .filter(server ->
                                server.tags().entrySet().containsAll(wave.tags().entrySet()))
                        .forEach(servers::add);
            }
            if (servers.isEmpty()) {
                problems.add("wave " + wave.name() + " is empty: no source server "
                        + (wave.tags().isEmpty() ? "is named" : "carries the tags " + wave.tags())
                        + "; a wave without servers proves nothing");
            }
            for (SourceServer server : servers) {
                String other = taken.put(server.id(), wave.name());
                if (other != null) {
                    problems.add("source server " + server.id() + " is in two waves: " + other + " and " + wave.name());
                }
            }
            waves.put(wave.name(), servers);
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
    }

    private List<String> named(Wave wave) {
        return wave.groups().isEmpty()
                ? wave.servers()
                : wave.groups().stream()
                        .flatMap(group -> parameters.groups().getOrDefault(group, List.of()).stream())
                        .distinct()
                        .toList();
    }

    /** Judges them. */
    public void judge(String operationId, Instant now) {
        List<SourceServer> servers = servers();
        find(
                "SERVER_NOT_ALLOWED",
                servers.stream().filter(server -> !scope.allows(server)).toList(),
                "this deployment works on servers that carry " + (scope.tag().isEmpty() ? "a tag" : scope.tag())
                        + " only",
                "tag them, or deploy with another --allow-server-tag");
        find(
                "SERVER_MARKED",
                servers.stream()
                        .filter(server -> !ServerMark.on(server).isEmpty()
                                && !ServerMark.isOfOperation(ServerMark.on(server), operationId))
                        .toList(),
                "another operation works on them (tag " + ServerMark.TAG + ")",
                "wait for its end; if it is gone: aws drs untag-resource --resource-arn … --tag-keys "
                        + ServerMark.TAG);
        replication(servers);
        existing(servers);
        settings(servers);
        before(servers);
        Set<String> busy = drs.jobsSince(now.minus(JOBS_BACK)).stream()
                .filter(job -> !job.completed())
                .flatMap(job -> job.servers().stream())
                .collect(Collectors.toSet());
        warn(
                "SERVER_IN_JOB",
                servers.stream().filter(server -> busy.contains(server.id())).toList(),
                "they are in jobs that are under way",
                "their wave waits for that");
        critical();
        Parameters.Place report = parameters.report();
        if (report != null && !report.bucket().equals(scope.reports())) {
            findings.add(new Finding(
                    "REPORT_NOT_ALLOWED",
                    Severity.REFUSE,
                    "reports may not be written to " + report,
                    scope.reports().isEmpty()
                            ? "deploy with --report-bucket " + report.bucket() + ", or leave report out"
                            : "write them to s3://" + scope.reports() + "/"));
        }
    }

    private void replication(List<SourceServer> servers) {
        find(
                "NO_SNAPSHOT",
                servers.stream().filter(server -> !server.recoverable()).toList(),
                "there is no snapshot to launch them from",
                "wait for the end of the first synchronisation, or leave them out");
        List<SourceServer> recoverable =
                servers.stream().filter(SourceServer::recoverable).toList();
        List<SourceServer> broken =
                recoverable.stream().filter(server -> !server.continuous()).toList();
        if (parameters.preflight().requireContinuous()) {
            find(
                    "NOT_CONTINUOUS",
                    broken,
                    "their replication does not run without interruption",
                    "mend it, or start with preflight.require_continuous false");
        } else {
            warn("NOT_CONTINUOUS", broken, "their replication does not run", "their data are of earlier");
        }
        Integer most = parameters.preflight().maxLagMinutes();
        if (most != null) {
            find(
                    "LAG_TOO_LARGE",
                    recoverable.stream()
                            .filter(server ->
                                    server.lag() == null || server.lag().toMinutes() >= most)
                            .toList(),
                    "their copies are more than " + most + " minutes behind",
                    "wait, or raise preflight.max_lag_minutes");
        }
    }

    private void existing(List<SourceServer> servers) {
        Map<String, SourceServer> byId = servers.stream().collect(Collectors.toMap(SourceServer::id, server -> server));
        List<RecoveryInstance> there = drs.instancesOf(byId.keySet()).stream()
                .filter(RecoveryInstance::there)
                .toList();
        find(
                "RECOVERY_INSTANCE_IN_USE",
                there.stream()
                        .filter(each -> !each.drill())
                        .map(each -> server(byId, each))
                        .toList(),
                "they have recovery instances that are no drill's: another launch would remove those",
                "leave them out, or fail back and terminate those instances first");
        List<RecoveryInstance> drills =
                there.stream().filter(RecoveryInstance::drill).toList();
        if (drills.isEmpty() || parameters.preflight().existing() == Parameters.Existing.ALLOW) {
            return;
        }
        if (parameters.preflight().existing() == Parameters.Existing.TERMINATE_DRILLS) {
            Set<String> ours = ours(drills);
            drills.stream().filter(each -> ours.contains(each.job())).forEach(each -> earlier.add(each.server()));
            drills = drills.stream().filter(each -> !ours.contains(each.job())).toList();
        }
        find(
                "DRILL_INSTANCE_EXISTS",
                drills.stream().map(each -> server(byId, each)).distinct().toList(),
                parameters.preflight().existing() == Parameters.Existing.REFUSE
                        ? "instances of an earlier drill are there, which cost and which another launch would remove"
                        : "instances of a drill are there that is none of this deployment",
                "terminate them, or start with preflight.existing_instances "
                        + (parameters.preflight().existing() == Parameters.Existing.REFUSE
                                ? "terminate_drills (those of this deployment's earlier drills) or allow"
                                : "allow"));
    }

    private Set<String> ours(List<RecoveryInstance> instances) {
        return drs.jobs(instances.stream().map(RecoveryInstance::job).distinct().toList()).stream()
                .filter(job ->
                        ServerMark.isOfDeployment(job.tags().getOrDefault(ServerMark.TAG, ""), scope.deployment()))
                .map(Job::id)
                .collect(Collectors.toSet());
    }

    private static SourceServer server(Map<String, SourceServer> byId, RecoveryInstance instance) {
        return java.util.Objects.requireNonNull(byId.get(instance.server()));
    }

    private void settings(List<SourceServer> servers) {
        boolean wanted =
                parameters.waves().stream().anyMatch(wave -> !wave.launch().isEmpty());
        if (servers.size() > FEW || !(parameters.drill() || wanted)) {
            return;
        }
        Map<String, LaunchSettings> live = new HashMap<>();
        servers.forEach(server -> live.put(server.id(), drs.launchSettings(server.id())));
        if (parameters.drill()) {
            find(
                    "LAUNCHES_INTO_INSTANCE",
                    servers.stream()
                            .filter(server ->
                                    settings(live, server).launchesInto().isPresent())
                            .toList(),
                    "a drill would stop existing instances and replace their volumes (launchIntoEC2InstanceID)",
                    "leave them out, or clear launchIntoInstanceProperties in their launch settings");
        }
        for (Wave wave : parameters.waves()) {
            warn(
                    "LAUNCH_SETTINGS_DIFFER",
                    servers(wave.name()).stream()
                            .filter(server -> !settings(live, server)
                                    .differing(wave.launch())
                                    .isEmpty())
                            .toList(),
                    "their launch settings are not those of the plan: "
                            + servers(wave.name()).stream()
                                    .flatMap(server ->
                                            settings(live, server).differing(wave.launch()).entrySet().stream())
                                    .map(each -> each.getKey() + " is " + each.getValue() + ", wanted "
                                            + wave.launch().get(each.getKey()))
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining("; ")),
                    "change them in Elastic Disaster Recovery, or the plan; they are launched as they are");
        }
    }

    private static LaunchSettings settings(Map<String, LaunchSettings> live, SourceServer server) {
        return java.util.Objects.requireNonNull(live.get(server.id()));
    }

    /** Each server is asked about on its own: of larger plans the step before each wave asks. */
    private void before(List<SourceServer> servers) {
        Instant before = parameters.before();
        if (before != null && servers.size() <= MANY) {
            find(
                    "NO_SNAPSHOT_BEFORE",
                    servers.stream()
                            .filter(SourceServer::recoverable)
                            .filter(server ->
                                    drs.snapshotBefore(server.id(), before).isEmpty())
                            .toList(),
                    "there is no snapshot of before " + before + " to launch them from",
                    "name a later instant, or leave them out");
        }
    }

    private void critical() {
        for (Wave wave : parameters.waves()) {
            List<SourceServer> servers = waves.getOrDefault(wave.name(), List.of());
            List<String> unknown = wave.policy().critical().stream()
                    .filter(name -> servers.stream()
                            .noneMatch(server -> server.id().equals(name)
                                    || server.hostname().equals(name)))
                    .toList();
            if (!unknown.isEmpty()) {
                findings.add(new Finding(
                        "CRITICAL_UNKNOWN",
                        Severity.REFUSE,
                        "wave " + wave.name() + " has no servers " + String.join(", ", unknown),
                        "name critical servers of the wave by id or host name"));
            }
        }
    }

    private void find(String code, List<SourceServer> servers, String what, String wayOut) {
        add(code, Severity.REFUSE, servers, what, wayOut);
    }

    private void warn(String code, List<SourceServer> servers, String what, String wayOut) {
        add(code, Severity.WARN, servers, what, wayOut);
    }

    private void add(String code, Severity severity, List<SourceServer> servers, String what, String wayOut) {
        if (!servers.isEmpty()) {
            findings.add(new Finding(code, severity, names(servers) + ": " + what, wayOut));
        }
    }

    /** Servers in words, the first of them by name. */
    static String names(List<SourceServer> servers) {
        String first = servers.stream()
                .limit(NAMED)
                .map(server -> server.id() + " (" + server.hostname() + ", " + server.replication() + ")")
                .collect(Collectors.joining(", "));
        return servers.size() > NAMED ? first + " and " + (servers.size() - NAMED) + " more" : first;
    }

    /** All servers of the plan. */
    private List<SourceServer> servers() {
        return waves.values().stream().flatMap(List::stream).toList();
    }

    /** The servers of a wave. */
    public List<SourceServer> servers(String wave) {
        return List.copyOf(waves.getOrDefault(wave, List.of()));
    }

    /** True when drill instances of this deployment's earlier drills are there that a wave has to remove. */
    public boolean hasEarlier(String wave) {
        return servers(wave).stream().anyMatch(server -> earlier.contains(server.id()));
    }

    /** What was found. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The servers of each wave, as the operation keeps them. */
    public ObjectNode frozen() {
        ObjectNode frozen = Json.object();
        ObjectNode kept = frozen.putObject(WAVES);
        waves.forEach((name, servers) -> {
            ObjectNode wave = kept.putObject(name);
            servers.forEach(server -> wave.put(server.id(), server.hostname()));
        });
        return frozen;
    }

    /** The host names of a wave's servers by their ids, as {@link #frozen} wrote them. */
    public static Map<String, String> frozen(JsonNode baseline, String wave) {
        return Json.map(baseline.path(WAVES).path(wave));
    }

    /** The ids of all servers, as {@link #frozen} wrote them. */
    public static List<String> frozen(JsonNode baseline) {
        return baseline.path(WAVES)
                .valueStream()
                .flatMap(wave -> Json.map(wave).keySet().stream())
                .toList();
    }
}
