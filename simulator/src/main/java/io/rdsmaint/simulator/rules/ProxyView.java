package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Proxies, their endpoints and targets as the describes show them. */
final class ProxyView {

    private static final Duration REGISTERING = Duration.ofSeconds(15);

    private ProxyView() {}

    static List<Proxy> named(Call call, AccountRegion site) {
        return call.text("DBProxyName")
                .map(name -> List.of(find(site, name)))
                .orElseGet(() -> List.copyOf(site.proxies().values()));
    }

    static Proxy find(AccountRegion site, String name) {
        Proxy found = site.proxies().get(name);
        if (found == null) {
            throw new ApiError("DBProxyNotFoundFault", 404, "DB proxy " + name + " not found.");
        }
        return found;
    }

    /** Refuses a target group other than the one that every proxy has. */
    static void defaultGroup(Call call) {
        call.text("TargetGroupName").filter(each -> !each.equals("default")).ifPresent(each -> {
            throw new ApiError("DBProxyTargetGroupNotFoundFault", 404, "Target group " + each + " not found.");
        });
    }

    static ObjectNode of(Proxy proxy) {
        AccountRegion site = proxy.cluster().site();
        ObjectNode view = Answers.object();
        view.put("DBProxyName", proxy.name());
        view.put("DBProxyArn", site.arn("db-proxy", "prx-" + proxy.name()));
        view.put("Status", "available");
        view.put("EngineFamily", proxy.cluster().version().postgres() ? "POSTGRESQL" : "MYSQL");
        view.put("VpcId", SubnetGroupView.VPC);
        view.put("Endpoint", proxy.name() + ".proxy-" + ClusterView.domain(site));
        view.put("RequireTLS", true);
        view.put("IdleClientTimeout", 1_800);
        view.put("DebugLogging", false);
        view.putPOJO("CreatedDate", proxy.cluster().createdAt());
        return view;
    }

    static List<ObjectNode> endpoints(Proxy proxy) {
        var views = new ArrayList<ObjectNode>();
        views.add(endpoint(proxy, proxy.name(), "READ_WRITE", true));
        if (proxy.readOnlyEndpoint()) {
            views.add(endpoint(proxy, proxy.name() + "-read-only", "READ_ONLY", false));
        }
        return views;
    }

    private static ObjectNode endpoint(Proxy proxy, String name, String role, boolean standard) {
        AccountRegion site = proxy.cluster().site();
        return Answers.object()
                .put("DBProxyEndpointName", name)
                .put("DBProxyEndpointArn", site.arn("db-proxy-endpoint", "prx-endpoint-" + name))
                .put("DBProxyName", proxy.name())
                .put("Status", "available")
                .put("Endpoint", name + ".endpoint.proxy-" + ClusterView.domain(site))
                .put("TargetRole", role)
                .put("IsDefault", standard);
    }

    static ObjectNode targetGroup(Proxy proxy) {
        return Answers.object()
                .put("DBProxyName", proxy.name())
                .put("TargetGroupName", "default")
                .put("TargetGroupArn", proxy.cluster().site().arn("target-group", "prx-tg-" + proxy.name()))
                .put("IsDefault", true)
                .put("Status", "available");
    }

    static List<ObjectNode> targets(Proxy proxy) {
        var views = new ArrayList<ObjectNode>();
        if (!proxy.registered()) {
            return views;
        }
        views.add(Answers.object()
                .put("TrackedClusterId", proxy.cluster().id())
                .put("RdsResourceId", proxy.cluster().id())
                .put("Port", proxy.cluster().version().port())
                .put("Type", "TRACKED_CLUSTER"));
        proxy.cluster().instances().stream().filter(Instance::member).forEach(each -> views.add(target(proxy, each)));
        return views;
    }

    private static ObjectNode target(Proxy proxy, Instance instance) {
        ObjectNode view = Answers.object();
        Proxy.Ailment health = health(proxy, instance);
        view.put(
                "Endpoint",
                instance.id() + "." + ClusterView.domain(proxy.cluster().site()));
        view.put("RdsResourceId", instance.id());
        view.put("Port", proxy.cluster().version().port());
        view.put("Type", "RDS_INSTANCE");
        view.put(
                "Role",
                !health.state().equals("AVAILABLE") ? "UNKNOWN" : instance.writer() ? "READ_WRITE" : "READ_ONLY");
        ObjectNode target = view.putObject("TargetHealth").put("State", health.state());
        if (!health.reason().isEmpty()) {
            target.put("Reason", health.reason()).put("Description", health.description());
        }
        return view;
    }

    private static Proxy.Ailment health(Proxy proxy, Instance instance) {
        if (!instance.engine().serving()) {
            return new Proxy.Ailment("UNAVAILABLE", "UNREACHABLE", "Cannot connect to " + instance.id());
        }
        return proxy.ailment(instance).orElseGet(() -> {
            Duration up = Duration.between(
                    instance.engine().startedAt(),
                    proxy.cluster().site().world().now());
            return new Proxy.Ailment(up.compareTo(REGISTERING) < 0 ? "REGISTERING" : "AVAILABLE", "", "");
        });
    }
}
