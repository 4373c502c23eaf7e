package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.model.MetricHistory;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Keeps the states of the alarms: those that follow a metric ring when it was above the threshold in each of the last
 * periods and are quiet again after one that was not; a composite alarm rings while any of its alarms does.
 */
public final class Alarms {
    private static final Set<String> STATES = Set.of(Alarm.OK, Alarm.ALARM, Alarm.NO_DATA);

    private final World world;

    public Alarms(World world) {
        this.world = world;
    }

    /** Judges all of them; to be called when the metrics have been read. */
    void minute() {
        world.sites().forEach(site -> {
            for (Alarm alarm : List.copyOf(site.alarms().values())) {
                if (alarm.watch() instanceof Alarm.Metric metric && metric.followed()) {
                    follow(site, alarm, metric);
                }
            }
            compose(site);
        });
    }

    /** Sets a state, and with it those of the composite alarms. */
    public void set(String name, String state) {
        if (!STATES.contains(state)) {
            throw new IllegalArgumentException("state must be one of " + STATES);
        }
        AccountRegion site = world.sites().stream()
                .filter(s -> s.alarms().containsKey(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no alarm " + name));
        site.alarms().computeIfPresent(name, (_, alarm) -> alarm.turned(state, "set by somebody", world.now()));
        compose(site);
    }

    private void follow(AccountRegion site, Alarm alarm, Alarm.Metric metric) {
        List<Double> readings = readings(site, metric);
        if (readings.isEmpty()) {
            turn(site, alarm, Alarm.NO_DATA, "Insufficient Data: no datapoints were received");
            return;
        }
        boolean crossed = readings.size() == metric.periods()
                && readings.stream().allMatch(reading -> reading > metric.threshold());
        turn(
                site,
                alarm,
                crossed ? Alarm.ALARM : Alarm.OK,
                "Threshold Crossed: %d datapoints %s were %s than the threshold (%s)."
                        .formatted(
                                readings.size(),
                                readings,
                                crossed ? "greater" : "not all greater",
                                metric.threshold()));
    }

    private List<Double> readings(AccountRegion site, Alarm.Metric metric) {
        Instant until = world.now().plusSeconds(1);
        Instant from = world.now().minus(Duration.ofMinutes(metric.periods() - 1L));
        return site.instance(metric.instance()).stream()
                .flatMap(instance ->
                        instance.history().readings(metric.metric(), from, until, instance.original()).stream())
                .map(MetricHistory.Reading::value)
                .toList();
    }

    private void compose(AccountRegion site) {
        for (Alarm alarm : List.copyOf(site.alarms().values())) {
            if (alarm.watch() instanceof Alarm.AnyOf any) {
                List<String> on = any.alarms().stream()
                        .filter(name -> site.alarms().containsKey(name)
                                && site.alarms().get(name).state().equals(Alarm.ALARM))
                        .toList();
                turn(
                        site,
                        alarm,
                        on.isEmpty() ? Alarm.OK : Alarm.ALARM,
                        on.isEmpty() ? "no child alarm is in ALARM" : "in ALARM: " + String.join(", ", on));
            }
        }
    }

    private void turn(AccountRegion site, Alarm alarm, String state, String reason) {
        site.alarms().put(alarm.name(), alarm.turned(state, reason, world.now()));
    }
}
