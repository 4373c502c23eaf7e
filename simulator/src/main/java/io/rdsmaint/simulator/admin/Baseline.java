package io.rdsmaint.simulator.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** How a scenario began: what an infrastructure-as-code file would say of it. */
public final class Baseline {

    private final Map<String, Map<String, String>> instances;

    /** Remembers the world as it is now. */
    public Baseline(World world) {
        this.instances = look(world);
    }

    /** Every field of an instance that is no longer as it was; an instance that came or went has none on one side. */
    public ArrayNode drift(World world) {
        ArrayNode drift = JsonNodeFactory.instance.arrayNode();
        Map<String, Map<String, String>> present = look(world);
        var resources = new TreeSet<>(instances.keySet());
        resources.addAll(present.keySet());
        for (String resource : resources) {
            Map<String, String> before = instances.getOrDefault(resource, Map.of());
            Map<String, String> after = present.getOrDefault(resource, Map.of());
            var fields = new TreeSet<>(before.keySet());
            fields.addAll(after.keySet());
            fields.stream()
                    .filter(field -> !before.getOrDefault(field, "").equals(after.getOrDefault(field, "")))
                    .forEach(field -> drift.addObject()
                            .put("instance", before.getOrDefault("id", after.getOrDefault("id", "")))
                            .put("field", field)
                            .put("was", before.getOrDefault(field, ""))
                            .put("is", after.getOrDefault(field, "")));
        }
        return drift;
    }

    private static Map<String, Map<String, String>> look(World world) {
        var all = new LinkedHashMap<String, Map<String, String>>();
        world.sites().forEach(site -> site.instances().forEach(each -> all.put(each.resourceId(), fields(each))));
        return all;
    }

    private static Map<String, String> fields(Instance instance) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", instance.id());
        fields.put("class", instance.instanceClass().name());
        fields.put("zone", instance.zone());
        fields.put("tier", Integer.toString(instance.promotionTier()));
        fields.put("parameter_group", instance.parameterGroup());
        fields.put("engine_version", instance.engineVersion());
        fields.put("tags", instance.tags().toString());
        instance.settings()
                .properties()
                .forEach(each -> fields.put(each.getKey(), each.getValue().asText()));
        return fields;
    }
}
