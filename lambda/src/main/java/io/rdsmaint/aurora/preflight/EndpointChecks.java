package io.rdsmaint.aurora.preflight;

import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.precondition.ClusterPreconditions;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Do clients that connect through custom endpoints and proxies always find somebody? */
public final class EndpointChecks {
    /** A custom endpoint would lead nowhere. */
    public static final Check<Look> MEMBERS = new Check<>("custom-endpoint-members", EndpointChecks::members);

    /** Clients come over the internet to what is made. */
    public static final Check<Look> INTERNET = new Check<>("internet-access", EndpointChecks::internet);

    private EndpointChecks() {}

    static List<Check<Look>> all() {
        return List.of(
                MEMBERS,
                new Check<>("custom-endpoint-after-failover", EndpointChecks::afterFailover),
                new Check<>("custom-endpoint-temporary", EndpointChecks::temporaryJoins),
                new Check<>("proxy-health", EndpointChecks::proxies),
                INTERNET);
    }

    private static void members(Look look, Found found) {
        for (CustomEndpoint endpoint : look.seen().customEndpoints()) {
            List<String> serving = serving(look, endpoint, look.cluster().members());
            boolean changes =
                    serving.stream().anyMatch(id -> look.scope().change(id).isPresent());
            if (changes && serving.size() < 2) {
                found.ask(
                        ("custom endpoint %s is served by %s alone; it would have 0 members while that"
                                        + " instance is changed, and must keep 1")
                                .formatted(endpoint.id(), serving.getFirst()),
                        "give it a second member for the time: " + modify(look, endpoint, serving));
            }
        }
    }

    /** What is made is like what it is made from: the temporary instance like the writer, green like all. */
    private static void internet(Look look, Found found) {
        if (!look.scope().makesInstances()) {
            return;
        }
        if (look.cluster().features().internetGateway()) {
            found.ask(
                    "clients reach cluster %s over the internet by AWS's internet access gateway, and it is in no VPC; AWS does not say whether that holds for %s"
                            .formatted(
                                    look.cluster().id(),
                                    look.scope().replaces() ? "a green cluster" : "a temporary instance"),
                    look.scope().replaces()
                            ? "connect to green by its own endpoint while the operation waits before the switchover"
                            : "have it tried on a cluster of no importance first");
            return;
        }
        String open = (look.scope().replaces()
                        ? look.seen().instances().values().stream()
                        : look.seen().writerInstance().stream())
                .filter(i -> i.settings().publiclyAccessible())
                .map(Instance::id)
                .collect(Collectors.joining(", "));
        if (!open.isEmpty()) {
            found.warn(
                    "%s can be reached from the internet, and so can what is made like it".formatted(open),
                    "nothing to do if that is wanted; else close it first: "
                            + look.rds("modify-db-instance --no-publicly-accessible --apply-immediately"
                                    + " --db-instance-identifier INSTANCE"));
        }
    }

    private static void afterFailover(Look look, Found found) {
        Optional<String> writer = look.lastWriter();
        if (writer.isEmpty()) {
            return;
        }
        List<Cluster.Member> then = look.cluster().members().stream()
                .map(m -> new Cluster.Member(
                        m.instanceId(), m.instanceId().equals(writer.get()), m.parameterStatus(), m.promotionTier()))
                .toList();
        for (CustomEndpoint endpoint : look.seen().customEndpoints()) {
            List<String> now = serving(look, endpoint, look.cluster().members());
            if (!now.isEmpty() && serving(look, endpoint, then).isEmpty()) {
                found.ask(
                        "custom endpoint %s of type %s is served by %s now and by nobody when %s has become writer"
                                .formatted(endpoint.id(), endpoint.type(), Look.names(now), writer.get()),
                        "add another member to it, or set failback to true: " + modify(look, endpoint, now));
            }
        }
    }

    private static void temporaryJoins(Look look, Found found) {
        ChangeScope.Temporary temporary = look.scope().temporary();
        if (temporary == null) {
            return;
        }
        for (CustomEndpoint endpoint : look.seen().customEndpoints()) {
            if (endpoint.dynamic()) {
                found.warn(
                        "custom endpoint %s takes in new instances by itself, so also %s"
                                .formatted(endpoint.id(), temporary.id()),
                        "nothing to do: it is excluded there unless the endpoint needs it, and the list"
                                + " is put back at the end");
            }
        }
    }

    private static List<String> serving(Look look, CustomEndpoint endpoint, List<Cluster.Member> members) {
        return members.stream()
                .filter(endpoint::serves)
                .map(Cluster.Member::instanceId)
                .filter(id -> look.seen().instance(id).map(Instance::available).orElse(false))
                .toList();
    }

    private static String modify(Look look, CustomEndpoint endpoint, List<String> members) {
        return look.rds(
                endpoint.dynamic()
                        ? "modify-db-cluster-endpoint --db-cluster-endpoint-identifier %s --excluded-members …"
                                .formatted(endpoint.id())
                        : "modify-db-cluster-endpoint --db-cluster-endpoint-identifier %s --static-members %s ANOTHER"
                                .formatted(endpoint.id(), String.join(" ", members)));
    }

    private static void proxies(Look look, Found found) {
        for (Proxy proxy : look.seen().proxies()) {
            String describe = look.rds("describe-db-proxy-targets --db-proxy-name " + proxy.name());
            if (!proxy.status().equals("available")) {
                found.ask(
                        "proxy %s is %s; it should be available before roles change"
                                .formatted(proxy.name(), proxy.status()),
                        "wait or mend it: " + look.rds("describe-db-proxies --db-proxy-name " + proxy.name()));
            }
            List<String> ill = proxy.targets().stream()
                    .filter(t -> !t.available() && t.instance())
                    .map(t -> t.resource() + " " + t.state() + (t.reason() == null ? "" : " (" + t.reason() + ")"))
                    .toList();
            boolean writer = proxy.instances().stream()
                    .anyMatch(t -> t.available() && t.role().equals("READ_WRITE"));
            List<String> keys = Subjects.unhealthy(ClusterPreconditions.unhealthy(
                            List.of(proxy),
                            look.seen().instances().keySet(),
                            look.cluster().writers())
                    .keySet());
            if (!ill.isEmpty()) {
                found.ask(
                        "proxy %s can't connect to %s; all its targets should be AVAILABLE"
                                .formatted(proxy.name(), String.join(", ", ill)),
                        "mend it first (AUTH_FAILURE: the secret or the database user): " + describe,
                        keys);
            } else if (!writer) {
                found.ask(
                        "proxy %s has 0 available READ_WRITE targets; it needs 1".formatted(proxy.name()),
                        "see what it is registered with: " + describe,
                        keys);
            }
        }
    }
}
