package io.rdsmaint.local.demo;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.drs.DrsClient;
import software.amazon.awssdk.services.drs.model.EC2InstanceState;
import software.amazon.awssdk.services.drs.model.SourceServer;

/**
 * The source servers of a plan, and what was launched of them, as {@code aws drs describe-…} shows them.
 *
 * @param lines one for each server
 * @param drills instances of drills that are there
 */
record Servers(List<String> lines, long drills) implements Scene {
    private static final String PLAN = "shop";
    private static final Set<String> TIERS = Set.of("db", "app", "web");

    Servers {
        lines = List.copyOf(lines);
    }

    static Servers of(DrsClient drs) {
        List<SourceServer> servers = drs.describeSourceServersPaginator(r -> {}).items().stream()
                .filter(each -> TIERS.contains(each.tags().getOrDefault("tier", "")))
                .toList();
        Set<String> ids = servers.stream().map(SourceServer::sourceServerID).collect(Collectors.toSet());
        long drills = drs.describeRecoveryInstancesPaginator(r -> {}).items().stream()
                .filter(each -> each.isDrill() && ids.contains(each.sourceServerID()))
                .filter(each -> each.ec2InstanceState() != EC2InstanceState.TERMINATED)
                .count();
        return new Servers(servers.stream().map(Servers::line).toList(), drills);
    }

    private static String line(SourceServer server) {
        return "  %-10s %-20s %-12s last launch %s"
                .formatted(
                        server.tags().getOrDefault("Name", ""),
                        server.sourceServerID(),
                        server.dataReplicationInfo().dataReplicationStateAsString(),
                        server.lastLaunchResultAsString());
    }

    @Override
    public String word() {
        return "Recovery plan";
    }

    @Override
    public String field() {
        return "plan_id";
    }

    @Override
    public String name() {
        return PLAN;
    }

    @Override
    public void print(Consumer<String> out) {
        lines.stream().limit(12).forEach(out);
        if (lines.size() > 12) {
            out.accept("  … and " + (lines.size() - 12) + " more");
        }
        out.accept("  " + drills + " drill instances");
    }
}
