package io.rdsmaint.simulator.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.util.Locale;

/** The model as it truly is, whatever describes show. */
public final class StateView {

    private StateView() {}

    /** Everything that exists, with the ledger. */
    public static ObjectNode of(World world, String scenario) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("scenario", scenario);
        view.put("now", world.now().toString());
        ArrayNode clusters = view.putArray("clusters");
        world.sites().forEach(site -> site.clusters().forEach(each -> cluster(clusters.addObject(), each)));
        ArrayNode deployments = view.putArray("blue_green_deployments");
        world.sites()
                .forEach(site -> site.blueGreenDeployments()
                        .values()
                        .forEach(each -> deployment(deployments.addObject(), each)));
        view.set("ledger", LedgerView.of(world.ledger(), world.now()));
        return view;
    }

    private static void deployment(ObjectNode view, BlueGreenDeployment deployment) {
        view.put("id", deployment.id());
        view.put("name", deployment.name());
        view.put("source", deployment.sourceArn());
        view.put("target", deployment.targetArn());
        view.put("status", deployment.status());
        view.put("status_details", deployment.statusDetails());
        view.put("lag_seconds", deployment.lagSeconds());
        ObjectNode tasks = view.putObject("tasks");
        deployment.tasks().forEach(tasks::put);
    }

    private static void cluster(ObjectNode view, Cluster cluster) {
        view.put("id", cluster.id());
        view.put("account", cluster.site().account());
        view.put("region", cluster.site().region());
        view.put("engine", cluster.engine());
        view.put("engine_version", cluster.engineVersion());
        view.put("resource_id", cluster.resourceId());
        view.put("standing", cluster.standing().name().toLowerCase(Locale.ROOT));
        view.put("status", cluster.status());
        view.put("busy", cluster.busy() || cluster.modifying());
        view.put("storage_type", cluster.storageType());
        view.set("pending", cluster.pending().deepCopy());
        view.put("writer", cluster.writer().map(Instance::id).orElse(""));
        ArrayNode members = view.putArray("instances");
        cluster.instances().forEach(each -> instance(members.addObject(), each));
        ArrayNode extra = view.putArray("extra_instances");
        cluster.instances().stream()
                .filter(each -> cluster.live() && !each.established())
                .forEach(each -> extra.add(each.id()));
        surroundings(view, cluster);
    }

    private static void surroundings(ObjectNode view, Cluster cluster) {
        ArrayNode endpoints = view.putArray("custom_endpoints");
        cluster.site().customEndpoints().values().stream()
                .filter(each -> each.cluster() == cluster)
                .forEach(each -> endpoints
                        .addObject()
                        .put("id", each.id())
                        .put("type", each.type())
                        .put("static", String.join(",", each.staticMembers()))
                        .put("excluded", String.join(",", each.excludedMembers())));
        ArrayNode scaling = view.putArray("scaling");
        cluster.site().scalingTargets().values().stream()
                .filter(each -> each.cluster() == cluster)
                .forEach(each -> scaling.addObject()
                        .put("min", each.least())
                        .put("max", each.most())
                        .put("in_suspended", each.inSuspended())
                        .put("out_suspended", each.outSuspended())
                        .put("scheduled_suspended", each.scheduledSuspended()));
    }

    private static void instance(ObjectNode view, Instance instance) {
        view.put("id", instance.id());
        view.put("resource_id", instance.resourceId());
        view.put("class", instance.instanceClass().name());
        view.put("zone", instance.zone());
        view.put("tier", instance.promotionTier());
        view.put("status", instance.status());
        view.put("busy", instance.busy());
        view.put("writer", instance.writer());
        view.put("serving", instance.engine().serving());
        view.put("member", instance.member());
        view.put("original", instance.original());
        view.put("autoscaled", instance.autoscaled());
        view.put("parameter_group", instance.parameterGroup());
        view.put("parameter_status", instance.parameterStatus());
        view.put("cluster_parameter_status", instance.clusterParameterStatus());
        view.set("pending", instance.pending().deepCopy());
        ObjectNode tags = view.putObject("tags");
        instance.tags().forEach(tags::put);
    }
}
