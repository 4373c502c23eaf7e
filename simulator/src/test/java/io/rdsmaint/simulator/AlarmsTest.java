package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

class AlarmsTest {
    private final Lab lab = new Lab(Scenarios.multiNode()
            .and(stage -> stage.alarm(Alarm.following("busy", "CPUUtilization", "demo-multi-2", 25))
                    .alarm(new Alarm("fixed", "CPUUtilization", "demo-multi-1", 90, Alarm.OK))
                    .alarm(Alarm.anyOf("any", "busy", "fixed"))));

    @Test
    void anAlarmFollowsTheLoadThatAFailoverBringsAndGoesQuietAgain() {
        lab.pass(Duration.ofMinutes(5));
        assertThat(metric("busy").stateValueAsString()).isEqualTo("OK");

        lab.failOver("demo-multi", "demo-multi-2");
        lab.pass(Duration.ofMinutes(6));
        assertThat(metric("busy").stateValueAsString()).isEqualTo("ALARM");
        assertThat(metric("busy").stateReason()).contains("25.0");
        assertThat(metric("busy").stateTransitionedTimestamp())
                .isBetween(lab.clock.instant().minus(Duration.ofMinutes(4)), lab.clock.instant());

        lab.failOver("demo-multi", "demo-multi-1");
        lab.pass(Duration.ofMinutes(6));
        assertThat(metric("busy").stateValueAsString()).isEqualTo("OK");
    }

    @Test
    void anAlarmOfAnInstanceThatReportsNothingHasInsufficientData() {
        lab.simulator.outsider().breakDown("demo-multi-2", "failed");
        lab.pass(Duration.ofMinutes(6));

        assertThat(metric("busy").stateValueAsString()).isEqualTo("INSUFFICIENT_DATA");
    }

    @Test
    void aCompositeAlarmRingsWithAnyOfItsOwnAndIsListedOnlyWhenItsTypeIsAskedFor() {
        lab.simulator.outsider().alarm("fixed", "ALARM");

        DescribeAlarmsResponse both = lab.metrics.describeAlarms(
                r -> r.alarmNames("any", "busy").alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));

        assertThat(both.compositeAlarms())
                .extracting(CompositeAlarm::alarmName, CompositeAlarm::stateValueAsString)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("any", "ALARM"));
        assertThat(both.metricAlarms()).extracting(MetricAlarm::alarmName).containsExactly("busy");
        assertThat(lab.metrics.describeAlarms(r -> r.alarmNames("any")).compositeAlarms())
                .isEmpty();
        assertThat(lab.metrics.describeAlarms(r -> r.stateValue("ALARM")).metricAlarms())
                .extracting(MetricAlarm::alarmName)
                .containsExactly("fixed");
    }

    @Test
    void alarmsOfAllTypesComeByPagesOfTheSizeAskedFor() {
        Lab many = new Lab(Scenarios.multiNode()
                .and(stage -> IntStream.range(0, 60)
                        .mapToObj(i -> "a" + i)
                        .forEach(name -> stage.alarm(new Alarm(name, "CPUUtilization", "demo-multi-1", 90, Alarm.OK))
                                .alarm(Alarm.anyOf("any-" + name, name)))));

        DescribeAlarmsResponse first = many.metrics.describeAlarms(
                r -> r.alarmTypesWithStrings("MetricAlarm", "CompositeAlarm").maxRecords(100));
        DescribeAlarmsResponse second =
                many.metrics.describeAlarms(r -> r.alarmTypesWithStrings("MetricAlarm", "CompositeAlarm")
                        .maxRecords(100)
                        .nextToken(first.nextToken()));

        assertThat(first.metricAlarms().size() + first.compositeAlarms().size()).isEqualTo(100);
        assertThat(second.metricAlarms().size() + second.compositeAlarms().size())
                .isEqualTo(20);
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void whatCloudWatchDoesNotTakeIsRefused() {
        List<String> many = IntStream.range(0, 101).mapToObj(i -> "a" + i).toList();

        assertThatThrownBy(() -> lab.metrics.describeAlarms(r -> r.alarmNames(many)))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("at most 100");
        assertThatThrownBy(() -> lab.metrics.describeAlarms(r -> r.stateValue("LOUD")))
                .hasMessageContaining("INSUFFICIENT_DATA");
        assertThatThrownBy(() -> lab.metrics.describeAlarms(r -> r.maxRecords(101)))
                .hasMessageContaining("MaxRecords");
    }

    private MetricAlarm metric(String name) {
        return lab.metrics
                .describeAlarms(r -> r.alarmNames(name))
                .metricAlarms()
                .getFirst();
    }
}
