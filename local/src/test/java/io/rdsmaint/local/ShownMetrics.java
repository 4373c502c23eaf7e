package io.rdsmaint.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the deployed dashboard and alarms look at, from the template that is checked in. */
final class ShownMetrics {
    private static final Pattern SEARCH =
            Pattern.compile("SEARCH\\('\\{\"([\\w-]+)\",(\\w+),(\\w+)} MetricName=\"(\\w+)\"', '(\\w+)', \\d+\\)");

    private final JsonNode resources;

    /**
     * A metric that is looked at.
     *
     * @param dimensions name=value; of a search the names alone
     */
    record Shown(String namespace, String name, List<String> dimensions) {}

    ShownMetrics() throws IOException {
        String text = Files.readString(Path.of("../infra/template/rds-maint-machine.template.json"));
        resources = Bench.json(text).path("Resources");
    }

    /** On the dashboard. */
    List<Shown> onTheDashboard() {
        return widgets()
                .filter(widget -> widget.path("type").asText().equals("metric"))
                .flatMap(widget -> widget.at("/properties/metrics").valueStream())
                .map(ShownMetrics::shown)
                .toList();
    }

    /** By the alarms. */
    List<Shown> byAlarms() {
        return alarms().map(alarm -> new Shown(
                        alarm.path("Namespace").asText(),
                        alarm.path("MetricName").asText(),
                        alarm.path("Dimensions")
                                .valueStream()
                                .map(d -> d.path("Name").asText() + "=" + flat(d.path("Value")))
                                .toList()))
                .toList();
    }

    /** How many alarms the dashboard shows, and how many there are. */
    List<Integer> alarmsShownAndThere() {
        int shown = widgets()
                .filter(widget -> widget.path("type").asText().equals("alarm"))
                .mapToInt(widget -> widget.at("/properties/alarms").size())
                .sum();
        return List.of(shown, (int) alarms().count());
    }

    private Stream<JsonNode> alarms() {
        return resources
                .valueStream()
                .filter(r -> r.path("Type").asText().equals("AWS::CloudWatch::Alarm"))
                .map(r -> r.path("Properties"));
    }

    private Stream<JsonNode> widgets() {
        String body = flat(resources.at("/Dashboard/Properties/DashboardBody"));
        return Bench.json(body).path("widgets").valueStream();
    }

    private static Shown shown(JsonNode metric) {
        JsonNode expression = metric.path(0).path("expression");
        if (expression.isTextual()) {
            Matcher search = SEARCH.matcher(expression.asText());
            if (!search.matches()) {
                throw new AssertionError("not a search as expected: " + expression);
            }
            return new Shown(search.group(1), search.group(4), List.of(search.group(2), search.group(3)));
        }
        List<String> texts = metric.valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
        return new Shown(
                texts.get(0),
                texts.get(1),
                Stream.iterate(2, i -> i + 1 < texts.size(), i -> i + 2)
                        .map(i -> texts.get(i) + "=" + texts.get(i + 1))
                        .toList());
    }

    /** A text with CloudFormation's functions as placeholders. */
    private static String flat(JsonNode node) {
        if (node.has("Fn::Join")) {
            return node.at("/Fn::Join/1").valueStream().map(ShownMetrics::flat).collect(Collectors.joining());
        }
        if (node.has("Fn::GetAtt")) {
            return "${" + node.at("/Fn::GetAtt/0").asText() + "."
                    + node.at("/Fn::GetAtt/1").asText() + "}";
        }
        return node.has("Ref") ? "${" + node.path("Ref").asText() + "}" : node.asText();
    }
}
