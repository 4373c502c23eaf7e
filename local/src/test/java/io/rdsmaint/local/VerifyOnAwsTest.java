package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.CallRecord;
import io.rdsmaint.simulator.admin.Outsider;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.scenario.ClusterBuilder;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.disturbances.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The script that tries things on AWS, as far as this machine goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyOnAwsTest {
    private static final String NOWHERE = "http://127.0.0.1:9";

    /** What is said of words that are in AWS's answers only. */
    private static final String[] UNKNOWN = {"neither", "does not show", "does not know"};

    private record Ended(int status, String output) {}

    private final Deployed deployed = new Deployed(new DeployedFunction());
    private final String endpoint = deployed.bench.local.uri().toString();

    @BeforeEach
    void load() {
        deployed.load(Scenarios.multiNode());
    }

    @AfterAll
    void close() {
        deployed.close();
    }

    @Test
    void itShowsThePlanTriesWhatIsHereAndReportsAll(@TempDir Path directory) throws Exception {
        Path report = directory.resolve("verified.md");
        Ended ended = run(endpoint, "--yes", "--report", report.toString());

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("Account 123456789012, region us-east-1", "Makes nothing, costs nothing")
                .contains("s3-missing: yes, 404", "token-wait: not tried, this endpoint is not AWS")
                .contains("words: yes, ", "Left out: scaling-rights, blue-green (needs --cluster).");
        assertThat(Files.readString(report))
                .contains("on an endpoint that is not AWS", "| `date-tolerance` |", "| `bus-source` |");
    }

    @Test
    void withoutAYesNothingIsTried(@TempDir Path directory) throws Exception {
        Path report = directory.resolve("verified.md");
        Ended ended = run(endpoint, "--only", "s3-missing", "--report", report.toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("s3-missing").doesNotContain("404,");
        assertThat(report).doesNotExist();
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws Exception {
        assertThat(run(
                        NOWHERE,
                        "--only",
                        "moon,scaling-rights,blue-green",
                        "--record",
                        "words.json",
                        "--dance",
                        "--report"))
                .isEqualTo(new Ended(2, """
                        Wrong options; see scripts/verify-on-aws --help:
                          unknown option --dance
                          --report needs a value
                          there is no point moon
                          the point scaling-rights needs --cluster
                          the point blue-green needs --cluster
                          --record is of the point words only
                        """));
        assertThat(run(NOWHERE, "--only", "words", "--cluster", "some", "--keep", "--now"))
                .isEqualTo(new Ended(2, """
                        Wrong options; see scripts/verify-on-aws --help:
                          unknown option --now
                          --cluster is for none of these points
                        """));
        assertThat(run(NOWHERE, "--only", "blue-green", "--cluster")).isEqualTo(new Ended(2, """
                        Wrong options; see scripts/verify-on-aws --help:
                          --cluster needs a value
                        """));
    }

    @Test
    void whatIsNoSandboxClusterIsRefusedBeforeAnythingIsMade() throws Exception {
        deployed.load(Scenarios.singleNode().and(stage -> stage.alter("demo-single", ClusterBuilder::untagged)));

        assertThat(run(endpoint, "--yes", "--cluster", "demo-single")).isEqualTo(new Ended(2, """
                        Wrong options; see scripts/verify-on-aws --help:
                          cluster demo-single has fewer than two instances
                          cluster demo-single lacks the tag rds-maint-machine=allowed
                        """));
        assertThat(run(endpoint, "--yes", "--cluster", "nobody").output())
                .contains("  there is no cluster nobody in this region");
        assertThat(deployed.changes()).isEmpty();
    }

    @Test
    void theWordsOfTheSimulatorAreAllKnownAndRecordedWithoutNames(@TempDir Path directory) throws Exception {
        Path record = directory.resolve("words.json");
        deployed.load(Kind.CHANGE.world());
        deployed.bench.local.simulator().outsider().failOver("demo-multi", "demo-multi-2");
        deployed.bench.time.advance(Duration.ofMinutes(10));

        Ended ended = run(endpoint, List.of("--yes", "--only", "words", "--record", record.toString()), directory);

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("words: yes, ").doesNotContain(UNKNOWN);
        assertThat(Files.readString(record))
                .contains("DBClusterMembers.DBClusterMember.IsClusterWriter", "\"available\"")
                .contains("Started cross AZ failover to DB instance: <name>")
                .doesNotContain("demo-", "123456789012", "us-east-1", "r6g");
    }

    @Test
    void aWordThatNobodyKnowsIsTold(@TempDir Path directory) throws Exception {
        deployed.load(Scenarios.multiNode());
        Outsider others = deployed.bench.local.simulator().outsider();
        others.instanceStatus("demo-multi-2", "levitating");
        others.instanceStatus("demo-multi-3", "incompatible-gravity");
        others.event("demo-multi-2", "notification", "The instance demo-multi-2 floats since 2026-03-01 10:00 UTC");

        Ended ended = run(endpoint, List.of("--yes", "--only", "words"), directory);

        assertThat(ended.status()).as(ended.output()).isEqualTo(3);
        assertThat(Files.readString(directory.resolve("verified.md")))
                .contains("* `DescribeDBInstances DBInstanceStatus: levitating`")
                .contains("* `The instance <name> floats since <time>`")
                .doesNotContain("gravity");
    }

    @Test
    void scalingIsRegisteredSuspendedAndGoneAgain(@TempDir Path directory) throws Exception {
        deployed.load(Scenarios.twoNode());

        Ended ended = scaling("demo-two", directory);

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("from none to the 1 that it has")
                .contains("scaling-rights: partly, registered, suspended true; nobody's rights are known here");
        assertThat(deployed.changes())
                .extracting(CallRecord::action)
                .containsExactly("RegisterScalableTarget", "RegisterScalableTarget", "DeregisterScalableTarget");
    }

    @Test
    void scalingThatIsRefusedLeavesNothing(@TempDir Path directory) throws Exception {
        deployed.load(Scenarios.twoNode());
        deployed.bench.local.simulator().change(world -> world.withheld().add("rds:DeleteDBInstance"));

        Ended ended = scaling("demo-two", directory);

        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output())
                .contains("scaling-rights: failed, RegisterScalableTarget was answered 400", "rds:DeleteDBInstance")
                .doesNotContain("Left behind");
    }

    @Test
    void scalingOfSomebodyElseIsNotTouched(@TempDir Path directory) throws Exception {
        deployed.load(Scenarios.autoscaled());

        Ended ended = scaling("demo-autoscaled", directory);

        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("has a scalable target already: nothing was touched");
        assertThat(deployed.changes()).isEmpty();
    }

    @Test
    void aGreenSideIsBuiltTaggedAndRemoved(@TempDir Path directory) throws Exception {
        deployed.load(Kind.UPGRADE.world());

        Ended ended = ended(blueGreen(directory), () -> false);

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("second set of its instances costs: 3 (db.r6g.large, db.r6g.large, db.r6g.large)")
                .contains("green has the tags of blue; tagged as ours; unprotected and removed")
                .doesNotContain("Left behind");
        assertThat(deployed.changes().stream().map(CallRecord::action).distinct())
                .containsExactly(
                        "CreateBlueGreenDeployment",
                        "AddTagsToResource",
                        "ModifyDBCluster",
                        "DeleteBlueGreenDeployment");
        assertThat(clusters()).containsExactly("demo-upgrade");
    }

    @Test
    void whoeverStopsItLeavesNoGreenSide(@TempDir Path directory) throws Exception {
        deployed.load(Kind.UPGRADE.world());

        Ended ended = ended(blueGreen(directory), () -> clusters().size() > 1);

        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output())
                .contains("Stopping: what was made is removed first.", "Removing the deployment verify-")
                .contains("Stopped by you: no report was written.")
                .doesNotContain("Left behind");
        assertThat(clusters()).containsExactly("demo-upgrade");
    }

    @Test
    void whatCannotBeRemovedIsSaid(@TempDir Path directory) throws Exception {
        deployed.load(Kind.UPGRADE.world());
        deployed.bench.local.simulator().inject(Fault.error("DeleteBlueGreenDeployment", "AccessDenied", 403));
        deployed.bench.local.simulator().inject(Fault.error("AddTagsToResource", "InvalidParameterValue", 400));

        Ended ended = ended(blueGreen(directory), () -> false);

        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output())
                .contains("blue-green: failed, AddTagsToResource was answered 400")
                .contains("Left behind: the blue/green deployment verify-", "delete-blue-green-deployment");
    }

    @Test
    void onAwsTheRolesOfTheStackAreTried(@TempDir Path directory) throws Exception {
        deployed.load(Kind.UPGRADE.world());

        Ended ended = onAws(
                directory,
                "ScalingWithout RegisterScalableTarget 400 "
                        + "{\"__type\":\"ValidationException\",\"Message\":\"rds:CreateDBInstance is missing\"}");

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("scaling-rights: yes, without these rights 400 ValidationException: rds:CreateDBInstance is "
                        + "missing; with the policy 200")
                .contains("blue-green: yes, created in 15.")
                .containsSubsequence(
                        "CreateStack rds-maint-verify",
                        "blue-green: yes",
                        "DeleteStack rds-maint-verify",
                        "The stack rds-maint-verify is being deleted.")
                .doesNotContain("Left behind");
        assertThat(Files.readString(directory.resolve("verified.md"))).contains("on AWS.", "| yes | created in 15.");
    }

    @Test
    void onAwsARightThatIsMissingIsANoAndIsCleanedUpAfter(@TempDir Path directory) throws Exception {
        deployed.load(Kind.UPGRADE.world());

        Ended ended = onAws(
                directory,
                "Upgrade AddTagsToResource 403 <Code>AccessDenied</Code>"
                        + "<Message>User: arn:aws:sts::123456789012:assumed-role/some is not authorized</Message>");

        assertThat(ended.status()).as(ended.output()).isEqualTo(3);
        assertThat(ended.output())
                .contains("scaling-rights: **no**, without these rights 200; with the policy 200")
                .contains("blue-green: **no**, AddTagsToResource was denied", "DeleteStack rds-maint-verify")
                .doesNotContain("Left behind");
        assertThat(clusters()).containsExactly("demo-upgrade");
        assertThat(Files.readString(directory.resolve("verified.md")))
                .contains("AddTagsToResource was denied: User: arn:aws:sts::…:assumed-role/some")
                .doesNotContain("123456789012");
    }

    @Test
    void theStackHasTheDeployedPoliciesAndIamTakesThem() throws Exception {
        Process process = new ProcessBuilder("node", "../scripts/lib/verify/template.js").start();
        JsonNode template = Bench.json(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(process.waitFor()).isZero();

        List<JsonNode> policies = new ArrayList<>();
        template.path("Resources").forEach(one -> {
            if (one.path("Type").asText().equals("AWS::IAM::ManagedPolicy")) {
                policies.add(one.at("/Properties/PolicyDocument"));
            }
        });
        assertThat(policies)
                .hasSize(7)
                .allSatisfy(policy -> assertThat(policy.toString().replaceAll("\\$\\{[^}]*}", "x".repeat(14)))
                        .hasSizeLessThan(6_144));
        assertThat(template.toString()).hasSizeLessThan(51_200).doesNotContain("\"arn:aws:rds:${");
        for (String name : List.of("suspend-scaling", "upgrade-building", "upgrade-finishing")) {
            JsonNode deployed = Bench.json(Files.readString(Path.of("../policies/lambda-" + name + "-policy.json")));
            assertThat(policies.stream().map(VerifyOnAwsTest::asGenerated)).contains(deployed);
        }
    }

    /** A policy of the template as the generated files are written. */
    private static JsonNode asGenerated(JsonNode policy) {
        return Bench.json(policy.toString()
                .replaceAll("\\{\"Fn::Sub\":(\"[^\"]*\")}", "$1")
                .replace("${AWS::Partition}", "aws"));
    }

    @Test
    void thePageNamesEveryPoint() throws IOException {
        StringBuilder script = new StringBuilder();
        try (Stream<Path> points = Files.list(Path.of("../scripts/lib/verify"))) {
            for (Path file : points.toList()) {
                script.append(Files.readString(file));
            }
        }
        String page = Files.readString(Path.of("../docs/verified.md"));
        String help = Files.readString(Path.of("../scripts/verify-on-aws"));
        assertThat(script.toString()
                        .lines()
                        .filter(line -> line.startsWith("    name: '"))
                        .map(line -> line.split("'", -1)[1]))
                .hasSize(10)
                .allSatisfy(point -> {
                    assertThat(page).contains("| `" + point + "` |");
                    assertThat(help).contains("  " + point + " ");
                });
    }

    private Ended scaling(String cluster, Path directory) throws Exception {
        return run(endpoint, List.of("--yes", "--only", "scaling-rights", "--cluster", cluster), directory);
    }

    private Process blueGreen(Path directory) throws IOException {
        return begin(
                endpoint,
                List.of(
                        "--yes",
                        "--only",
                        "blue-green",
                        "--cluster",
                        "demo-upgrade",
                        "--report",
                        directory.resolve("verified.md").toString()));
    }

    /** Lets half a minute pass whenever the script has called, and stops the script once when that holds. */
    private Ended ended(Process process, BooleanSupplier enough) throws Exception {
        int calls = 0;
        boolean stopped = false;
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            int now = deployed.bench.local.simulator().calls().size();
            if (now > calls) {
                deployed.bench.time.advance(Duration.ofSeconds(30));
                calls = now;
            }
            if (!stopped && enough.getAsBoolean()) {
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
                stopped = true;
            }
        }
        return new Ended(process.exitValue(), output(process));
    }

    private List<String> clusters() {
        return deployed.bench.local.simulator().world().sites().stream()
                .flatMap(site -> site.clusters().stream())
                .map(Cluster::id)
                .toList();
    }

    private static Ended run(String endpoint, List<String> options, Path directory) throws Exception {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--report", directory.resolve("verified.md").toString()));
        return run(endpoint, all.toArray(String[]::new));
    }

    private static Ended run(String endpoint, String... options) throws Exception {
        Process process = begin(endpoint, List.of(options));
        String output = output(process);
        return new Ended(process.waitFor(), output);
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The points that need a cluster, as if the local endpoint were AWS, where roles are refused this. */
    private Ended onAws(Path directory, String refusals) throws Exception {
        Path preload = Path.of("src/test/resources/io/rdsmaint/local/as-on-aws.js");
        ProcessBuilder builder = builder(
                "",
                List.of(
                        "--yes",
                        "--only",
                        "scaling-rights,blue-green",
                        "--cluster",
                        "demo-upgrade",
                        "--report",
                        directory.resolve("verified.md").toString()));
        builder.environment().put("NODE_OPTIONS", "--require=" + preload.toAbsolutePath());
        builder.environment().put("TEST_ENDPOINT", endpoint);
        builder.environment().put("TEST_REFUSALS", refusals);
        return ended(begun(builder), () -> false);
    }

    private static Process begin(String endpoint, List<String> options) throws IOException {
        return begun(builder(endpoint, options));
    }

    private static Process begun(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static ProcessBuilder builder(String endpoint, List<String> options) {
        List<String> command = new ArrayList<>(List.of("../scripts/verify-on-aws"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", endpoint,
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local"));
        return builder;
    }
}
