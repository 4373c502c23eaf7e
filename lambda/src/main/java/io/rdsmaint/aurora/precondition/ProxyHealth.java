package io.rdsmaint.aurora.precondition;

import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.gateway.rds.Proxy;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Grace;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How long a proxy that doesn't connect as it should is waited for: by what its targets' words mean. */
public final class ProxyHealth {
    /** Of what doesn't pass: one look may catch it in passing; chosen. */
    private static final Duration TWO_LOOKS = Duration.ofMinutes(1);

    /** Of words that nobody knows: what passes has passed by then; chosen. */
    private static final Duration UNKNOWN = Duration.ofMinutes(15);

    /** Nothing changed that a proxy would have to follow; chosen. */
    private static final Duration AT_REST = Duration.ofMinutes(5);

    /** Proxies look for new roles by themselves; chosen. */
    private static final Duration AFTER_A_CHANGE = Duration.ofMinutes(10);

    /** Seconds between looks: clients wait. */
    private static final long LATER = 15;

    private ProxyHealth() {}

    /** Before a change of roles: what passes should have passed soon. */
    public static Violation atRest(ObservedCluster seen, Map<String, String> unhealthy, NeedsApproval ask) {
        return new Grace(
                new Retry("proxies to be healthy (" + String.join("; ", unhealthy.values()) + ")", LATER),
                patience(seen, AT_REST),
                ask);
    }

    /** After a change of roles: proxies follow by themselves, but for what only a person mends. */
    public static Optional<Violation> afterChange(Operation operation, ObservedCluster seen) {
        Map<String, String> unhealthy = InstancePreconditions.unaccepted(seen, operation);
        return unhealthy.isEmpty()
                ? Optional.empty()
                : Optional.of(new Grace(
                        new Retry(
                                "proxies to know the new roles (" + String.join("; ", unhealthy.values()) + ")", LATER),
                        patience(seen, AFTER_A_CHANGE),
                        InstancePreconditions.proxyAsk(operation.target(), seen, unhealthy)));
    }

    /**
     * The patience with proxies that are not healthy.
     *
     * @param usual with what passes
     */
    public static Duration patience(ObservedCluster seen, Duration usual) {
        Set<Outlook> words = seen.proxies().stream()
                .flatMap(p -> p.instances().stream())
                .map(Proxy.Target::outlook)
                .collect(Collectors.toSet());
        return words.contains(Outlook.LASTS) ? TWO_LOOKS : words.contains(Outlook.UNKNOWN) ? UNKNOWN : usual;
    }
}
