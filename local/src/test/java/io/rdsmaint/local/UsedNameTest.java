package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.cli.ExitCode;
import io.rdsmaint.local.lambda.DeployedFunction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code start --execution-name} with a name that was used before: nobody is told that something was started when it was not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsedNameTest {
    private static final List<String> CHANGE =
            List.of("start", "instance_type_change", "demo-multi", "warm_up_seconds=0", "--yes");

    private final Deployed deployed = new Deployed(new DeployedFunction());

    @BeforeEach
    void world() {
        deployed.load(Deployed.QUICK);
    }

    @AfterAll
    void close() {
        deployed.close();
    }

    private Operator operator() {
        return new Operator(deployed.bench);
    }

    private static String[] change(String target, String... more) {
        return Stream.concat(
                        CHANGE.stream(), Stream.concat(Stream.of("target_instance_type=" + target), Stream.of(more)))
                .toArray(String[]::new);
    }

    private long changes() {
        return deployed.changes().stream()
                .filter(c -> c.action().equals("ModifyDBInstance"))
                .count();
    }

    @Test
    void theSameAgainAfterItsEndSaysHowItEndedAndStartsNothing() {
        Operator operator = operator();
        assertThat(operator.run(change("db.r6g.xlarge", "--execution-name", "same-1", "--watch")))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);
        String id = operator.started();
        long before = changes();

        assertThat(operator.run(change("db.r6g.xlarge", "--execution-name", "same-1", "--watch")))
                .isEqualTo(ExitCode.ENDED_BEFORE);

        assertThat(operator.out()).doesNotContain("Started", "Completed");
        assertThat(operator.err())
                .contains(
                        "execution same-1",
                        "has ended SUCCEEDED at",
                        "is complete",
                        "Nothing was started now",
                        "scripts/status " + id);
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void anotherInputUnderTheNameIsRefusedWithWhatDiffers() {
        Operator operator = operator();
        operator.run(change("db.r6g.xlarge", "--execution-name", "same-2", "--watch"));

        assertThat(operator.run(change("db.r6g.2xlarge", "--execution-name", "same-2", "--reason", "bigger")))
                .isEqualTo(ExitCode.REFUSED);

        assertThat(operator.out()).doesNotContain("Started");
        assertThat(operator.err())
                .contains(
                        "the name same-2 belongs to an execution with another input",
                        "params.params.target_instance_type: \"db.r6g.xlarge\" there, \"db.r6g.2xlarge\" here",
                        "params.reason: nothing there, \"bigger\" here",
                        "Nothing was started");
    }

    @Test
    void anExecutionThatFailedWithItsOwnInputSaysNothingAboutAnother() {
        deployed.bench.sfn.startExecution(
                r -> r.stateMachineArn(Local.MACHINE_ARN).name("same-3").input("{\"params\":{\"type\":\"none\"}}"));
        deployed.bench.end(Local.MACHINE_ARN.replace(":stateMachine:", ":execution:") + ":same-3");
        Operator operator = operator();

        assertThat(operator.run(change("db.r6g.xlarge", "--execution-name", "same-3")))
                .isEqualTo(ExitCode.REFUSED);

        assertThat(operator.err())
                .contains("another input", "params.type: \"none\" there, \"instance_type_change\" here")
                .doesNotContain("InvalidRequest");
    }

    @Test
    void theSameAgainWhileItRunsIsThatStart() {
        Operator operator = operator();
        operator.run(change("db.r6g.xlarge", "--execution-name", "same-4", "--pause-before", "failover", "--watch"));
        String id = operator.started();

        assertThat(operator.run(change("db.r6g.xlarge", "--execution-name", "same-4", "--pause-before", "failover")))
                .as(operator.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(operator.out()).contains("Runs already: " + id);
        assertThat(operator.run("respond", id, "abort", "--yes")).isEqualTo(ExitCode.DONE);
        operator.run("status", id, "--watch");
    }
}
