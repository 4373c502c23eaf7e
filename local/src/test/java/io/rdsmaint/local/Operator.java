package io.rdsmaint.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.cli.ExitCode;
import io.rdsmaint.cli.Families;
import io.rdsmaint.cli.Family;
import io.rdsmaint.cli.Main;
import io.rdsmaint.cli.Settings;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Somebody at a keyboard who uses the commands on a deployment; while a command waits, virtual time passes. */
final class Operator {
    private static final Pattern STARTED = Pattern.compile("Started (op-[A-Za-z0-9-]+)");

    private final Bench bench;
    private final List<ExecutionInterceptor> interceptors;
    private final AtomicInteger ids = new AtomicInteger();
    private Optional<BufferedReader> keyboard = Optional.empty();
    private List<Family> families = Families.ALL;
    private String out = "";
    private String err = "";

    Operator(Bench bench, ExecutionInterceptor... interceptors) {
        this.bench = bench;
        this.interceptors = List.of(interceptors);
    }

    /** From now on somebody sits at a terminal and types this. */
    Operator typing(String lines) {
        keyboard = Optional.of(new BufferedReader(new StringReader(lines)));
        return this;
    }

    /** The commands know these families. */
    Operator knowing(List<Family> known) {
        families = known;
        return this;
    }

    ExitCode run(String... arguments) {
        StringWriter written = new StringWriter();
        StringWriter warned = new StringWriter();
        Settings settings = new Settings(
                Map.of("AWS_DEFAULT_REGION", "us-east-1"),
                Optional.of(bench.local.uri()),
                Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))),
                interceptors);
        int code = Main.of(
                        settings,
                        new PrintWriter(written),
                        new PrintWriter(warned),
                        keyboard,
                        bench.time::advance,
                        () -> "id-" + System.identityHashCode(this) + "-" + ids.incrementAndGet(),
                        families)
                .run(arguments);
        out = written.toString();
        err = warned.toString();
        return Arrays.stream(ExitCode.values())
                .filter(known -> known.number() == code)
                .findFirst()
                .orElseThrow();
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    JsonNode json() {
        return Bench.json(out);
    }

    /** The operation that was just started. */
    String started() {
        Matcher matcher = STARTED.matcher(out);
        if (!matcher.find()) {
            throw new AssertionError("nothing was started: " + out + err);
        }
        return matcher.group(1);
    }
}
