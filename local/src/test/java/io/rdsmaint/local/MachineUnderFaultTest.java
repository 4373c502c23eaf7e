package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.events.EventBus.BusFault;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.lambda.Fault;
import io.rdsmaint.testkit.aurora.disturbances.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The generated machine with the real function, each of its states under each fault that it can meet: once, and beyond all
 * retries. No live operation is ever left without a running execution, unless it is paused and people were told.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachineUnderFaultTest {
    private static final String INPUT = Kind.STORAGE.input("\"pause_before\": [\"preflight\"],");
    private static final String CONTINUE = "{\"action\": \"continue\"}";
    private static final String ABORT = "{\"action\": \"abort\"}";
    private static final Duration LONG = Duration.ofDays(2);

    private final Deployed deployed = new Deployed(new DeployedFunction());
    private final Bench bench = deployed.bench;

    @BeforeEach
    void world() {
        bench.events.clear();
        deployed.load(Kind.STORAGE.world());
    }

    @AfterAll
    void close() {
        deployed.close();
    }

    /** A state that calls the function. */
    private enum Calling {
        START("start"),
        STEP("step"),
        TAKE_OVER("resume"),
        RESUME("resume");

        private final String action;

        Calling(String action) {
            this.action = action;
        }

        /** True for this state's call. */
        boolean made(JsonNode payload) {
            return payload.path("action").asText().equals(action)
                    && (this != TAKE_OVER || !payload.has("question_id"))
                    && (this != RESUME || payload.has("question_id"));
        }
    }

    /**
     * A fault and the name under which the machine sees it.
     *
     * @param attempts more than the machine makes; 1 when the function gets on nevertheless
     */
    private record Named(String error, Fault fault, int attempts) {}

    private static List<Named> faults() {
        return List.of(
                new Named("Lambda.TooManyRequestsException", new Fault.Throttled(), 11),
                new Named("Lambda.ServiceException", new Fault.Lost("ServiceException", false), 7),
                new Named("Lambda.ServiceException", new Fault.Lost("ServiceException", true), 7),
                new Named("Lambda.AWSLambdaException", new Fault.Lost("AWSLambdaException", true), 7),
                new Named("Lambda.SdkClientException", new Fault.Lost("SdkClientException", true), 7),
                new Named(
                        "Lambda.ClientExecutionTimeoutException",
                        new Fault.Lost("ClientExecutionTimeoutException", true),
                        7),
                new Named("Lambda.Unknown", new Fault.Killed(1, false), 7),
                new Named("Lambda.Unknown", new Fault.Killed(2, true), 1),
                new Named("States.Timeout", new Fault.Unanswered(), 7),
                new Named("Sandbox.Timedout", new Fault.Hanging(), 7));
    }

    @Test
    void everyErrorThatTheDefinitionNamesIsAmongTheFaults() throws IOException {
        JsonNode definition = Bench.json(Files.readString(Path.of("../statemachine/rds-maint-machine.asl.json")));
        List<String> named = definition
                .at("/States/Execute step/Retry")
                .valueStream()
                .flatMap(retrier -> retrier.path("ErrorEquals").valueStream())
                .map(JsonNode::asText)
                .filter(Predicate.not("States.TaskFailed"::equals))
                .toList();

        assertThat(named).isNotEmpty();
        assertThat(faults()).extracting(Named::error).containsAll(named).contains("Sandbox.Timedout");
    }

    @TestFactory
    Stream<DynamicTest> aFaultThatPassesIsRetriedAndTheOperationGoesOn() {
        return each(faults(), (state, named) -> {
            String execution = reach(state, named, 1);
            DescribeExecutionResponse ended =
                    state == Calling.RESUME ? bench.end(execution) : deployed.answering(execution, question -> ABORT);

            assertThat(ended.error()).isEqualTo("OperationAborted");
            assertThat(failures(execution)).containsExactly(named.error());
            nobodyIsForgotten();
            assertThat(live()).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> aFaultThatStaysStallsTheExecutionAndTheOperationCanBeTakenOver() {
        List<Named> staying = faults().stream().filter(f -> f.attempts() > 1).toList();
        return each(staying, (state, named) -> {
            String execution = reach(state, named, named.attempts());
            DescribeExecutionResponse ended = bench.end(execution);

            assertThat(ended.error()).isEqualTo("OperationStalled");
            assertThat(failures(execution)).hasSize(named.attempts()).containsOnly(named.error());
            assertThat(bench.published("OperationStalled"))
                    .anyMatch(e -> e.path("execution_arn").asText().equals(execution));
            takenOver();
        });
    }

    /** The matrix of states and faults. */
    private Stream<DynamicTest> each(List<Named> faults, BiConsumer<Calling, Named> test) {
        return Stream.of(Calling.values())
                .flatMap(state -> faults.stream()
                        .map(named -> DynamicTest.dynamicTest(
                                state + " under " + named.error() + " by " + named.fault(), () -> {
                                    world();
                                    test.accept(state, named);
                                })));
    }

    /** Leads an execution into a state under a fault that strikes so often, and gives it. */
    private String reach(Calling state, Named named, int times) {
        if (state == Calling.START || state == Calling.STEP) {
            strike(state, named.fault(), times);
            return bench.start(INPUT);
        }
        String first = bench.start(INPUT);
        JsonNode question = deployed.question(first, 1);
        if (state == Calling.RESUME) {
            strike(state, named.fault(), times);
            bench.answer(question, ABORT);
            return first;
        }
        stop(first);
        strike(state, named.fault(), times);
        return takeOver(question.path("operation_id").asText());
    }

    private void strike(Calling state, Fault fault, int times) {
        IntStream.range(0, times)
                .forEach(_ -> bench.local.faults().when(attempt -> state.made(attempt.payload()), fault));
    }

    private String takeOver(String operation) {
        return bench.start("{\"operation_id\": \"" + operation + "\"}");
    }

    private void stop(String execution) {
        bench.sfn.stopExecution(r -> r.executionArn(execution));
        bench.time.advance(Duration.ofSeconds(30));
    }

    /** Whoever looks finds every operation in order; each that is paused is taken over and brought to its end. */
    private void takenOver() {
        bench.time.advance(Duration.ofMinutes(5));
        nobodyIsForgotten();
        for (JsonNode op : live()) {
            String execution = takeOver(op.path("operation_id").asText());
            DescribeExecutionResponse ended = deployed.answering(execution, question -> ABORT);
            assertThat(ended.error()).isEqualTo("OperationAborted");
        }
        assertThat(live()).isEmpty();
        String next = bench.start(INPUT);
        bench.answer(deployed.question(next, 1), ABORT);
        assertThat(bench.end(next).error()).as("the cluster is free").isEqualTo("OperationAborted");
    }

    /** No live operation without a running execution as its owner, unless it is paused and people were told. */
    private void nobodyIsForgotten() {
        for (JsonNode op : live()) {
            String owner = op.path("execution_arn").asText();
            if (bench.describe(owner).status() != ExecutionStatus.RUNNING) {
                assertThat(op.path("operation_state").asText()).isEqualTo("paused");
                assertThat(bench.published("OperationStalled"))
                        .as("people are told of " + op)
                        .anyMatch(e -> e.at("/data/operation_id").equals(op.path("operation_id")));
            }
        }
    }

    private List<JsonNode> live() {
        return deployed.invoke("people", "{\"action\": \"status\"}")
                .path("operations")
                .valueStream()
                .toList();
    }

    private List<String> failures(String execution) {
        return bench.history(execution).stream()
                .flatMap(one -> one.taskFailedEventDetails() != null
                        ? Stream.of(one.taskFailedEventDetails().error())
                        : one.taskTimedOutEventDetails() != null
                                ? Stream.of(one.taskTimedOutEventDetails().error())
                                : Stream.empty())
                .toList();
    }

    private void sweep() {
        deployed.invoke("machine", """
                {"version": "0", "id": "1", "detail-type": "Scheduled Event", "source": "aws.events", "account": "123456789012",
                 "time": "2026-03-01T10:00:00Z", "region": "us-east-1", "resources": [], "detail": {}}
                """);
    }

    /** What comes back for a question, and whether the execution survives it. */
    @ParameterizedTest
    @ValueSource(strings = {"No", "States.Timeout", "Lambda.Unknown", "States.Runtime", "States.DataLimitExceeded"})
    void aFailedTaskIsAskedAgainOrTheExecutionEndsAndPeopleAreTold(String error) {
        String execution = bench.start(INPUT);
        JsonNode question = deployed.question(execution, 1);
        bench.sfn.sendTaskFailure(r ->
                r.taskToken(question.path("task_token").asText()).error(error).cause("why"));
        bench.time.advance(Duration.ofMinutes(5));

        if (error.equals("States.Runtime") || error.equals("States.DataLimitExceeded")) {
            assertThat(bench.describe(execution).error()).isEqualTo(error);
        } else {
            assertThat(deployed.questions(execution)).hasSize(2);
            stop(execution);
        }
        takenOver();
    }

    @Test
    void garbageBeyondTheDataLimitEndsTheExecutionAndPeopleAreTold() {
        String execution = bench.start(INPUT);
        JsonNode question = deployed.question(execution, 1);
        for (String garbage :
                List.of("null", "[1]", "7", "{\"action\": \"dance\"}", "\"" + "x".repeat(100_000) + "\"")) {
            bench.answer(deployed.questions(execution).getLast(), garbage);
            bench.time.advance(Duration.ofMinutes(1));
        }
        assertThat(deployed.questions(execution)).hasSize(6);
        bench.answer(deployed.questions(execution).getLast(), "\"" + "x".repeat(262_000) + "\"");

        assertThat(bench.end(execution).error()).isEqualTo("States.DataLimitExceeded");
        assertThat(question.path("operation_id").asText()).isNotEmpty();
        takenOver();
    }

    @Test
    void aQuestionThatNobodyAnswersIsAskedAgainByItsOwner() {
        String execution = bench.start(INPUT);
        deployed.question(execution, 3);

        nobodyIsForgotten();
        assertThat(live())
                .singleElement()
                .satisfies(op -> assertThat(op.path("execution_arn").asText()).isEqualTo(execution));
        stop(execution);
        takenOver();
    }

    @ParameterizedTest
    @CsvSource({
        "500,InternalException",
        "400,ThrottlingException",
        "400,EventBridgeException",
        "400,SdkClientException",
        "400,AccessDeniedException"
    })
    void aBusThatRefusesEverythingForAWhileDelaysTheQuestion(int status, String code) {
        IntStream.range(0, 20).forEach(_ -> bench.local.bus().fail(new BusFault.Refused(status, code)));
        String execution = bench.start(INPUT);
        bench.answer(deployed.question(execution, 1), ABORT);

        assertThat(bench.end(execution).error()).isEqualTo("OperationAborted");
        assertThat(bench.published("OperationStarted")).hasSize(1);
        assertThat(bench.published("OperationAborted")).hasSize(1);
    }

    @Test
    void entriesThatFailDelayTheQuestion() {
        IntStream.range(0, 20).forEach(_ -> bench.local.bus().fail(new BusFault.FailedEntries("ThrottlingException")));
        String execution = bench.start(INPUT);
        bench.answer(deployed.question(execution, 1), ABORT);

        assertThat(bench.end(execution).error()).isEqualTo("OperationAborted");
    }

    /** Neither the machine nor the function can tell anybody: the sweep does once the bus works again. */
    @Test
    void anExecutionThatStallsWhileTheBusIsDownIsToldOfBySweeping() {
        deployed.hang("step");
        IntStream.range(0, 40).forEach(_ -> bench.local.bus().fail(new BusFault.Refused(500, "InternalException")));
        String execution = bench.start(INPUT);
        assertThat(bench.end(execution).error()).isEqualTo("OperationStalled");
        bench.time.advance(Duration.ofMinutes(5));
        assertThat(bench.published("OperationStalled")).isEmpty();

        for (int i = 0; i < 40 && bench.published("OperationStalled").isEmpty(); i++) {
            sweep();
        }
        takenOver();
    }

    @Test
    void aStartThatFailsWhileTheBusIsDownLeavesNoOperation() {
        bench.local
                .simulator()
                .inject(io.rdsmaint.simulator.faults.Fault.error("DescribeDBClusters", "AccessDenied", 403));
        IntStream.range(0, 6).forEach(_ -> bench.local.bus().fail(new BusFault.Refused(500, "InternalException")));

        assertThat(bench.run(INPUT).error()).isEqualTo("OperationFailed");
        assertThat(bench.published("OperationFailed")).isEmpty();
        takenOver();
    }

    /** The execution is stopped while it is in a state; whatever the function does then, it does without a machine. */
    @TestFactory
    Stream<DynamicTest> stoppedInAStateTheOperationIsPausedAndToldAndCanBeTakenOver() {
        return Stream.of(Calling.values())
                .flatMap(state -> Stream.of(new Fault.Hanging(), new Fault.Unanswered())
                        .map(fault -> DynamicTest.dynamicTest(state + " stopped while " + fault, () -> {
                            world();
                            String execution = reach(state, new Named("", fault, 1), 1);
                            bench.time.advance(Duration.ofSeconds(20));
                            stop(execution);

                            assertThat(bench.describe(execution).status()).isEqualTo(ExecutionStatus.ABORTED);
                            takenOver();
                        })));
    }

    @ParameterizedTest
    @CsvSource({"continue,", "rollback,OperationRolledBack", "abort,OperationAborted", "mark_complete,"})
    void stoppedInAWaitTheChangeIsTakenOverAndItsQuestionAnsweredInEachWay(String action, @Nullable String error) {
        String first = bench.start(INPUT);
        bench.answer(deployed.question(first, 1), CONTINUE);
        assertThat(bench.time.advanceUntil(
                        () -> deployed.changes().stream()
                                .anyMatch(c -> c.action().equals("ModifyDBCluster")),
                        LONG))
                .isTrue();
        stop(first);
        nobodyIsForgotten();
        String second = takeOver(live().getFirst().path("operation_id").asText());
        JsonNode question = deployed.question(second, 1);

        assertThat(question.path("pause_reason").asText()).contains("Nobody ran this operation any more");
        assertThat(deployed.end(question, action).error()).isEqualTo(error);
        assertThat(deployed.changes().stream().filter(c -> c.action().equals("ModifyDBCluster")))
                .hasSize(action.equals("rollback") ? 2 : 1);
        assertThat(live()).isEmpty();
    }

    @Test
    void ofTwoExecutionsThatTakeOverAtOnceOneIsTurnedAway() {
        String first = bench.start(INPUT);
        String operation = deployed.question(first, 1).path("operation_id").asText();
        stop(first);
        List<String> both = List.of(takeOver(operation), takeOver(operation));
        bench.time.advance(Duration.ofMinutes(5));
        nobodyIsForgotten();

        List<DescribeExecutionResponse> ended = both.stream()
                .map(execution -> deployed.answering(execution, question -> ABORT))
                .toList();
        assertThat(ended).extracting(DescribeExecutionResponse::error).containsOnlyOnce("OperationAborted");
        assertThat(ended)
                .extracting(DescribeExecutionResponse::error)
                .filteredOn(Predicate.not("OperationAborted"::equals))
                .allMatch(error -> error.equals("NotOwner") || error.equals("InvalidRequest"));
        assertThat(live()).isEmpty();
    }

    /** The news of the execution's end does not reach the function. */
    @Test
    void lostNewsIsMadeUpForBySweeping() {
        String first = bench.start(INPUT);
        deployed.question(first, 1);
        IntStream.range(0, 3)
                .forEach(_ -> bench.local
                        .faults()
                        .when(attempt -> attempt.payload().has("detail-type"), new Fault.Throttled()));
        stop(first);
        bench.time.advance(Duration.ofMinutes(10));
        assertThat(bench.published("OperationStalled")).isEmpty();

        sweep();
        takenOver();
    }

    /** The name of the successor belongs to an execution that has nothing to do with the operation. */
    @Test
    void aHandOverToANameThatIsTakenLeavesTheOperationInTheHandsThatItIsIn() {
        String first = nearlyFull();
        JsonNode question = deployed.questions(first).getFirst();
        String name = question.path("operation_id").asText() + "-2";
        bench.sfn.startExecution(
                r -> r.stateMachineArn(Local.MACHINE_ARN).name(name).input("{}"));
        bench.answer(question, CONTINUE);
        DescribeExecutionResponse end = bench.end(first);

        assertThat(end.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(Bench.json(end.output()).path("operation_state").asText()).isEqualTo("completed");
        assertThat(bench.published("OperationStalled")).isEmpty();
    }

    @Test
    void aSuccessorThatCanNotTakeOverIsToldOf() {
        String first = nearlyFull();
        strike(Calling.TAKE_OVER, new Fault.Throttled(), 11);
        bench.answer(deployed.questions(first).getFirst(), CONTINUE);
        assertThat(bench.end(first).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.time.advanceUntil(
                        () -> !bench.published("OperationStalled").isEmpty(), LONG))
                .isTrue();
        takenOver();
    }

    /** An execution that asks, and whose next call is its last before it hands over. */
    private String nearlyFull() {
        String execution = bench.start(INPUT);
        String id = deployed.question(execution, 1).path("operation_id").asText();
        deployed.rewrite(id, document -> ((ObjectNode) document.path("owner")).put("calls", 1_498));
        assertThat(Json.write(deployed.document(id))).contains("1498");
        return execution;
    }
}
