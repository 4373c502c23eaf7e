package io.rdsmaint.simulator.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.time.Instant;
import java.util.Set;

/** Reads one metric. */
final class GetMetricStatistics implements Rule {

    @Override
    public String action() {
        return "GetMetricStatistics";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("Namespace", "MetricName", "Dimensions", "StartTime", "EndTime", "Period", "Statistics", "Unit");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Instant from = call.instant("StartTime").orElseThrow(() -> MetricQuery.missing("StartTime"));
        Instant to = call.instant("EndTime").orElseThrow(() -> MetricQuery.missing("EndTime"));
        int period = call.integer("Period").orElseThrow(() -> MetricQuery.missing("Period"));
        MetricQuery metric = MetricQuery.of(call.input(), period);
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("Label", metric.name());
        ArrayNode points = result.putArray("Datapoints");
        metric.points(site, from, to).forEach(point -> {
            ObjectNode view = points.addObject();
            view.putPOJO("Timestamp", point.at());
            call.texts("Statistics").forEach(stat -> view.put(stat, point.stat(stat)));
            view.put("Unit", metric.unit());
        });
        return result;
    }
}
