package io.rdsmaint.gateway.rds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An RDS Proxy in front of a cluster. */
public record Proxy(String name, String arn, String status, List<Target> targets, List<ProxyEndpoint> endpoints) {

    public Proxy {
        targets = List.copyOf(targets);
        endpoints = List.copyOf(endpoints);
    }

    /**
     * What the proxy connects to.
     *
     * @param resource the instance's or, for a {@code TRACKED_CLUSTER}, the cluster's identifier
     * @param type {@code TRACKED_CLUSTER} or {@code RDS_INSTANCE}
     * @param role {@code READ_WRITE}, {@code READ_ONLY} or {@code UNKNOWN}
     * @param state {@code AVAILABLE}, {@code REGISTERING}, {@code UNAVAILABLE} or {@code UNUSED}
     * @param reason why it is unavailable, such as {@code AUTH_FAILURE}, or null
     */
    public record Target(
            String resource,
            String type,
            String role,
            String state,
            @Nullable String reason,
            @Nullable String trackedCluster) {

        /** True when it stands for one instance. */
        public boolean instance() {
            return type.equals("RDS_INSTANCE");
        }

        /** Its word in {@link Statuses#PROXY_TARGET}: the reason where there is one. */
        public String word() {
            return reason == null || reason.isEmpty() ? state : reason;
        }

        /** What its state means for whoever waits. */
        public Outlook outlook() {
            return available() ? Outlook.READY : Statuses.PROXY_TARGET.of(word());
        }

        /** True when the proxy can connect to it. */
        public boolean available() {
            return state.equals("AVAILABLE");
        }
    }

    /** An endpoint of the proxy; a read-only one never falls back to the writer. */
    public record ProxyEndpoint(String name, String status, boolean readOnly) {}

    /** True when clients read through an endpoint that fails when no reader is left. */
    public boolean hasReadOnlyEndpoint() {
        return endpoints.stream().anyMatch(ProxyEndpoint::readOnly);
    }

    /** The targets that stand for instances. */
    public List<Target> instances() {
        return targets.stream().filter(Target::instance).toList();
    }
}
