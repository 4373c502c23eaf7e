package io.rdsmaint.local.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The function's log, line by line. */
record FunctionLog(Consumer<String> lines) implements LambdaLogger {
    @Override
    public void log(String message) {
        lines.accept(message);
    }

    @Override
    public void log(byte[] message) {
        lines.accept(new String(message, StandardCharsets.UTF_8));
    }
}
