package io.rdsmaint.local;

import io.rdsmaint.local.lambda.DeployedFunction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Everything deployed on virtual time, for tests of the console's API. */
public final class ConsoleBench implements AutoCloseable {
    private final Bench bench = Bench.deployed(
            Path.of("../statemachine/rds-maint-machine.asl.json"), new DeployedFunction(), Deployed.QUICK);

    /** Where it is. */
    public URI uri() {
        return bench.local.uri();
    }

    /** Lets time pass until something is so. */
    public boolean until(BooleanSupplier so) {
        return bench.time.advanceUntil(so, Duration.ofDays(2));
    }

    /** Lets an amount of time pass. */
    public void pass(Duration time) {
        bench.time.advance(time);
    }

    /** How many questions were published, each with its task token. */
    public int questions() {
        return bench.published("InterventionRequired").size();
    }

    /** The token of the newest question. */
    public String token() {
        return bench.published("InterventionRequired")
                .getLast()
                .path("task_token")
                .asText();
    }

    /** Stops an execution by hand. */
    public void stop(String executionArn) {
        bench.sfn.stopExecution(r -> r.executionArn(executionArn).cause("by hand"));
    }

    /** How many calls the simulated RDS got. */
    public long rdsCalls() {
        return bench.local.simulator().calls().size();
    }

    @Override
    public void close() {
        bench.close();
    }
}
