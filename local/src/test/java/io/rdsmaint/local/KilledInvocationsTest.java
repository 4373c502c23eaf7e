package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.lambda.Fault;
import io.rdsmaint.simulator.CallRecord;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The function's process ends right before the first and right after any request that changes something, in every step of the
 * change: the operation ends as if nothing had happened. Between two such requests there are only reads, so who ends right before
 * one leaves what those leave that end right after the one before: these points stand for all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledInvocationsTest {
    private static final Set<String> READS = Set.of("GetItem", "Query", "DescribeExecution", "GetCallerIdentity");
    /** The demo's cluster, with changes so quick that a run is a few dozen invocations. */
    private static final Scenario CLUSTER = QuickScenarios.of(Scenarios.multiNode());

    private static final String INPUT = """
            {"params":{"type":"instance_type_change","cluster_id":"demo-multi",
             "params":{"target_instance_type":"db.r6g.xlarge"}}}""";

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T10:00:00Z"));
    private final List<String> requests = new ArrayList<>();
    private final Ends ends = new Ends();
    private final Local local = Local.builder()
            .clock(time)
            .random(new Random(7))
            .scenario(CLUSTER)
            .definition(Path.of("../statemachine/rds-maint-machine.asl.json"))
            .function(new DeployedFunction(List.of(new Recorder())))
            .withoutRules()
            .listener(ends)
            .start();
    private final SfnClient stepFunctions = SfnClient.builder()
            .endpointOverride(local.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();

    /** Where an invocation is to be killed. */
    private record Point(int invocation, int request, boolean afterEffect, String name) {}

    private final class Recorder implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            requests.add(
                    local.function().attempts() + " " + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        }
    }

    @AfterAll
    void stop() {
        stepFunctions.close();
        local.close();
    }

    private DescribeExecutionResponse run(String name) {
        local.simulator().load(CLUSTER);
        String arn = stepFunctions
                .startExecution(
                        r -> r.stateMachineArn(Local.MACHINE_ARN).name(name).input(INPUT))
                .executionArn();
        assertThat(time.advanceUntil(() -> ends.has(arn), Duration.ofHours(12)))
                .as("the execution ends")
                .isTrue();
        return stepFunctions.describeExecution(r -> r.executionArn(arn));
    }

    @TestFactory
    Stream<DynamicTest> killedAnywhereTheChangeEndsTheSame() {
        int before = local.function().attempts();
        requireSuccess(run("calm"));
        JsonNode asked = outcome();
        List<Point> points = points(before);
        assertThat(points).as("every step changes something").hasSizeGreaterThan(40);
        return points.stream()
                .map(point -> DynamicTest.dynamicTest(point.name(), () -> {
                    int offset = local.function().attempts();
                    local.faults()
                            .when(
                                    attempt -> attempt.number() == offset + point.invocation(),
                                    new Fault.Killed(point.request(), point.afterEffect()));
                    DescribeExecutionResponse end = run("killed-" + offset);
                    requireSuccess(end);
                    assertThat(outcome()).isEqualTo(asked);
                }));
    }

    private static void requireSuccess(DescribeExecutionResponse end) {
        assertThat(end.status()).as(end.error() + " " + end.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    /** What must be the same: the cluster, what its clients suffered, and how often AWS was made to change something. */
    private JsonNode outcome() {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        outcome.set("clusters", local.simulator().state().get("clusters"));
        outcome.put(
                "write interruptions",
                local.simulator()
                        .ledger()
                        .interruptions(Harm.WRITE_INTERRUPTION)
                        .size());
        Map<String, Integer> changes = new LinkedHashMap<>();
        local.simulator().calls().stream()
                .filter(CallRecord::changes)
                .filter(c -> !c.outcome().contains("before"))
                .filter(c -> Set.of("FailoverDBCluster", "CreateDBInstance", "RebootDBInstance")
                        .contains(c.action()))
                .forEach(c -> changes.merge(c.action() + " " + c.identifier(), 1, Integer::sum));
        outcome.put("changes that must not be made twice", changes.toString());
        return outcome;
    }

    /** Of each kind of invocation (same step, same requests) the first; in it, before the first and after each request that changes something. */
    private List<Point> points(int before) {
        Map<Integer, List<String>> byInvocation = new LinkedHashMap<>();
        for (String request : requests) {
            String[] parts = request.split(" ", 2);
            byInvocation
                    .computeIfAbsent(Integer.parseInt(parts[0]) - before, i -> new ArrayList<>())
                    .add(parts[1]);
        }
        List<Point> points = new ArrayList<>();
        String previous = "";
        for (Map.Entry<Integer, List<String>> invocation : byInvocation.entrySet()) {
            String shape = invocation.getValue().toString();
            if (!shape.equals(previous)) {
                boolean first = true;
                for (int i = 0; i < invocation.getValue().size(); i++) {
                    String action = invocation.getValue().get(i);
                    if (!READS.contains(action) && !action.startsWith("Describe") && !action.startsWith("Get")) {
                        String name = "invocation " + invocation.getKey() + " " + action;
                        if (first) {
                            points.add(new Point(invocation.getKey(), i + 1, false, name + ", before it"));
                        }
                        first = false;
                        points.add(new Point(invocation.getKey(), i + 1, true, name + ", after its effect"));
                    }
                }
            }
            previous = shape;
        }
        return points;
    }
}
