package io.rdsmaint.testkit.transport;

import io.rdsmaint.testkit.lambda.LambdaInvocation;
import java.util.Optional;

/** What is to go wrong on the way. */
@FunctionalInterface
public interface FaultPlan {
    /** Asked once for each request of the function, in their order: what strikes it, if anything does. */
    Optional<TransportFault> at(LambdaInvocation from, FaultyTransport.Request<?> request);
}
