package io.rdsmaint.steps.bluegreen;

import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Proxy;
import io.rdsmaint.steps.Careful;
import io.rdsmaint.steps.Commands;
import io.rdsmaint.steps.Guards;
import io.rdsmaint.steps.Json;
import io.rdsmaint.steps.Objection;
import io.rdsmaint.steps.Objection.Ask;
import io.rdsmaint.steps.Objection.Lingering;
import io.rdsmaint.steps.Objection.NotYet;
import io.rdsmaint.steps.Observer;
import io.rdsmaint.steps.ProxyHealth;
import io.rdsmaint.steps.Roles;
import io.rdsmaint.steps.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * H59, H61. Goal: every proxy connects to the members of the new cluster, in their right roles, with at least one to write to. Proxies
 * follow by themselves; nothing is ever registered or deregistered here.
 */
public final class CheckProxies implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "check_proxies";

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long RECHECK = 15;
    private static final String READ_WRITE = "READ_WRITE";

    private final Observer observer;
    private final Careful careful;

    public CheckProxies(Observer observer, Careful careful) {
        this.observer = observer;
        this.careful = careful;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.operation().target();
        List<String> names = Json.texts(run.parameters().path("proxies"));
        Sighting seen = observer.look(run.operation());
        Optional<Objection> unclear = Roles.unclear(target, seen.cluster());
        if (unclear.isPresent()) {
            return careful.hindrance(run, List.of(unclear.get())).orElseThrow();
        }
        List<String> wrong = wrong(seen, names);
        if (wrong.isEmpty()) {
            return Outcome.done(Json.object().set("proxies", Json.texts(names)));
        }
        Objection objection = new Lingering(
                new NotYet("proxies to follow (" + String.join("; ", wrong) + ")", RECHECK),
                ProxyHealth.patience(seen, PATIENCE),
                new Ask(
                        "PROXY_NOT_FOLLOWING",
                        false,
                        true,
                        "A proxy does not connect to the new cluster as it should; its clients may have no database.",
                        String.join("; ", wrong),
                        names.stream()
                                .map(p -> Commands.aws(target, "describe-db-proxy-targets --db-proxy-name " + p))
                                .toList()));
        return careful.hindrance(run, List.of(objection))
                .orElseGet(() -> Outcome.done(Json.object().set("accepted", Json.texts(wrong))));
    }

    /** What is not as it should be with these proxies, as {@code proxy: why}. */
    static List<String> wrong(Sighting seen, List<String> names) {
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
        Guards.unhealthy(seen).values().stream()
                .filter(u -> names.stream().anyMatch(n -> u.startsWith(n + "/")))
                .forEach(wrong::add);
        return wrong;
    }

    private static boolean writes(Sighting seen, Proxy.Target target) {
        return target.available() && target.role().equals(READ_WRITE) && seen.writes(target.resource());
    }
}
