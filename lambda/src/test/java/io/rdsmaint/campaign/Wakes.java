package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.OpenWait;
import io.rdsmaint.gateway.rds.EndingEvents;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.model.Event;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.s3.ObjectStorage;
import io.rdsmaint.testkit.EventQueue;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.lambda.Deployment;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What ends waits early: events of the simulated RDS, of which some are late, some come twice, and some never. The tokens of the waits
 * are where the function looks for them.
 */
final class Wakes {
    /** The simulator, in which nothing runs by itself, is looked at this often. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final int MOST_DELAY = 45;
    private static final double LOST = 0.15;
    private static final double TWICE = 0.85;

    private final Simulator simulator;
    private final EventQueue queue;
    private final MemoryOperationStore memory;
    private final ObjectStorage objects;
    private final Random random;
    private final Consumer<ObjectNode> function;
    private int seen;

    /**
     * @param random of its own, so that nothing else changes by it
     * @param function is told of the events
     */
    Wakes(
            Simulator simulator,
            EventQueue queue,
            MemoryOperationStore memory,
            ObjectStorage objects,
            Random random,
            Consumer<ObjectNode> function) {
        this.simulator = simulator;
        this.queue = queue;
        this.memory = memory;
        this.objects = objects;
        this.random = random;
        this.function = function;
    }

    /** What the machine writes when it begins such a wait. */
    void written(String resource, OpenWait wait) {
        memory.openWait(resource, wait);
        ObjectNode body = JsonTrees.object()
                .put("token", wait.token())
                .put("execution_arn", wait.executionArn())
                .put("expires_at", wait.expiresAt().getEpochSecond());
        objects.handle(new SimulatorRequest(
                "PUT",
                "/" + Deployment.BUCKET + "/wake/" + resource + "/" + wait.operationId(),
                Map.of("Host", List.of("s3.us-east-1.amazonaws.com")),
                Body.of(body.toString())));
    }

    /** Publishes from now on, until nothing else is left to happen. */
    void begin(java.util.function.BooleanSupplier goesOn) {
        List<Event> all = simulator.world().site(World.ACCOUNT, World.REGION).events();
        all.subList(seen, all.size()).forEach(this::send);
        seen = all.size();
        if (goesOn.getAsBoolean()) {
            queue.after(LOOK, () -> begin(goesOn));
        }
    }

    private void send(Event event) {
        double luck = random.nextDouble();
        if (luck >= LOST && event.id().filter(EndingEvents.IDS::contains).isPresent()) {
            ObjectNode news = JsonTrees.object()
                    .put("detail-type", "RDS DB Instance Event")
                    .put("source", EndingEvents.SOURCE)
                    .put("account", World.ACCOUNT)
                    .put("region", World.REGION);
            news.putObject("detail")
                    .put("SourceIdentifier", event.source())
                    .put("EventID", event.id().get());
            queue.after(Duration.ofSeconds(1 + random.nextInt(MOST_DELAY)), () -> function.accept(news));
            if (luck > TWICE) {
                queue.after(Duration.ofSeconds(1 + random.nextInt(MOST_DELAY)), () -> function.accept(news));
            }
        }
    }
}
