package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.cli.ExitCode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.policy.Authorization;
import io.rdsmaint.local.policy.Policy;
import io.rdsmaint.local.policy.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The operators' policy is what the commands call and what the documentation shows to operators, and no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorPolicyTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND =
            Pattern.compile("^ {4}aws (stepfunctions|lambda|rds) ([a-z-]+)", Pattern.MULTILINE);

    /** Mending what an operation stopped for needs rights of one's own. */
    private static final Pattern CHANGES_DATABASES = Pattern.compile("rds:(?!Describe).*");

    private final Recorder recorder = new Recorder();
    private final Policy policy = PolicyTest.policy("operator-policy.json");

    @BeforeAll
    void useEveryCommand() {
        try (Deployed deployed = new Deployed(new DeployedFunction())) {
            deployed.load(Deployed.QUICK);
            recorder.watch(deployed.bench.local.simulator()::world);
            Operator operator = new Operator(deployed.bench, recorder);
            operator.run("freeze", "--reason", "a look");
            operator.run("unfreeze", "--yes");
            assertThat(operator.run(
                            "start",
                            "instance_type_change",
                            "demo-multi",
                            "target_instance_type=db.r6g.xlarge",
                            "--pause-before=preflight",
                            "--yes",
                            "--watch"))
                    .isEqualTo(ExitCode.NEEDS_ANSWER);
            String id = operator.started();
            operator.run("edit", id, "--window", "always");
            operator.run("pause", id);
            operator.run("status", id, "--log");
            operator.run("status");
            operator.run("status", "--cluster", "demo-multi");
            operator.run("status", "--residue");
            operator.run("status", id, "--output", "json");
            String execution =
                    operator.json().at("/operation/owner/execution_arn").asText();
            deployed.bench.sfn.stopExecution(r -> r.executionArn(execution));
            assertThat(operator.run("respond", id, "continue", "--yes")).isEqualTo(ExitCode.DONE);
            assertThat(operator.out()).contains("takes it over");
            assertThat(operator.run("takeover", id)).isEqualTo(ExitCode.REFUSED);
            assertThat(operator.run("status", id, "--watch")).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void everyCallOfACommandIsAllowed() {
        assertThat(recorder.unknown()).isEmpty();
        assertThat(recorder.recorded().keySet())
                .isNotEmpty()
                .allSatisfy(
                        asked -> assertThat(policy.allow(asked)).as("denied").isNotEmpty());
    }

    @Test
    void whatIsAllowedIsCalledByACommandOrShownToOperators() throws IOException {
        Set<String> needed = new TreeSet<>(called());
        needed.addAll(shown());

        Set<String> allowed = policy.parts().stream().map(Policy.Use::action).collect(Collectors.toSet());
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void whatNoCommandCallsSaysSo() throws IOException {
        String reasons = Files.readString(ROOT.resolve("policies/README.md"));
        Set<String> called = called();
        assertThat(policy.parts())
                .filteredOn(part -> !called.contains(part.action()))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(reasons).contains("| " + part.sid() + " | By hand only"));
    }

    private Set<String> called() {
        return recorder.recorded().keySet().stream().map(Authorization::action).collect(Collectors.toSet());
    }

    /**
     * The commands in the README's part about using it and in the runbook; of those that look at databases the ones of its first
     * look.
     */
    private static Set<String> shown() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String using = readme.substring(readme.indexOf("## Using"), readme.indexOf("### The same on a laptop"));
        String runbook = Files.readString(ROOT.resolve("docs/runbook.md"));
        String firstLook = runbook.substring(runbook.indexOf("## First look"), runbook.indexOf("## Answering"));
        String ofTheMachine = runbook.replaceAll("(?m)^ {4}aws rds .*", "");
        return COMMAND.matcher(using + firstLook + ofTheMachine)
                .results()
                .map(found -> action(found.group(1), found.group(2)))
                .filter(action -> !CHANGES_DATABASES.matcher(action).matches())
                .collect(Collectors.toSet());
    }

    private static String action(String service, String command) {
        if (service.equals("lambda")) {
            return "lambda:InvokeFunction";
        }
        String name = Arrays.stream(command.split("-", -1))
                .map(word ->
                        word.equals("db") ? "DB" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return (service.equals("rds") ? "rds:" : "states:") + name;
    }
}
