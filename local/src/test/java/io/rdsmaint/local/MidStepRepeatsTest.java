package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.lambda.Fault;
import io.rdsmaint.simulator.CallRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** An invocation repeated in the middle of a step has one effect, for each kind of change that is made to a cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MidStepRepeatsTest {
    private static final String CHANGE =
            Deployed.change("demo-multi", "", ", \"temporary_instance\": \"always\", \"failback\": true");

    /** A request of a run: in which invocation, and which of its requests. */
    private record Sent(int invocation, int request, String action) {}

    private final List<Integer> invocations = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Deployed deployed = new Deployed(new DeployedFunction(List.of(new Recorder())));
    private List<Sent> calm = List.of();
    private Map<String, Integer> asked = Map.of();
    private List<String> topology = List.of();

    private final class Recorder implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            int invocation = deployed.bench.local.function().attempts();
            invocations.add(invocation);
            int request =
                    (int) invocations.stream().filter(i -> i == invocation).count();
            sent.add(new Sent(
                    invocation,
                    request,
                    String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))));
        }
    }

    @BeforeAll
    void calmRun() {
        deployed.load(Deployed.QUICK);
        int before = deployed.bench.local.function().attempts();
        run();
        calm = sent.stream()
                .map(one -> new Sent(one.invocation() - before, one.request(), one.action()))
                .toList();
        asked = effects();
        topology = instances();
    }

    @BeforeEach
    void world() {
        deployed.load(Deployed.QUICK);
    }

    @AfterAll
    void close() {
        deployed.close();
    }

    private void run() {
        DescribeExecutionResponse ended = deployed.bench.run(CHANGE);
        assertThat(ended.status()).as(ended.error() + " " + ended.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    /** How often each change took effect: whatever was not refused, answered or not. */
    private Map<String, Integer> effects() {
        Map<String, Integer> effects = new TreeMap<>();
        deployed.changes().stream()
                .filter(call -> !call.action().contains("Tags"))
                .filter(call ->
                        call.outcome().equals(CallRecord.OK) || call.outcome().contains("after"))
                .forEach(call -> effects.merge(call.action(), 1, Integer::sum));
        return effects;
    }

    private List<String> instances() {
        return deployed.bench.local.simulator().world().sites().stream()
                .flatMap(site -> site.instances().stream())
                .map(instance -> instance.id() + " " + instance.instanceClass().name() + " "
                        + instance.cluster().writer().equals(java.util.Optional.of(instance)))
                .toList();
    }

    @Test
    void everyInvocationRunTwiceHasOneEffect() {
        AtomicBoolean twice = new AtomicBoolean(true);
        AtomicInteger struck = new AtomicInteger();
        for (int i = 0; i < 600; i++) {
            deployed.bench.local.faults().when(_ -> twice.get() && struck.incrementAndGet() > 0, new Fault.Twice());
        }
        run();
        twice.set(false);

        assertThat(struck).as("invocations run twice").hasValueGreaterThan(20);
        assertThat(effects()).isEqualTo(asked);
        assertThat(instances()).isEqualTo(topology);
    }

    @ParameterizedTest
    @CsvSource({
        "CreateDBInstance,false",
        "CreateDBInstance,true",
        "ModifyDBInstance,false",
        "ModifyDBInstance,true",
        "FailoverDBCluster,false",
        "FailoverDBCluster,true",
        "DeleteDBInstance,false",
        "DeleteDBInstance,true"
    })
    void invocationKilledAtAChangeAndRepeatedHasOneEffect(String action, boolean afterEffect) {
        Sent point = calm.stream()
                .filter(one -> one.action().equals(action))
                .findFirst()
                .orElseThrow();
        int before = deployed.bench.local.function().attempts();
        deployed.bench
                .local
                .faults()
                .when(
                        attempt -> attempt.number() == before + point.invocation(),
                        new Fault.Killed(point.request(), afterEffect));
        run();

        assertThat(effects()).isEqualTo(asked);
        assertThat(instances()).isEqualTo(topology);
    }
}
