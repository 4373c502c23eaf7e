package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.precondition.ClusterPreconditions;
import io.rdsmaint.aurora.precondition.ProxyHealth;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Situation;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Proxy;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.Grace;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * H59, H61. Goal: every proxy connects to the members of the new cluster, in their right roles, with at least one to write to. Proxies
 * follow by themselves; nothing is ever registered or deregistered here.
 */
public final class CheckProxies extends ParameterizedStep<CheckProxies.Params> {
    /** The word in plans. */
    public static final String ACTION = "check_proxies";

    record Params(List<String> proxies) {
        Params {
            proxies = List.copyOf(proxies);
        }

        static Params of(JsonNode json) {
            return new Params(new Fields(json).texts("proxies"));
        }

        ObjectNode json() {
            return Json.object().set("proxies", Json.texts(proxies));
        }
    }

    /** Proxies follow a switchover by themselves, as they do a failover; chosen. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Seconds between looks: clients wait. */
    private static final long RECHECK = 15;

    private static final String READ_WRITE = "READ_WRITE";

    /** Looks whether the proxies follow the cluster that is in production now. */
    public static PlannedStep planned(List<String> proxies) {
        return PlannedStep.of(
                (proxies.size() == 1 ? "Check proxy " : "Check proxies ") + String.join(", ", proxies),
                ACTION,
                new Params(proxies).json(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(30),
                List.of());
    }

    public CheckProxies(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    public Optional<Situation> hurting() {
        return Optional.of(new Situation("Clients that come by a proxy MAY HAVE NO DATABASE.", Situation.Urgency.NOW));
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        Target target = run.operation().target();
        List<String> names = planned.proxies();
        ObservedCluster seen = reader.look(run.operation());
        Optional<Violation> unclear = Roles.unclear(target, seen.cluster());
        if (unclear.isPresent()) {
            return evaluator.hindrance(run, List.of(unclear.get())).orElseThrow();
        }
        List<String> wrong = wrong(seen, names);
        if (wrong.isEmpty()) {
            return Outcome.done(Json.object().set("proxies", Json.texts(names)));
        }
        Violation objection = new Grace(
                new Retry("proxies to follow (" + String.join("; ", wrong) + ")", RECHECK),
                ProxyHealth.patience(seen, PATIENCE),
                new NeedsApproval(
                        ClusterQuestion.PROXY_NOT_FOLLOWING,
                        "PROXY_NOT_FOLLOWING",
                        Choices.PASS,
                        "A proxy does not connect to the new cluster as it should; its clients may have no database.",
                        String.join("; ", wrong),
                        names.stream()
                                .map(p -> Commands.aws(target, "describe-db-proxy-targets --db-proxy-name " + p))
                                .toList()));
        return evaluator
                .hindrance(run, List.of(objection))
                .orElseGet(() -> Outcome.done(Json.object().set("accepted", Json.texts(wrong))));
    }

    /** What is not as it should be with these proxies, as {@code proxy: why}. */
    static List<String> wrong(ObservedCluster seen, List<String> names) {
        List<String> wrong = new ArrayList<>();
        for (String name : names) {
            Optional<Proxy> proxy =
                    seen.proxies().stream().filter(p -> p.name().equals(name)).findFirst();
            if (proxy.isEmpty()) {
                wrong.add(name + " does not have the cluster as its target");
            } else if (proxy.get().instances().stream().noneMatch(t -> writes(seen, t))) {
                wrong.add(name + " has no available target to write to");
            }
        }
        ClusterPreconditions.unhealthy(seen).values().stream()
                .filter(u -> names.stream().anyMatch(n -> u.startsWith(n + "/")))
                .forEach(wrong::add);
        return wrong;
    }

    private static boolean writes(ObservedCluster seen, Proxy.Target target) {
        return target.available() && target.role().equals(READ_WRITE) && seen.writes(target.resource());
    }
}
