package io.rdsmaint.aurora.watch;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.engine.Situation;
import io.rdsmaint.gateway.cloudwatch.GuardAlarm;
import io.rdsmaint.kit.Acceptances;
import java.util.List;
import java.util.stream.Stream;

/** What preflight finds about the alarms that are to guard an operation. */
final class AlarmFindings {
    /** What an alarm says of clients. */
    static final Situation SERVED_WORSE =
            new Situation("Clients may be served worse than before.", Situation.Urgency.SOON);

    private AlarmFindings() {}

    static List<Finding> of(List<GuardAlarm> alarms, String region) {
        return alarms.stream().flatMap(alarm -> of(alarm, region)).toList();
    }

    private static Stream<Finding> of(GuardAlarm alarm, String region) {
        String list = "aws cloudwatch describe-alarms --region " + region
                + " --alarm-types MetricAlarm CompositeAlarm --query '[MetricAlarms,CompositeAlarms][].AlarmName'";
        String reason = alarm.reason().isEmpty() ? "" : "CloudWatch says: " + alarm.reason() + " ";
        return switch (alarm.state()) {
            case OK -> Stream.empty();
            case GONE ->
                Stream.of(finding(
                        Severity.REFUSE,
                        alarm,
                        "name one that there is in the cluster's account and region, capitals count: " + list));
            case ALARM ->
                Stream.of(finding(
                        Severity.ASK,
                        alarm,
                        reason + "Wait until it is quiet; or accept it, and be asked again only when it rings anew"));
            case INSUFFICIENT_DATA ->
                Stream.of(finding(
                        Severity.WARN,
                        alarm,
                        reason + "It guards nothing while it has no data: look whether its metric is still reported"));
        };
    }

    private static Finding finding(Severity severity, GuardAlarm alarm, String wayOut) {
        return new Finding(Acceptances.ALARMS, severity, alarm.words(), wayOut);
    }
}
