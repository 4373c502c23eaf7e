package io.rdsmaint.simulator.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.model.Site;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Tokens;
import io.rdsmaint.simulator.rules.Rule;
import java.util.List;
import java.util.Set;

/** Lists the metric alarms that the scenario has. */
final class DescribeAlarms implements Rule {

    @Override
    public String action() {
        return "DescribeAlarms";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("AlarmNames", "AlarmNamePrefix", "AlarmTypes", "StateValue", "MaxRecords", "NextToken");
    }

    @Override
    public ObjectNode answer(Call call, Site site) {
        List<String> names = call.texts("AlarmNames");
        List<ObjectNode> alarms = site.alarms().values().stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .filter(each -> call.text("AlarmNamePrefix")
                        .filter(prefix -> !each.name().startsWith(prefix))
                        .isEmpty())
                .filter(each -> call.text("StateValue")
                        .filter(state -> !each.state().equals(state))
                        .isEmpty())
                .map(each -> view(site, each))
                .toList();
        return Tokens.page(call, "MetricAlarms", alarms, 100);
    }

    private static ObjectNode view(Site site, Alarm alarm) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("AlarmName", alarm.name());
        view.put("AlarmArn", "arn:aws:cloudwatch:" + site.region() + ":" + site.account() + ":alarm:" + alarm.name());
        view.put("ActionsEnabled", true);
        view.put("StateValue", alarm.state());
        view.put("MetricName", alarm.metric());
        view.put("Namespace", MetricQuery.NAMESPACE);
        view.put("Statistic", "Average");
        view.putArray("Dimensions")
                .addObject()
                .put("Name", "DBInstanceIdentifier")
                .put("Value", alarm.instance());
        view.put("Period", 60).put("EvaluationPeriods", 3).put("Threshold", alarm.threshold());
        return view.put("ComparisonOperator", "GreaterThanThreshold");
    }
}
