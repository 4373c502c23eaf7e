package io.rdsmaint.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.InstantSource;
import java.util.Map;

/** Makes the function, as a cold start does. */
@FunctionalInterface
public interface FunctionFactory {
    /**
     * A new instance, for one sandbox.
     *
     * @param environment the environment variables, among them AWS_ENDPOINT_URL and credentials that tell the sandbox
     * @param clock the time in the sandbox
     */
    RequestStreamHandler create(Map<String, String> environment, InstantSource clock);
}
