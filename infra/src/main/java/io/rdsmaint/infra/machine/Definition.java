package io.rdsmaint.infra.machine;

import static software.amazon.awscdk.services.stepfunctions.Condition.and;
import static software.amazon.awscdk.services.stepfunctions.Condition.booleanEquals;
import static software.amazon.awscdk.services.stepfunctions.Condition.isNotPresent;
import static software.amazon.awscdk.services.stepfunctions.Condition.isNumeric;
import static software.amazon.awscdk.services.stepfunctions.Condition.isPresent;
import static software.amazon.awscdk.services.stepfunctions.Condition.isString;
import static software.amazon.awscdk.services.stepfunctions.Condition.numberGreaterThanEquals;
import static software.amazon.awscdk.services.stepfunctions.Condition.numberLessThanEquals;
import static software.amazon.awscdk.services.stepfunctions.Condition.stringEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitTime;
import software.constructs.Construct;

/**
 * What follows what. Two rules hold everywhere: {@code operation_id} exists in every state's input, and no state reads
 * a path that its input may lack, because a missed path ends an execution as {@code States.Runtime}, which nothing in
 * a definition can catch.
 */
final class Definition {
    private final Construct scope;
    private final FunctionCalls calls;
    private final Publications publications;
    private final IChainable stalled;
    private final Passes passes;
    private final Ends ends;
    private final Optional<EventWait> wake;

    /**
     * @param wake how waits may be ended by an event; empty when none may
     */
    Definition(Construct scope, IFunction function, Optional<IEventBus> bus, Optional<EventWait> wake) {
        this.scope = scope;
        this.wake = wake;
        this.passes = new Passes(scope);
        this.ends = new Ends(scope);
        this.publications = new Publications(scope, bus);
        this.stalled = publications.stalled(ends.operationStalled());
        this.calls = new FunctionCalls(scope, function, stalled);
    }

    /** The first state, all others behind it. It reads the input through the context object, which is never null. */
    Choice start() {
        Condition operation = isPresent("$$.Execution.Input.operation_id");
        Condition params = isPresent("$$.Execution.Input.params");
        Choice whatNext = whatNext();
        Chain start = calls.start().next(whatNext);
        return choice("New or existing?", "params: a new operation. operation_id: an existing one is taken over.")
                .when(and(operation, params), passes.bothGiven().next(start))
                .when(operation, calls.takeOver().next(whatNext))
                .when(params, passes.newOperation().next(start))
                .otherwise(passes.emptyRequest().next(start));
    }

    private Choice whatNext() {
        Choice whatNext = choice(
                "What next?", "The function's reply decides; one that lacks what its next state reads is nonsense.");
        IChainable step = calls.step().next(whatNext);
        IChainable operationFailed = ends.operationFailed();
        IChainable nonsense = passes.nonsenseReply().next(stalled);
        IChainable handedOver = ends.handedOver();
        Chain plain = waitForAws(step);
        whatNext.when(isNotPresent("$.operation_id"), passes.unreadableReply().next(stalled))
                .when(isNotPresent("$.next"), nonsense)
                .when(
                        isNotPresent("$.calls"),
                        passes.untold("Calls not told", "calls").next(whatNext))
                .when(
                        isNotPresent("$.version"),
                        passes.untold("Version not told", "version").next(whatNext))
                .when(next("step"), step);
        wake.ifPresent(wait -> waitForEvents(wait, whatNext, step, plain));
        return whatNext.when(next("wait", isCount("$.wait_seconds", 0)), plain)
                .when(next("ask", isQuestion()), publications.ask(calls.resume().next(whatNext)))
                .when(next("hand_over", owns()), handedOver)
                .when(
                        next("hand_over", areTexts("$.successor.execution_name")),
                        HandOver.create(scope, handedOver, step))
                .when(next("succeed"), ends.operationSucceeded())
                .when(next("fail", isFailedStart()), publications.failed(operationFailed))
                .when(next("fail", areTexts("$.error.code", "$.error.cause")), operationFailed)
                .otherwise(nonsense);
    }

    private Choice choice(String name, String comment) {
        return Choice.Builder.create(scope, name).comment(comment).build();
    }

    private Chain waitForAws(IChainable then) {
        return Wait.Builder.create(scope, "Wait for AWS")
                .comment("As long as the function asked for.")
                .time(WaitTime.secondsPath("$.wait_seconds"))
                .build()
                .next(then);
    }

    /** After an event the looks have a lane of their own, which carries along how many there were. */
    private void waitForEvents(EventWait wait, Choice whatNext, IChainable step, IChainable plain) {
        Chain look = calls.lookAfterEvent().next(whatNext);
        IChainable woken = EventWait.pause(scope).next(look);
        whatNext.when(next("wait", mayWake(true)), wait.wait(scope, woken, step, plain))
                .when(next("wait", mayWake(false)), EventWait.again(scope).next(look));
    }

    /** A wait of some length, with all that the states of waits for events read. */
    private static List<Condition> mayWake(boolean armed) {
        Stream<Condition> kind = Stream.of(isPresent("$.wake.armed"), booleanEquals("$.wake.armed", armed));
        Stream<Condition> counts = Stream.of("pause_seconds", "expires_at", "looks", "fruitless", "quiet_until")
                .flatMap(field -> Stream.of(isPresent("$.wake." + field), isNumeric("$.wake." + field)));
        return Stream.of(kind, isCount("$.wait_seconds", 1).stream(), areTexts("$.wake.resource").stream(), counts)
                .flatMap(conditions -> conditions)
                .toList();
    }

    private static Condition next(String next) {
        return stringEquals("$.next", next);
    }

    /** A reply with this {@code next} and all it needs; conditions are tried in order, up to the first that fails. */
    private static Condition next(String next, List<Condition> needs) {
        return and(Stream.concat(Stream.of(next(next)), needs.stream()).toArray(Condition[]::new));
    }

    private static List<Condition> isQuestion() {
        Stream<Condition> fields = Stream.of("question.id", "question.options", "question.commands", "notification")
                .map(field -> isPresent("$." + field));
        return Stream.concat(fields, isCount("$.question.deadline_seconds", 1).stream())
                .toList();
    }

    /**
     * Nothing was started: there is no operation, and so no event of one, and a schedule may have been waiting for it.
     */
    private static List<Condition> isFailedStart() {
        Stream<Condition> code = Stream.concat(
                areTexts("$.error.code", "$.error.cause").stream(),
                Stream.of(stringEquals("$.error.code", "OperationFailed")));
        Stream<Condition> told = Stream.of("summary", "notification").map(field -> isPresent("$." + field));
        return Stream.concat(code, told).toList();
    }

    /** The successor owns the operation already: nothing is left to be started. */
    private static List<Condition> owns() {
        Stream<Condition> owns = Stream.of(isPresent("$.successor.owns"), booleanEquals("$.successor.owns", true));
        return Stream.concat(areTexts("$.successor.execution_name").stream(), owns)
                .toList();
    }

    private static List<Condition> areTexts(String... paths) {
        return Stream.of(paths)
                .flatMap(path -> Stream.of(isPresent(path), isString(path)))
                .toList();
    }

    /** A number within what Step Functions can wait. */
    private static List<Condition> isCount(String path, int least) {
        return List.of(
                isPresent(path),
                isNumeric(path),
                numberGreaterThanEquals(path, least),
                numberLessThanEquals(path, 99_999_999));
    }
}
