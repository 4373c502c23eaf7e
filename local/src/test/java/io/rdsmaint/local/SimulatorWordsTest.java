package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.gateway.rds.Statuses;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import io.rdsmaint.testkit.aurora.disturbances.Kind;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.RequestObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The words that {@code scripts/verify-on-aws} compares with those of AWS: what the simulator shows in all its scenarios and in a
 * whole run of each type of operation, and the statuses that the product knows.
 */
class SimulatorWordsTest {
    private static final boolean WRITE = Boolean.getBoolean("words.write");
    private static final Path FILE = Path.of("../scripts/lib/simulator-words.json");
    private static final String COMMAND = "./mvnw -pl local -am test -Dtest=SimulatorWordsTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dwords.write=true";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

    /** The reading calls with what they are asked beyond. */
    private static final Map<String, String> READS = Map.of(
            "DescribeDBClusters", "",
            "DescribeDBInstances", "",
            "DescribeBlueGreenDeployments", "",
            "DescribeDBClusterSnapshots", "",
            "DescribePendingMaintenanceActions", "",
            "DescribeEvents", "&Duration=20160");

    /** How the words end or begin that {@link Statuses} knows without naming each. */
    private static final Map<String, String> LASTING = Map.of(
            "failed$", "some-failed", "^incompatible-", "incompatible-some", "^inaccessible-", "inaccessible-some");

    private static final Duration OFTEN = Duration.ofSeconds(20);

    private final Set<String> lines = new LinkedHashSet<>();

    @Test
    void theFileHasTheWordsOfTheSimulatorAndTheProduct() throws Exception {
        Scenarios.all().forEach(this::looked);
        othersMeddle();
        Kind.all().forEach(this::run);
        lines.add(known().toString());

        String words = collected();

        if (WRITE) {
            Files.writeString(FILE, words);
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("%s is not what the simulator shows; to write it again: %s", FILE, COMMAND)
                .isEqualTo(words);
        assertThat(words).contains("\"failing-over\"", "\"SWITCHOVER_COMPLETED\"", "\"DB instance restarted\"");
    }

    @Test
    void whatLastsIsKnownByItsForm() {
        assertThat(LASTING.values())
                .allSatisfy(word -> assertThat(Statuses.INSTANCE.of(word)).isEqualTo(Outlook.LASTS));
    }

    /** A scenario left to itself. */
    private void looked(Scenario scenario) {
        VirtualClock clock = new VirtualClock(START);
        Simulator simulator = new Simulator(clock, scenario);
        for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(10), Duration.ofHours(1))) {
            clock.advance(later);
            look(scenario.name(), simulator, clock);
        }
    }

    /** Failovers and failures that no operation makes. */
    private void othersMeddle() {
        VirtualClock clock = new VirtualClock(START);
        Simulator simulator = new Simulator(clock, Scenarios.multiNode());
        List<Runnable> acts = List.of(
                () -> simulator.outsider().failWriter("demo-multi"),
                () -> simulator.outsider().failOver("demo-multi", "demo-multi-1"),
                () -> simulator.outsider().changeClass("demo-multi-2", "db.r6g.xlarge"));
        for (Runnable act : acts) {
            act.run();
            for (int i = 0; i < 120; i++) {
                clock.advance(Duration.ofSeconds(10));
                look("others", simulator, clock);
            }
        }
    }

    private void run(Kind kind) {
        AuroraTestRunner runner = new AuroraTestRunner(kind.world(), kind.type(), kind.cluster());
        runner.params.setAll((ObjectNode) Bench.json(kind.input("")).path("params"));
        runner.passingGates().observedBy(new RequestObserver() {
            @Override
            public void after(LambdaInvocation from, AwsRequest request, SimulatorResponse response) {
                if (READS.containsKey(request.action())) {
                    add(kind.type(), request.action(), response);
                }
                if (request.kind() == RequestKind.CHANGE) {
                    look(kind.type(), runner.simulator, runner.clock);
                }
            }
        });
        // The product looks when an end can be there; what is shown on the way there is seen by looking more often.
        runner.waiting((_, asked) -> {
            Duration left = asked;
            for (; left.compareTo(OFTEN) > 0; left = left.minus(OFTEN)) {
                runner.clock.advance(OFTEN);
                look(kind.type(), runner.simulator, runner.clock);
            }
            return left;
        });
        runner.run();
        look(kind.type(), runner.simulator, runner.clock);
    }

    private void look(String world, Simulator simulator, InstantSource clock) {
        String stamp = STAMP.format(clock.instant());
        Map<String, List<String>> headers = Map.of(
                "X-Amz-Date",
                List.of(stamp),
                "Authorization",
                List.of("AWS4-HMAC-SHA256 Credential=local/" + stamp.substring(0, 8)
                        + "/us-east-1/rds/aws4_request, SignedHeaders=host, Signature=" + "0".repeat(64)));
        READS.forEach((action, more) -> add(
                world,
                action,
                simulator.handle(new SimulatorRequest(
                        "POST", "/", headers, Body.of("Action=" + action + "&Version=2014-10-31" + more)))));
    }

    private void add(String world, String action, SimulatorResponse response) {
        if (response instanceof SimulatorResponse.Answer answer && answer.status() == 200) {
            lines.add(JsonNodeFactory.instance
                    .objectNode()
                    .put("world", world)
                    .put("action", action)
                    .put("answer", answer.text())
                    .toString());
        }
    }

    private static ObjectNode known() {
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        ObjectNode product = known.putObject("product");
        Stream.of(Statuses.CLUSTER, Statuses.INSTANCE, Statuses.DEPLOYMENT, Statuses.DEPLOYMENT_MEMBER)
                .forEach(table -> table.words().values().stream()
                        .flatMap(Set::stream)
                        .sorted()
                        .forEach(product.putArray(table.name().toLowerCase(Locale.ROOT))::add));
        LASTING.keySet().stream().sorted().forEach(known.putArray("lasting")::add);
        return known;
    }

    /** What the script makes of the answers. */
    private String collected() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("node", "../scripts/lib/verify/simulator-words.js")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            for (String line : lines) {
                in.write(line + "\n");
            }
        }
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return words;
    }
}
