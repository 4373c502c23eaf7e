package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.preflight.Check;
import io.rdsmaint.aurora.preflight.Found;
import io.rdsmaint.gateway.autoscaling.ReaderScaling;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.Proxy;
import io.rdsmaint.gateway.rds.Quota;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Proxies, auto scaling, endpoints, quotas and what waits on the instances. */
final class SurroundingChecks {
    private SurroundingChecks() {}

    static List<Check<UpgradeLook>> all() {
        return List.of(
                new Check<>("proxy-targets", SurroundingChecks::proxies),
                new Check<>("proxy-switchover", SurroundingChecks::proxyRules),
                new Check<>("scaling-not-copied", SurroundingChecks::scaling),
                new Check<>("autoscaled-copies", SurroundingChecks::autoscaled),
                new Check<>("custom-endpoint-copies", SurroundingChecks::endpoints),
                new Check<>("upgrade-quota", SurroundingChecks::quota),
                new Check<>("pending-values", SurroundingChecks::pending));
    }

    private static List<Proxy> checked(UpgradeLook look) {
        return look.parameters().skipProxyChecks() ? List.of() : look.seen().proxies();
    }

    private static void proxies(UpgradeLook look, Found found) {
        for (Proxy proxy : checked(look)) {
            String way = "mend it first (AUTH_FAILURE: the secret or the database user): "
                    + look.rds("describe-db-proxy-targets --db-proxy-name " + proxy.name())
                    + " — or leave proxies out of sight: skip_proxy_checks true, though AWS refuses the switchover all"
                    + " the same";
            List<String> ill = proxy.instances().stream()
                    .filter(t -> !t.available())
                    .map(t -> t.resource() + " " + t.state() + (t.reason() == null ? "" : " (" + t.reason() + ")"))
                    .toList();
            boolean writes = proxy.instances().stream()
                    .anyMatch(t -> t.available() && t.role().equals("READ_WRITE"));
            if (!proxy.status().equals("available")) {
                found.refuse("proxy %s is %s; it must be available".formatted(proxy.name(), proxy.status()), way);
            } else if (!ill.isEmpty()) {
                found.refuse(
                        "proxy %s can't connect to %s; the switchover is refused unless it reaches all its targets"
                                .formatted(proxy.name(), String.join(", ", ill)),
                        way);
            } else if (!writes) {
                found.refuse("proxy %s has 0 available READ_WRITE targets; it needs 1".formatted(proxy.name()), way);
            }
        }
    }

    private static void proxyRules(UpgradeLook look, Found found) {
        List<String> names = checked(look).stream().map(Proxy::name).sorted().toList();
        if (!names.isEmpty()) {
            found.warn(
                    "proxies %s follow the switchover; their clients' connections drop then. The cluster can't become"
                                    .formatted(String.join(", ", names))
                            + " the target of another proxy from now until the deployment is removed",
                    "register it with all proxies that it needs before, and pause the rotation of their secrets for the"
                            + " time; nothing is deregistered");
        }
    }

    private static void scaling(UpgradeLook look, Found found) {
        ReaderScaling scaling = look.seen().scaling();
        if (scaling == null) {
            return;
        }
        String id = "--service-namespace rds --scalable-dimension rds:cluster:ReadReplicaCount --resource-id cluster:"
                + look.cluster().id() + " --region " + look.seen().region();
        found.ask(
                "readers of cluster %s scale between %d and %d by %s; AWS copies none of that to green"
                        .formatted(
                                look.cluster().id(),
                                scaling.minCapacity(),
                                scaling.maxCapacity(),
                                scaling.policies().isEmpty() ? "no policy" : String.join(", ", scaling.policies())),
                "suspend scaling until the end, so that blue gets no reader that green lacks: aws"
                        + " application-autoscaling register-scalable-target " + id
                        + " --suspended-state DynamicScalingInSuspended=true,DynamicScalingOutSuspended=true,"
                        + "ScheduledScalingSuspended=true; keep the policies: aws application-autoscaling"
                        + " describe-scaling-policies --service-namespace rds --resource-id cluster:"
                        + look.cluster().id() + " --region " + look.seen().region()
                        + "; after the switchover register the target (--min-capacity " + scaling.minCapacity()
                        + " --max-capacity " + scaling.maxCapacity() + ") and put the policies again with"
                        + " put-scaling-policy");
    }

