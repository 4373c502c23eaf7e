package io.rdsmaint.local.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the pinned Node tools of {@code console/package.json}; installs them first where they are missing or others. */
final class NodeTools {
    private static final Path FOLDER = Path.of("../console");

    /**
     * How a command ended.
     *
     * @param output what it wrote to both streams
     */
    record Ended(int status, String output) {}

    private NodeTools() {}

    static Ended npm(Map<String, String> environment, String... arguments) {
        install();
        return execute(environment, List.of(arguments));
    }

    private static void install() {
        if (!installed()) {
            Ended done = execute(Map.of(), List.of("ci", "--no-audit", "--no-fund", "--loglevel=error"));
            if (done.status() != 0) {
                throw new IllegalStateException("npm ci in console/ failed: " + done.output());
            }
        }
    }

    /** npm writes what it has installed last; an older one is of another lock file. */
    private static boolean installed() {
        try {
            Path there = FOLDER.resolve("node_modules/.package-lock.json");
            return Files.exists(there)
                    && Files.getLastModifiedTime(there)
                                    .compareTo(Files.getLastModifiedTime(FOLDER.resolve("package-lock.json")))
                            >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ended execute(Map<String, String> environment, List<String> arguments) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(Stream.of("npm"), arguments.stream()).toList())
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.environment().put("NO_COLOR", "1");
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "these tests need Node.js 20 or newer with npm on the PATH: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while npm ran", e);
        }
    }
}
