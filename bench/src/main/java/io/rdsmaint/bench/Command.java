package io.rdsmaint.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Other programs that a benchmark needs done. */
public final class Command {
    private Command() {}

    /**
     * Runs it to its end.
     *
     * @return what it printed, errors among it
     * @throws IllegalStateException with that when it fails
     */
    public static String run(List<String> words) {
        return run(words, Map.of());
    }

    /** The same with more variables in its environment. */
    public static String run(List<String> words, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        String.join(" ", words) + " ended with status " + status + ":\n" + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
