package io.rdsmaint.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.Local;
import io.rdsmaint.local.clock.RealTime;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.Visible;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Runs one operation on one machine and shows it. */
public final class Demo {
    private static final long LOOK_EVERY_MILLIS = 150;
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private final PrintStream out;
    private final DemoOptions options;
    private final Map<String, Integer> published;
    private final Human human;
    private final Admin admin;
    private final SfnClient stepFunctions;
    private final RdsClient rds;

    private Demo(DemoOptions options, Local local, Map<String, Integer> published, PrintStream out) {
        this.published = published;
        this.out = out;
        this.options = options;
        this.human = new Human(
                out, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), options.yes());
        this.admin = new Admin(local.uri());
        this.stepFunctions = SfnClient.builder()
                .endpointOverride(local.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .build();
        this.rds = RdsClient.builder()
                .endpointOverride(local.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .build();
    }

    /** What {@code --help} shows. */
    public static String usage() {
        return DemoOptions.usage();
    }

    /** Exit status 0 when the cluster ended as asked, 1 when not, 2 for options that can't be understood. */
    public static void main(String[] arguments) {
        List<String> given = Arrays.asList(arguments);
        if (given.contains("--help") || given.contains("-h")) {
            System.out.print(usage());
            return;
        }
        DemoOptions options;
        try {
            options = DemoOptions.read(given);
        } catch (IllegalArgumentException e) {
            System.err.println(Visible.lines("demo: " + e.getMessage() + ". See scripts/demo --help."));
            System.exit(2);
            return;
        }
        int status;
        Map<String, Integer> published = new ConcurrentSkipListMap<>();
        try (Local local = Local.builder()
                .clock(new RealTime(InstantSource.system(), options.speed()))
                .scenario(options.scenario())
                .definition(Path.of("statemachine/rds-maint-machine.asl.json"))
                .function(new DeployedFunction())
                .listener(event -> published.merge(event.detailType(), 1, Integer::sum))
                .start()) {
            status = new Demo(options, local, published, Visible.stream(System.out)).run() ? 0 : 1;
        }
        System.exit(status);
    }

    private boolean run() {
        Topology before = Topology.of(rds);
        out.println("Cluster " + before.clusterId() + " before:");
        before.print(out);
        out.println();
        plan(before.clusterId());
        options.fault().body(options.showcase(), options.target()).ifPresent(fault -> {
            out.println("Something will go wrong: POST /admin/faults " + fault);
            admin.inject(fault);
        });
        out.println("aws stepfunctions start-execution --state-machine-arn " + Local.MACHINE_ARN + " --input '"
                + input(before.clusterId(), false) + "'");
        String execution = start(before.clusterId(), false);
        Watched watched = new Watched(stepFunctions, execution);
        follow(watched);
        return report(before, watched, execution);
    }

    private void plan(String clusterId) {
        Watched dryRun = new Watched(stepFunctions, start(clusterId, true));
        while (dryRun.running()) {
            pause();
        }
        for (Watched.News news : dryRun.news()) {
            if (news instanceof Watched.Replied replied) {
                out.println(replied.reply().path("summary").asText());
                replied.reply().path("plan").forEach(line -> out.println("  " + line.asText()));
            }
        }
        out.println();
    }

    private void follow(Watched watched) {
        Progress progress = new Progress(out);
        boolean running = true;
        while (running) {
            pause();
            running = watched.running();
            for (Watched.News news : watched.news()) {
                switch (news) {
                    case Watched.Replied replied -> progress.show(replied.at(), replied.reply());
                    case Watched.Asked asked -> answer(asked.detail());
                }
            }
        }
    }

    private void answer(JsonNode detail) {
        String answer = human.answer(detail);
        if (!detail.at("/question/kind").asText().equals("gate")) {
            admin.clearFaults();
            out.println("    (the cause is mended: DELETE /admin/faults)");
        }
        stepFunctions.sendTaskSuccess(
                r -> r.taskToken(detail.path("task_token").asText()).output(answer));
        out.println();
    }

    private boolean report(Topology before, Watched watched, String execution) {
        var end = stepFunctions.describeExecution(r -> r.executionArn(execution));
        Topology after = Topology.of(rds, before.clusterId());
        out.println();
        out.println("Cluster " + after.clusterId() + " after:");
        after.print(out);
        out.println();
        out.println("Execution " + end.statusAsString()
                + (end.error() == null ? "" : " " + end.error() + ": " + end.cause()));
        lastSummary(end.output());
        JsonNode calls = admin.calls();
        long changes = calls.valueStream()
                .filter(c -> c.path("service").asText().equals("rds"))
                .filter(c -> !c.path("action").asText().startsWith("Describe"))
                .count();
        out.println("Published: "
                + published.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", ")));
        out.printf(
                "%d state transitions, %d function calls, %d RDS-side calls of which %d changed something%n",
                watched.transitions(), watched.functionCalls(), calls.size(), changes);
        boolean asAsked =
                end.statusAsString().equals("SUCCEEDED") && options.showcase().asAsked(before, after, options.target());
        out.println(asAsked ? "As asked." : "NOT as asked.");
        return asAsked;
    }

    private void lastSummary(@Nullable String output) {
        if (output != null) {
            out.println(Watched.read(output).path("summary").asText());
        }
    }

    private String start(String clusterId, boolean dryRun) {
        return stepFunctions
                .startExecution(r -> r.stateMachineArn(Local.MACHINE_ARN)
                        .name(dryRun ? "demo-plan" : "demo")
                        .input(input(clusterId, dryRun)))
                .executionArn();
    }

    private String input(String clusterId, boolean dryRun) {
        return "{\"params\":{\"type\":\"" + options.showcase().type() + "\",\"cluster_id\":\"" + clusterId + "\","
                + (dryRun ? "\"dry_run\":true," : "") + "\"params\":"
                + options.showcase().parameters(options.target()) + "}}";
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
