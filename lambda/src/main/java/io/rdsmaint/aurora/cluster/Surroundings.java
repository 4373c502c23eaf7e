package io.rdsmaint.aurora.cluster;

import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.cloudwatch.GuardAlarm;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.gateway.rds.Proxy;
import io.rdsmaint.gateway.rds.RdsEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is around a cluster: each part is read when it is first asked for and then kept, since most looks wait for an instance and
 * ask for none of it.
 */
public final class Surroundings {
    private final Lazy<List<CustomEndpoint>> customEndpoints;
    private final Lazy<List<Proxy>> proxies;
    private final Lazy<Map<String, Double>> lagMillis;
    private final Lazy<List<GuardAlarm>> alarms;
    private final Lazy<String> account;
    private final Lazy<List<RdsEvent>> troubles;

    public Surroundings(
            Supplier<List<CustomEndpoint>> customEndpoints,
            Supplier<List<Proxy>> proxies,
            Supplier<Map<String, Double>> lagMillis,
            Supplier<List<GuardAlarm>> alarms,
            Supplier<String> account,
            Supplier<List<RdsEvent>> troubles) {
        this.customEndpoints = new Lazy<>(customEndpoints);
        this.proxies = new Lazy<>(proxies);
        this.lagMillis = new Lazy<>(lagMillis);
        this.alarms = new Lazy<>(alarms);
        this.account = new Lazy<>(account);
        this.troubles = new Lazy<>(troubles);
    }

    List<CustomEndpoint> customEndpoints() {
        return customEndpoints.get();
    }

    List<Proxy> proxies() {
        return proxies.get();
    }

    Map<String, Double> lagMillis() {
        return lagMillis.get();
    }

    List<GuardAlarm> alarms() {
        return alarms.get();
    }

    String account() {
        return account.get();
    }

    List<RdsEvent> troubles() {
        return troubles.get();
    }
}
