package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.policy.Authorization;
import io.rdsmaint.local.policy.Policy;
import io.rdsmaint.local.policy.Recorder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Everything deployed on virtual time, for tests of the console's API. */
public final class ConsoleBench implements AutoCloseable {
    private final Recorder recorder = new Recorder();
    private final Bench bench;

    /** Everything deployed, with these families or, where none is named, with all. */
    public ConsoleBench(String... families) {
        bench = Bench.deployed(
                Path.of("../statemachine/rds-maint-machine.asl.json"),
                new DeployedFunction(List.of(recorder), List.of(families)),
                Deployed.QUICK);
        recorder.watch(bench.local.simulator()::world);
    }

    /** What IAM was asked so far. */
    public Set<Authorization> asked() {
        assertThat(recorder.unknown()).isEmpty();
        return recorder.recorded().keySet();
    }

    /** Checked-in policies of the function's role as this deployment has them. */
    public static Policy policy(String... files) {
        return PolicyTest.policy(files);
    }

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
