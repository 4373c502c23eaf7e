package io.rdsmaint.testkit.transport;

import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.testkit.lambda.LambdaInvocation;

/** Sees each request that arrives, right before it takes effect and right after. */
public interface RequestObserver {
    /** Nobody looks. */
    RequestObserver NOBODY = new RequestObserver() {};

    /** It arrives. */
    default void before(LambdaInvocation from, AwsRequest request) {}

    /** It took effect or was refused. */
    default void after(LambdaInvocation from, AwsRequest request, SimulatorResponse response) {}
}
