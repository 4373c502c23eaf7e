package io.rdsmaint.recovery.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.drs.RecoveryInstance;
import io.rdsmaint.gateway.drs.SourceServer;
import io.rdsmaint.kit.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one recovery of this deployment launched and is still there: instances of jobs that carry its mark, no drill's, and none that a
 * server launches into, for that was there before. By reading only.
 */
public final class TerminationLook {
    /** Every code of a finding. */
    public static final List<String> CHECKS =
            List.of("SERVER_NOT_ALLOWED", "SERVER_MARKED", "INSTANCE_WAS_THERE", "SOURCE_SERVER_GONE");

    /** The name under which the baseline keeps the servers, as of a wave. */
    public static final String RECOVERED = "recovered";

    /** In the baseline: recovery instances with their ids in EC2. */
    private static final String INSTANCES = "instances";

    private final List<RecoveryInstance> instances = new ArrayList<>();
    private final Map<String, SourceServer> servers = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Looks.
     *
     * @param recovery the operation that launched them
     * @throws InvalidRequest when nothing of it is there
     */
    public static TerminationLook at(DrsGateway drs, Scope scope, String recovery, String operationId) {
        TerminationLook look = new TerminationLook();
        List<RecoveryInstance> there = of(drs, scope, recovery, drs.instances());
        drs.servers(there.stream().map(RecoveryInstance::server).distinct().toList())
                .forEach(server -> look.servers.put(server.id(), server));
        List<RecoveryInstance> before = new ArrayList<>();
        List<RecoveryInstance> orphans = new ArrayList<>();
        for (RecoveryInstance each : there) {
            if (!look.servers.containsKey(each.server())) {
                orphans.add(each);
            } else if (launchedInto(drs, each)) {
                before.add(each);
            } else {
                look.instances.add(each);
            }
        }
        look.warn(
                "INSTANCE_WAS_THERE",
                before,
                "they were there before the recovery, which launched into them: they stay");
        look.warn(
                "SOURCE_SERVER_GONE",
                orphans,
                "their source servers are gone, so nothing says that they may be touched: they stay");
        if (look.instances.isEmpty()) {
            throw new InvalidRequest("no instance is there to be terminated that recovery " + recovery
                    + " of this deployment launched" + (there.isEmpty() ? "" : ": " + names(there) + " stay"));
        }
        look.judge(scope, operationId);
        return look;
    }

    /** Those of some instances that a recovery of this deployment launched, and that are there. */
    public static List<RecoveryInstance> of(
            DrsGateway drs, Scope scope, String recovery, List<RecoveryInstance> instances) {
        List<RecoveryInstance> there =
                instances.stream().filter(each -> each.there() && !each.drill()).toList();
        var jobs = drs.jobs(there.stream().map(RecoveryInstance::job).distinct().toList()).stream()
                .filter(job -> job.launches() && !job.drill())
                .filter(job ->
                        job.tags().getOrDefault(ServerMark.TAG, "").equals(ServerMark.of(scope.deployment(), recovery)))
                .map(job -> job.id())
                .collect(Collectors.toSet());
        return there.stream().filter(each -> jobs.contains(each.job())).toList();
    }

    /** True of an instance that its server launches into: it is not the recovery's to end. */
    public static boolean launchedInto(DrsGateway drs, RecoveryInstance instance) {
        return drs.launchSettings(instance.server())
                .launchesInto()
                .filter(instance.ec2Id()::equals)
                .isPresent();
    }

    private void judge(Scope scope, String operationId) {
        List<SourceServer> all = List.copyOf(servers.values());
        refuse(
                "SERVER_NOT_ALLOWED",
                all.stream().filter(server -> !scope.allows(server)).toList(),
                "this deployment works on servers that carry " + (scope.tag().isEmpty() ? "a tag" : scope.tag())
                        + " only",
                "tag them, or terminate their instances by hand");
        refuse(
                "SERVER_MARKED",
                all.stream()
                        .filter(server -> !ServerMark.on(server).isEmpty()
                                && !ServerMark.isOfOperation(ServerMark.on(server), operationId))
                        .toList(),
                "another operation works on them (tag " + ServerMark.TAG + ")",
                "wait for its end");
    }

    private void refuse(String code, List<SourceServer> found, String what, String wayOut) {
        if (!found.isEmpty()) {
            findings.add(new Finding(code, Severity.REFUSE, PlanLook.names(found) + ": " + what, wayOut));
        }
    }

    private void warn(String code, List<RecoveryInstance> found, String what) {
        if (!found.isEmpty()) {
            findings.add(new Finding(code, Severity.WARN, names(found) + ": " + what, "nothing"));
        }
    }

    private static String names(List<RecoveryInstance> instances) {
        return instances.stream()
                .map(each -> each.ec2Id() + " of " + each.server())
                .sorted()
                .limit(8)
                .collect(Collectors.joining(", "));
    }

    /** What was found. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** How many would be terminated. */
    public int size() {
        return instances.size();
    }

    /** The instances and their servers, as the operation keeps them. */
    public ObjectNode frozen() {
        ObjectNode frozen = Json.object();
        ObjectNode marked = frozen.putObject(PlanLook.WAVES).putObject(RECOVERED);
        ObjectNode kept = frozen.putObject(INSTANCES);
        instances.stream()
                .sorted(java.util.Comparator.comparing(RecoveryInstance::id))
                .forEach(each -> {
                    SourceServer server = servers.get(each.server());
                    marked.put(each.server(), server == null ? each.server() : server.hostname());
                    kept.put(each.id(), each.ec2Id());
                });
        return frozen;
    }

    /** The ids in EC2 of the instances by their own, as {@link #frozen} wrote them. */
    public static Map<String, String> frozen(JsonNode baseline) {
        return Json.map(baseline.path(INSTANCES));
    }
}
