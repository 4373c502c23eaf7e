package io.rdsmaint.local.demo;

import io.rdsmaint.cli.Terminal;
import io.rdsmaint.local.Local;
import io.rdsmaint.local.clock.RealTime;
import io.rdsmaint.local.events.Event;
import io.rdsmaint.local.lambda.DeployedFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The demo in a browser: an operation is started, something goes wrong, and whoever opens the page is asked. Nothing passes while a
 * question is open, as in the terminal; the cause is mended with the answer.
 */
final class ConsoleDemo {
    /** The usual one of {@code scripts/local}. */
    private static final int PORT = 4566;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private ConsoleDemo() {}

    /** Runs until it is interrupted. */
    static boolean run(DemoOptions options, Terminal terminal) {
        RealTime clock = new RealTime(InstantSource.system(), options.speed());
        AtomicReference<Admin> admin = new AtomicReference<>();
        Local local = Local.builder()
                .port(PORT)
                .clock(clock)
                .scenario(options.scenario())
                .definition(Path.of("statemachine/rds-maint-machine.asl.json"))
                .function(new DeployedFunction())
                .listener(event -> heard(event, clock, admin.get()))
                .start();
        admin.set(new Admin(local.uri()));
        Stage stage = new Stage(local.uri(), "demo");
        Scene before = options.showcase().look(stage);
        String target = options.target().orElseGet(() -> options.showcase().usualTarget(before));
        options.fault()
                .body(options.showcase(), target)
                .ifPresent(fault -> admin.get().inject(fault));
        terminal.say("Planning an operation on " + before.name() + " …");
        Watched watched = stage.start(
                "",
                "{\"params\":{\"type\":\"" + options.showcase().type() + "\",\"" + before.field() + "\":\""
                        + before.name() + "\",\"params\":"
                        + options.showcase()
                                .parameters(target, options.scenario().name()) + "}}");
        // The page has it to show when it is opened.
        while (watched.running() && watched.operation().isEmpty()) {
            watched.news();
            terminal.pause(BETWEEN_LOOKS);
        }
        terminal.say("An operation works on " + before.name() + ", and something may go wrong. Open");
        terminal.say("");
        terminal.say("  " + local.console());
        terminal.say("");
        terminal.say("watch it there, and answer when it asks: the clock stands still until you do. Ctrl-C ends it.");
        forEver();
        return true;
    }

    private static void heard(Event event, RealTime clock, Admin admin) {
        switch (event.detailType()) {
            case "InterventionRequired" -> clock.standStill();
            case "InterventionAnswered" -> {
                // Another thread: the bus waits for its listeners, and the endpoint for the bus.
                Thread.ofVirtual().start(admin::clearFaults);
                clock.goOn();
            }
            default -> {
                // Nothing to do.
            }
        }
    }

    private static void forEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
