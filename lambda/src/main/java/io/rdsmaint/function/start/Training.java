package io.rdsmaint.function.start;

import io.rdsmaint.function.Handler;
import io.rdsmaint.gateway.Clients;
import java.io.IOException;

/**
 * What a JVM learns from for its ahead-of-time cache: the look that the function primes itself with, and a connection.
 * {@code java -XX:AOTCacheOutput=FILE … Training} writes the cache when this ends; {@code java -XX:AOTMode=on -XX:AOTCache=FILE … Training}
 * fails when it can't be used.
 */
final class Training {
    private static final int ROUNDS = 20;

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        Priming priming = new Priming(ROUNDS);
        priming.run();
        if (priming.trouble().isPresent()) {
            System.err.println(priming.trouble().get());
            System.exit(1);
        }
        // Without a network it loads what it can.
        new Handler(Priming.environment(), Clients.Settings.standard(), System::nanoTime).connect();
    }
}
