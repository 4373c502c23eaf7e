package io.rdsmaint.bench.cold;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that answers the first event.
 *
 * @param name in the table
 * @param directory where it is started: Lambda's runtime client takes a function from there
 * @param command what starts it
 * @param environment beside what all have
 */
record Variant(String name, Path directory, List<String> command, Map<String, String> environment) {
    Variant {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * A process of it that asks for events there.
     *
     * @param shared variables that all programs have
     * @param log takes what it prints
     */
    ProcessBuilder under(RuntimeApi api, Map<String, String> shared, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(shared);
        builder.environment().putAll(environment);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        return builder;
    }

    /** The same with one more variable. */
    Variant with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Variant(name, directory, command, more);
    }
}
