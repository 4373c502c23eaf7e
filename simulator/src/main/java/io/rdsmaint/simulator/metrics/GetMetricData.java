package io.rdsmaint.simulator.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;

/** Reads metrics by several queries at once; metric maths is refused. */
final class GetMetricData implements Rule {

    @Override
    public String action() {
        return "GetMetricData";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "MetricDataQueries", "StartTime", "EndTime", "NextToken", "ScanBy", "MaxDatapoints", "LabelOptions");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Instant from = call.instant("StartTime").orElseThrow(() -> MetricQuery.missing("StartTime"));
        Instant to = call.instant("EndTime").orElseThrow(() -> MetricQuery.missing("EndTime"));
        boolean ascending =
                call.text("ScanBy").filter("TimestampAscending"::equals).isPresent();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode results = result.putArray("MetricDataResults");
        for (JsonNode query : call.list("MetricDataQueries")) {
            if (!query.path("Expression").asText().isEmpty()) {
                throw new ApiError(
                        "ValidationError",
                        400,
                        "Metric maths is not simulated: "
                                + query.path("Expression").asText());
            }
            JsonNode stat = query.path("MetricStat");
            MetricQuery metric =
                    MetricQuery.of(stat.path("Metric"), stat.path("Period").asInt(60));
            var points = new ArrayList<>(metric.points(site, from, to));
            if (!ascending) {
                Collections.reverse(points);
            }
            ObjectNode series = results.addObject();
            series.put("Id", query.path("Id").asText());
            series.put("Label", query.path("Label").asText(metric.name()));
            ArrayNode times = series.putArray("Timestamps");
            ArrayNode values = series.putArray("Values");
            points.forEach(point -> {
                times.addPOJO(point.at());
                values.add(point.stat(stat.path("Stat").asText("Average")));
            });
            series.put("StatusCode", "Complete");
        }
        return result;
    }
}
