package io.rdsmaint.simulator.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Tokens;
import io.rdsmaint.simulator.rules.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists alarms: metric alarms unless other types are asked for, all types on one page together. */
final class DescribeAlarms implements Rule {
    private static final String METRIC = "MetricAlarm";
    private static final String COMPOSITE = "CompositeAlarm";
    private static final int MOST = 100;
    private static final int USUAL = 50;

    @Override
    public String action() {
        return "DescribeAlarms";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("AlarmNames", "AlarmNamePrefix", "AlarmTypes", "StateValue", "MaxRecords", "NextToken");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<String> names = call.texts("AlarmNames");
        Optional<String> prefix = call.text("AlarmNamePrefix");
        Optional<String> state = call.text("StateValue");
        List<String> types = call.texts("AlarmTypes").isEmpty() ? List.of(METRIC) : call.texts("AlarmTypes");
        validate(names, prefix, state, types, call.integer("MaxRecords").orElse(USUAL));
        List<ObjectNode> alarms = site.alarms().values().stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .filter(each -> prefix.isEmpty() || each.name().startsWith(prefix.get()))
                .filter(each -> state.isEmpty() || each.state().equals(state.get()))
                .filter(each -> types.contains(each.watch() instanceof Alarm.AnyOf ? COMPOSITE : METRIC))
                .sorted(Comparator.comparing(Alarm::name))
                .map(each -> view(site, each))
                .toList();
        ObjectNode page =
                Tokens.page(call, "Alarms", alarms, call.integer("MaxRecords").isPresent() ? MOST : USUAL);
        ArrayNode metric = page.putArray("MetricAlarms");
        ArrayNode composite = page.putArray("CompositeAlarms");
        page.remove("Alarms").forEach(each -> (each.has("AlarmRule") ? composite : metric).add(each));
        return page;
    }

    private static void validate(
            List<String> names, Optional<String> prefix, Optional<String> state, List<String> types, int most) {
        if (names.size() > MOST) {
            throw invalid("AlarmNames may hold at most " + MOST + " names, not " + names.size());
        }
        if (!names.isEmpty() && prefix.isPresent()) {
            throw invalid("AlarmNames and AlarmNamePrefix exclude each other");
        }
        if (!Set.of(METRIC, COMPOSITE).containsAll(types)) {
            throw invalid("AlarmTypes may hold " + METRIC + " and " + COMPOSITE + ", not " + types);
        }
        if (state.filter(s -> !Set.of(Alarm.OK, Alarm.ALARM, Alarm.NO_DATA).contains(s))
                .isPresent()) {
            throw invalid("StateValue must be OK, ALARM or INSUFFICIENT_DATA, not " + state.get());
        }
        if (most < 1 || most > MOST) {
            throw invalid("MaxRecords must be 1 to " + MOST + ", not " + most);
        }
    }

    private static ApiError invalid(String message) {
        return new ApiError("ValidationError", 400, message);
    }

    private static ObjectNode view(AccountRegion site, Alarm alarm) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("AlarmName", alarm.name());
        view.put("AlarmArn", "arn:aws:cloudwatch:" + site.region() + ":" + site.account() + ":alarm:" + alarm.name());
        view.put("ActionsEnabled", true);
        view.put("StateValue", alarm.state());
        view.put("StateReason", alarm.reason());
        view.putPOJO("StateUpdatedTimestamp", alarm.since());
        view.putPOJO("StateTransitionedTimestamp", alarm.since());
        return switch (alarm.watch()) {
            case Alarm.AnyOf _ -> view.put("AlarmRule", alarm.rule());
            case Alarm.Metric metric -> {
                view.put("MetricName", metric.metric());
                view.put("Namespace", MetricQuery.NAMESPACE);
                view.put("Statistic", "Average");
                view.putArray("Dimensions")
                        .addObject()
                        .put("Name", "DBInstanceIdentifier")
                        .put("Value", metric.instance());
                view.put("Period", 60)
                        .put("EvaluationPeriods", metric.periods())
                        .put("DatapointsToAlarm", metric.periods())
                        .put("Threshold", metric.threshold());
                yield view.put("ComparisonOperator", "GreaterThanThreshold");
            }
        };
    }
}
