package io.rdsmaint.gateway.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsGatewayTest {
    private final SimulatedWorld multi = new SimulatedWorld(Scenarios.multiNode()
            .and(s -> s.alter(
                    "demo-multi", c -> c.writes(1.0, 150).reads(0.8, 80).alter("demo-multi-2", i -> i.lagMillis(25)))));
    private final MetricsGateway metrics = multi.world().metrics();

    @Test
    void loadIsReadPerInstance() {
        InstanceLoad writer = Objects.requireNonNull(
                metrics.load(List.of("demo-multi-1", "demo-multi-2")).get("demo-multi-1"));
        InstanceLoad reader = Objects.requireNonNull(
                metrics.load(List.of("demo-multi-1", "demo-multi-2")).get("demo-multi-2"));

        assertThat(writer.cpuPercent()).isCloseTo(50, within(0.1));
        assertThat(writer.peakConnections()).isEqualTo(150);
        assertThat(writer.lagMillis()).isNull();
        assertThat(reader.cpuPercent()).isCloseTo(20, within(0.1));
        assertThat(reader.connections()).isEqualTo(40);
        assertThat(reader.lagMillis()).isEqualTo(25);
        assertThat(reader.cacheHitPercent()).isNotNull();
        assertThat(reader.freeMemoryBytes()).isGreaterThan(0);
        assertThat(reader.serverlessCapacity()).isNull();
    }

    @Test
    void whatCloudWatchHasNotGotIsUnknownAndNotZero() {
        assertThat(metrics.load(List.of("nobody"))).containsEntry("nobody", InstanceLoad.UNKNOWN);
        assertThat(metrics.replicaLagMillis(List.of("nobody"))).isEmpty();
        assertThat(metrics.uptime("nobody")).isEmpty();
    }

    @Test
    void lagAndUptimeAreRead() {
        assertThat(metrics.replicaLagMillis(List.of("demo-multi-1", "demo-multi-2", "demo-multi-3")))
                .containsEntry("demo-multi-2", 25.0)
                .containsKey("demo-multi-3")
                .doesNotContainKey("demo-multi-1");

        multi.world().rds().modifyInstanceClass(multi.intent(), "demo-multi-2", "db.r6g.xlarge");
        multi.pass(Duration.ofMinutes(10));

        assertThat(metrics.uptime("demo-multi-2"))
                .hasValueSatisfying(u -> assertThat(u.seconds()).isLessThan(600));
        assertThat(metrics.uptime("demo-multi-3"))
                .hasValueSatisfying(u -> assertThat(u.seconds()).isGreaterThan(86_400));
        assertThat(metrics.uptime("demo-multi-3"))
                .hasValueSatisfying(
                        u -> assertThat(u.at()).isBetween(multi.now().minusSeconds(240), multi.now()));
    }

    @Test
    void onlyAlarmsThatRingOnOurInstancesAreRead() {
        SimulatedWorld ringing = new SimulatedWorld(Scenarios.multiNode()
                .and(s -> IntStream.range(0, 150)
                        .mapToObj(i -> new Alarm(
                                "alarm-" + i, "CPUUtilization", i == 149 ? "demo-multi-2" : "other", 80, "ALARM"))
                        .forEach(s::alarm)));

        assertThat(ringing.world().metrics().alarms("demo-multi", List.of("demo-multi-1", "demo-multi-2")))
                .extracting(io.rdsmaint.gateway.cloudwatch.Alarm::name)
                .containsExactly("alarm-149");
    }

    @Test
    void minutesAreWholeOnesSinceAMomentAndWhatIsMissingIsNull() {
        multi.pass(Duration.ofMinutes(5).plusSeconds(20));
        Instant since = multi.now();
        multi.pass(Duration.ofMinutes(3));

        Map<String, List<MinuteLoad>> minutes =
                metrics.minutes(List.of("demo-multi-1", "demo-multi-2", "nobody"), since, multi.now());

        assertThat(minutes.get("demo-multi-2")).hasSize(3).allSatisfy(m -> {
            assertThat(m.at()).isAfter(since);
            assertThat(m.connections()).isEqualTo(40);
            assertThat(m.lagMillis()).isEqualTo(25);
        });
        assertThat(minutes.get("demo-multi-1"))
                .isNotEmpty()
                .allSatisfy(m -> assertThat(m.lagMillis()).isNull());
        assertThat(minutes.get("nobody")).isEmpty();
    }

    @Test
    void minutesAfterAFailoverAreThoseOfTheNewWritersLoad() {
        multi.world().rds().failover(multi.intent(), "demo-multi", "demo-multi-2");
        multi.pass(Duration.ofMinutes(3));
        Instant since = multi.now();
        multi.pass(Duration.ofMinutes(5));

        List<MinuteLoad> writer =
                metrics.minutes(List.of("demo-multi-2"), since, multi.now()).getOrDefault("demo-multi-2", List.of());

        assertThat(writer).isNotEmpty().allSatisfy(m -> {
            assertThat(m.cpuPercent()).isCloseTo(50, within(0.1));
            assertThat(m.connections()).isEqualTo(150);
            assertThat(m.lagMillis()).isNull();
        });
    }

    @Test
    void guardAlarmsAreReadByNameWhateverTheirType() {
        SimulatedWorld ringing = new SimulatedWorld(Scenarios.multiNode()
                .and(s -> s.alarm(new Alarm("cpu", "CPUUtilization", "demo-multi-1", 80, "ALARM"))
                        .alarm(Alarm.anyOf("any", "cpu"))));
        ringing.simulator().outsider().alarm("cpu", "ALARM");

        List<GuardAlarm> alarms = ringing.world().metrics().guardAlarms(List.of("nobody", "any", "cpu"));

        assertThat(alarms)
                .extracting(GuardAlarm::name, GuardAlarm::state, GuardAlarm::evaluation)
                .containsExactly(
                        tuple("nobody", GuardAlarm.State.GONE, null),
                        tuple("any", GuardAlarm.State.ALARM, null),
                        tuple("cpu", GuardAlarm.State.ALARM, Duration.ofMinutes(3)));
        assertThat(alarms.get(1).explained())
                .isEqualTo("any is in state ALARM since 2026-03-04 12:00:00 UTC (in ALARM: cpu)");
    }
}
