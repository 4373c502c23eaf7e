package io.rdsmaint.function;

import static io.rdsmaint.function.ConsoleRequest.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Choice;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.ParameterField;
import io.rdsmaint.engine.Target;
import io.rdsmaint.http.HttpAnswer;
import io.rdsmaint.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people choose from, and how a target is now: read from AWS by the families. What was read a moment ago is told again with
 * its age, so that many eager readers make no more calls than one.
 */
final class ConsoleChoices {
    /** A person who looks again sooner sees what they saw; chosen. */
    static final Duration LOOK_KEPT = Duration.ofSeconds(10);

    /** What AWS offers changes seldom; chosen. */
    static final Duration LIST_KEPT = Duration.ofMinutes(1);

    private static final int MOST_KEPT = 100;

    private final Settings settings;
    private final Engine engine;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(Instant at, ObjectNode answer) {}

    ConsoleChoices(Settings settings, Engine engine) {
        this.settings = settings;
        this.engine = engine;
    }

    /** The types, each with the schema of its parameters. */
    HttpAnswer types(ConsoleRequest request) {
        request.onlyQuery();
        ObjectNode view = object();
        ArrayNode types = view.putArray("types");
        for (Family family : engine.catalogue().families()) {
            for (OperationType type : family.types()) {
                ObjectNode one = types.addObject()
                        .put("type", type.name())
                        .put("family", family.name())
                        .put("words", family.offers().words(type.name()));
                one.putObject("target")
                        .put("kind", family.target().kind())
                        .put("field", family.target().field())
                        .put("word", family.target().word());
                one.set("schema", schema(family.offers().fields(type.name())));
                family.options().stream().sorted().forEach(one.putArray("options")::add);
            }
        }
        return HttpAnswer.of(200, view);
    }

    /** As JSON Schema; a type that declares nothing takes any parameters, typed as JSON. */
    static ObjectNode schema(List<ParameterField> fields) {
        ObjectNode schema = object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (ParameterField field : fields) {
            ObjectNode property = properties.putObject(field.name()).put("description", field.words());
            switch (field.kind()) {
                case TEXT -> property.put("type", "string");
                case FLAG -> property.put("type", "boolean");
                case NUMBER ->
                    property.put("type", "integer")
                            .put("minimum", field.least())
                            .put("maximum", field.most());
                case TEXTS -> property.put("type", "array").putObject("items").put("type", "string");
            }
            if (!field.values().isEmpty()) {
                field.values().forEach(property.putArray("enum")::add);
            }
            if (!field.usual().isEmpty()) {
                property.put("x-usual", field.usual());
            }
            if (!field.list().isEmpty()) {
                property.put("x-list", field.list());
            }
            if (field.required()) {
                required.add(field.name());
            }
        }
        return schema.put("additionalProperties", fields.isEmpty());
    }

    /** What there is to work on. */
    HttpAnswer targets(ConsoleRequest request) {
        request.onlyQuery("region");
        Family family = family(request);
        String region = region(request.query("region").orElse(settings.region()));
        return kept(
                request, LIST_KEPT, "targets/" + family.name() + "/" + region, () -> choices(targets(family, region)));
    }

    /** What a family lists; where it lists nothing, what another one does that works on the same kind of target. */
    private List<Choice> targets(Family family, String region) {
        return Stream.concat(Stream.of(family), of(family.target().kind()))
                .map(one -> one.offers().targets(region))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private Stream<Family> of(String kind) {
        return engine.catalogue().families().stream()
                .filter(one -> one.target().kind().equals(kind));
    }

    /** What a parameter may be. */
    HttpAnswer values(ConsoleRequest request) {
        request.onlyQuery("region", "target");
        Family family = family(request);
        String region = region(request.query("region").orElse(settings.region()));
        String list = request.part("list");
        String name = request.query("target")
                .orElseThrow(() -> Problem.of(400, "InvalidRequest", "target is missing: whose " + list));
        Target.Asked target = target(family, region, name);
        return kept(
                request,
                LIST_KEPT,
                "list/" + family.name() + "/" + list + "/" + region + "/" + name,
                () -> choices(family.offers().values(list, target)));
    }

    /** How a target is now. */
    HttpAnswer look(ConsoleRequest request) {
        request.onlyQuery();
        String kind = request.part("kind");
        Family family = of(kind).findFirst()
                .orElseThrow(() -> Problem.of(404, "NotFound", "there are no targets of the kind '" + kind + "'"));
        String region = region(request.part("region"));
        Target.Asked target = target(family, region, request.part("name"));
        return kept(request, LOOK_KEPT, "now/" + kind + "/" + region + "/" + target.name(), () -> {
            ObjectNode view = object();
            for (Family one : of(kind).toList()) {
                ObjectNode there = one.offers().look(target);
                if (view.isEmpty() || !there.isEmpty()) {
                    view.put("family", one.name()).set("now_there", there);
                }
            }
            return view;
        });
    }

    private Family family(ConsoleRequest request) {
        String type = request.part("type");
        return engine.catalogue()
                .family(type)
                .orElseThrow(() -> Problem.of(
                        404,
                        "NotFound",
                        "there is no type '" + type + "'; there are "
                                + String.join(", ", engine.catalogue().typeNames())));
    }

    private String region(String region) {
        if (!settings.allowedRegions().contains(region)) {
            throw Problem.of(
                    400,
                    "InvalidRequest",
                    "region '" + region + "' is not allowed by this deployment; allowed: "
                            + String.join(", ", settings.allowedRegions()));
        }
        return region;
    }

    private static Target.Asked target(Family family, String region, String name) {
        if (!family.target().names().matcher(name).matches()) {
            throw Problem.of(
                    400,
                    "InvalidRequest",
                    "'" + name + "' is not " + family.target().namesInWords());
        }
        return new Target.Asked(family.target().kind(), name, region, null, null);
    }

    private static ObjectNode choices(List<Choice> choices) {
        ObjectNode view = object();
        ArrayNode all = view.putArray("choices");
        choices.forEach(one -> all.addObject().put("value", one.value()).put("words", one.words()));
        return view;
    }

    private HttpAnswer kept(ConsoleRequest request, Duration keep, String key, Supplier<ObjectNode> read) {
        Instant now = request.invocation().now();
        synchronized (kept) {
            @Nullable Kept there = kept.get(key);
            if (there == null || Duration.between(there.at(), now).compareTo(keep) >= 0) {
                there = new Kept(now, read.get());
                kept.put(key, there);
                if (kept.size() > MOST_KEPT) {
                    kept.remove(kept.keySet().iterator().next());
                }
            }
            ObjectNode view = there.answer().deepCopy();
            return HttpAnswer.of(200, view.put("seen_at", there.at().toString()).put("now", now.toString()));
        }
    }
}
