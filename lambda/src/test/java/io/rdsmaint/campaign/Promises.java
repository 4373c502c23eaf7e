package io.rdsmaint.campaign;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What a family promises about its world, beside what the engine promises of every operation. */
public interface Promises {
    /** Makes them for a run. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes them.
         *
         * @param meddled whether somebody else has changed what the operation works on
         */
        Promises of(Simulator simulator, BooleanSupplier meddled);
    }

    /** What a change breaks that is about to reach AWS, if AWS does not refuse it as too old; empty when nothing. */
    List<String> brokenBy(LambdaInvocation from, Operation operation, AwsRequest change);

    /** What is broken as things stand, right before any request; empty when nothing. */
    default List<String> brokenBefore(LambdaInvocation from, AwsRequest request) {
        return List.of();
    }

    /** The same right after its answer. */
    default List<String> brokenAfter(LambdaInvocation from, AwsRequest request, SimulatorResponse response) {
        return List.of();
    }

    /** True for a change that must not take effect twice for one question. */
    boolean once(AwsRequest change);

    /** True for a request of which a change may make several, all by one intent. */
    default boolean several(AwsRequest change) {
        return false;
    }

    /** What operations work on, in words, without what differs from run to run. */
    List<String> world();

    /** The same after a rollback, without what it need not bring back. */
    default List<String> broughtBack(List<String> world) {
        return world;
    }

    /** How often clients were cut off. */
    default int interruptions() {
        return 0;
    }

    /** What an operation left behind at its end that its finally steps should have taken away. */
    List<String> leftBy(Operation operation);

    /** The harm that was done, which nothing excuses where nobody else had a hand in it. */
    default List<String> harm() {
        return List.of();
    }

    /** Nobody asks any more: what a run's world keeps outside of this process's memory goes. */
    default void close() {}
}
