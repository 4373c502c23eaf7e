package io.rdsmaint.steps;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.rds.Outlook;
import io.rdsmaint.rds.Proxy;
import io.rdsmaint.steps.Objection.Ask;
import io.rdsmaint.steps.Objection.Lingering;
import io.rdsmaint.steps.Objection.NotYet;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How long a proxy that doesn't connect as it should is waited for: by what its targets' words mean. */
public final class ProxyHealth {
    private static final Duration TWO_LOOKS = Duration.ofMinutes(1);
    private static final Duration UNKNOWN = Duration.ofMinutes(15);
    private static final Duration AT_REST = Duration.ofMinutes(5);
    private static final Duration AFTER_A_CHANGE = Duration.ofMinutes(10);
    private static final long LATER = 15;

    private ProxyHealth() {}

    /** Before a change of roles: what passes should have passed soon. */
    static Objection atRest(Sighting seen, Map<String, String> unhealthy, Ask ask) {
        return new Lingering(
                new NotYet("proxies to be healthy (" + String.join("; ", unhealthy.values()) + ")", LATER),
                patience(seen, AT_REST),
                ask);
    }

    /** After a change of roles: proxies follow by themselves, but for what only a person mends. */
    static Optional<Objection> afterChange(Operation operation, Sighting seen) {
        Map<String, String> unhealthy = InstanceGuards.unaccepted(seen, operation);
        return unhealthy.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lingering(
                        new NotYet(
                                "proxies to know the new roles (" + String.join("; ", unhealthy.values()) + ")", LATER),
                        patience(seen, AFTER_A_CHANGE),
                        InstanceGuards.proxyAsk(operation.target(), seen, unhealthy)));
    }

    /**
     * The patience with proxies that are not healthy.
     *
     * @param usual with what passes
     */
    public static Duration patience(Sighting seen, Duration usual) {
        Set<Outlook> words = seen.proxies().stream()
                .flatMap(p -> p.instances().stream())
                .map(Proxy.Target::outlook)
                .collect(Collectors.toSet());
        return words.contains(Outlook.LASTS) ? TWO_LOOKS : words.contains(Outlook.UNKNOWN) ? UNKNOWN : usual;
    }
}