    private static void autoscaled(UpgradeLook look, Found found) {
        List<String> ids = look.instances().stream()
                .filter(Instance::autoscaled)
                .map(Instance::id)
                .toList();
        if (!ids.isEmpty()) {
            found.warn(
                    "auto scaling made %s; their copies stay after the switchover until scaling takes them away"
                            .formatted(String.join(", ", ids)),
                    "start when the load is low, or delete those you don't need afterwards");
        }
    }

    private static void endpoints(UpgradeLook look, Found found) {
        List<String> lists = look.seen().customEndpoints().stream()
                .filter(e ->
                        !e.staticMembers().isEmpty() || !e.excludedMembers().isEmpty())
                .map(CustomEndpoint::id)
                .sorted()
                .toList();
        if (!lists.isEmpty()) {
            found.warn(
                    "custom endpoints %s list members by name; their green copies list the copies"
                            .formatted(String.join(", ", lists)),
                    "compare them after the switchover: "
                            + look.rds("describe-db-cluster-endpoints --db-cluster-identifier "
                                    + look.cluster().id()));
        }
    }

    private static void quota(UpgradeLook look, Found found) {
        boolean there = look.own().isPresent() || look.adoptable().isPresent();
        Map<String, Integer> needs = new LinkedHashMap<>();
        needs.put("DBClusters", there ? 0 : 1);
        needs.put("DBInstances", there ? 0 : look.instances().size());
        needs.put("DBClusterParameterGroups", made(look, Scope.CLUSTER));
        needs.put("DBParameterGroups", made(look, Scope.INSTANCE));
        needs.put("ManualClusterSnapshots", look.parameters().finalSnapshot() && look.snapshot() == null ? 1 : 0);
        List<String> short_ = new ArrayList<>();
        for (Quota quota : look.seen().quotas()) {
            int need = needs.getOrDefault(quota.name(), 0);
            if (need > quota.left()) {
                short_.add(
                        "%s: %d of %d in use, %d more needed".formatted(quota.name(), quota.used(), quota.max(), need));
            }
        }
        if (!short_.isEmpty()) {
            found.refuse(
                    "the account's quotas in %s don't allow a second cluster beside the first: %s"
                            .formatted(look.seen().region(), String.join("; ", short_)),
                    "delete what isn't needed, or ask for more: aws service-quotas list-service-quotas --service-code"
                            + " rds --query 'Quotas[].[QuotaName,QuotaCode,Value]' --output text --region "
                            + look.seen().region()
                            + ", then aws service-quotas request-service-quota-increase --service-code rds"
                            + " --quota-code CODE --desired-value N --region "
                            + look.seen().region());
        }
    }

    private static int made(UpgradeLook look, Scope scope) {
        return look.plan(scope) instanceof GroupPlan.Made && look.group(scope).taken() == null ? 1 : 0;
    }

    private static void pending(UpgradeLook look, Found found) {
        String waiting = look.instances().stream()
                .filter(i -> !i.pending().isEmpty())
                .map(i -> i.id() + " " + values(i.pending()))
                .collect(Collectors.joining("; "));
        if (!waiting.isEmpty()) {
            found.ask(
                    "changes wait on instances: %s; green may get them at once or not at all".formatted(waiting),
                    "apply them on their own first: "
                            + look.instances().stream()
                                    .filter(i -> !i.pending().isEmpty())
                                    .flatMap(i -> Stream.of(look.rds("modify-db-instance --apply-immediately"
                                            + " --db-instance-identifier " + i.id())))
                                    .collect(Collectors.joining(" && ")),
                    look.instances().stream()
                            .flatMap(i -> Subjects.pending(i).stream())
                            .toList());
        }
    }

    private static String values(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(", "));
    }
}
