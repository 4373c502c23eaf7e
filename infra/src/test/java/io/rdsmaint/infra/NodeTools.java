package io.rdsmaint.infra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs the pinned Node tools of {@code infra/package.json}; installs them first if they are missing. */
final class NodeTools {
    /**
     * How a command ended.
     *
     * @param output what it wrote to both streams
     */
    record Ended(int status, String output) {}

    private NodeTools() {}

    static Ended run(String tool, String... arguments) {
        NodeJs.require();
        Path modules = Path.of("node_modules");
        if (!Files.exists(modules.resolve(".bin").resolve(tool))) {
            Ended installed = execute(List.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"));
            if (installed.status() != 0) {
                throw new IllegalStateException(
                        "npm ci in infra/ failed, so " + tool + " is missing: " + installed.output());
            }
        }
        return execute(Stream.concat(
                        Stream.of("node", modules.resolve(".bin").resolve(tool).toString()), Stream.of(arguments))
                .toList());
    }

    private static Ended execute(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "these tests need Node.js 20 or newer with npm on the PATH: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }
}
