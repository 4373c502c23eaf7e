package io.rdsmaint.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.Optional;

/** One instance of the function; its access key tells its requests from those of others. */
final class Sandbox {
    private final String accessKey;
    private final RequestStreamHandler handler;
    private Optional<Invocation> current = Optional.empty();
    private boolean dead;

    Sandbox(String accessKey, RequestStreamHandler handler) {
        this.accessKey = accessKey;
        this.handler = handler;
    }

    String accessKey() {
        return accessKey;
    }

    RequestStreamHandler handler() {
        return handler;
    }

    synchronized void begin(Invocation invocation) {
        current = Optional.of(invocation);
    }

    synchronized Optional<Invocation> current() {
        return current;
    }

    /** Its process has ended: it is never used again, and nothing it asks is answered. */
    synchronized void kill() {
        dead = true;
    }

    synchronized boolean dead() {
        return dead;
    }
}
