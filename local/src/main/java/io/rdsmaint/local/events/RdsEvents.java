package io.rdsmaint.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.clock.Scheduler;
import io.rdsmaint.local.endpoint.Account;
import io.rdsmaint.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Publishes what happens in the simulated RDS on the bus as AWS does: near real time, as best it can, so some events come late and
 * some never.
 */
public final class RdsEvents {
    /** How closely the simulator, in which nothing runs by itself, is looked at; chosen. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Simulator simulator;
    private final EventBus bus;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Delivery delivery;
    private int seen;

    /**
     * How events arrive.
     *
     * @param least seconds from what happens to the event
     * @param most seconds
     * @param lost of a hundred events how many never come
     */
    public record Delivery(int least, int most, int lost) {
        /** As mostly seen of AWS: within seconds, one in fifty never; chosen. */
        public static final Delivery USUAL = new Delivery(1, 6, 2);

        /** None comes. */
        public static final Delivery NONE = new Delivery(1, 1, 100);
    }

    public RdsEvents(
            Simulator simulator, EventBus bus, Scheduler scheduler, RandomGenerator random, Delivery delivery) {
        this.simulator = simulator;
        this.bus = bus;
        this.scheduler = scheduler;
        this.random = random;
        this.delivery = delivery;
    }

    /** From now on. */
    public void begin() {
        look();
        scheduler.after(LOOK, this::begin);
    }

    /** Another scenario begins without events. */
    private void look() {
        List<io.rdsmaint.simulator.model.Event> all =
                simulator.world().site(Account.ID, Account.REGION).events();
        all.subList(Math.min(seen, all.size()), all.size()).forEach(this::send);
        seen = all.size();
    }

    private void send(io.rdsmaint.simulator.model.Event event) {
        Duration delay = Duration.ofSeconds(random.nextInt(delivery.least(), delivery.most() + 1));
        if (event.id().isPresent() && random.nextInt(100) >= delivery.lost()) {
            scheduler.after(delay, () -> publish(event, event.id().get()));
        }
    }

    private void publish(io.rdsmaint.simulator.model.Event event, String id) {
        ObjectNode detail = Json.object();
        event.categories().forEach(detail.putArray("EventCategories")::add);
        detail.put("SourceType", event.sourceType().toUpperCase(Locale.ROOT).replace('-', '_'))
                .put("SourceArn", event.arn())
                .put("Date", event.at().toString())
                .put("Message", event.message())
                .put("SourceIdentifier", event.source())
                .put("EventID", id);
        bus.publish("aws.rds", detailType(event.sourceType()), List.of(event.arn()), detail);
    }

    private static String detailType(String sourceType) {
        return switch (sourceType) {
            case "db-instance" -> "RDS DB Instance Event";
            case "db-cluster" -> "RDS DB Cluster Event";
            case "db-cluster-snapshot" -> "RDS DB Cluster Snapshot Event";
            default -> "RDS Blue Green Deployment Event";
        };
    }
}
