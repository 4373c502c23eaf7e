package io.rdsmaint.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.cli.Screen;
import io.rdsmaint.cli.Terminal;
import io.rdsmaint.local.Local;
import io.rdsmaint.local.Store;
import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.ScenarioTexts;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the demo shows of every scenario, and how it is talked with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T10:00:00Z"));
    private final Map<String, Integer> published = new ConcurrentSkipListMap<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger stood = new AtomicInteger();
    private final Local local = Local.builder()
            .clock(time)
            .store(Store.S3)
            .random(new Random(7))
            .definition(Path.of("../statemachine/rds-maint-machine.asl.json"))
            .function(new DeployedFunction())
            .listener(event -> published.merge(event.detailType(), 1, Integer::sum))
            .start();
    private String out = "";

    @AfterAll
    void close() {
        local.close();
    }

    /** Runs the demo; nobody types what is empty. */
    private boolean run(Optional<String> typed, String... arguments) {
        DemoOptions read = DemoOptions.read(List.of(arguments));
        DemoOptions options = new DemoOptions(
                QuickScenarios.of(read.scenario()),
                read.showcase(),
                read.speed(),
                read.fault(),
                read.target(),
                read.yes(),
                read.console());
        local.simulator().load(options.scenario());
        StringWriter written = new StringWriter();
        PrintWriter writer = new PrintWriter(written);
        Terminal terminal = new Terminal(
                writer,
                writer,
                typed.map(text -> new BufferedReader(new StringReader(text))),
                new Screen(100, 40, true, true, false),
                _ -> {});
        DemoTime pace =
                new DemoTime(() -> time.advance(Duration.ofMinutes(4)), stood::incrementAndGet, stood::decrementAndGet);
        try (Stage stage = new Stage(local.uri(), "demo-" + runs.incrementAndGet())) {
            return new Demo(options, terminal, stage, pace, published).run();
        } finally {
            out = written.toString();
        }
    }

    static Stream<String> scenarios() {
        return Scenarios.all().stream().map(Scenario::name);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioEndsWellOrIsRefusedAsItIsThereFor(String scenario) {
        assertThat(ScenarioTexts.of(scenario)).isNotEmpty();

        assertThat(run(Optional.empty(), "--scenario", scenario)).as(out).isTrue();

        assertThat(out)
                .contains(Showcase.isRefused(scenario) ? "Would be refused" : "Execution SUCCEEDED")
                .doesNotContain("Exception", "\tat ");
        assertThat(out.lines().map(String::stripTrailing).filter(line -> line.length() > 100))
                .as("only a command or a word may be longer than the screen is wide")
                .allMatch(line -> line.strip().matches("aws .*|\\S+"));
    }

    /** Statements are killed on the way; the checksum tells a row that was changed twice, or not at all. */
    @Test
    void aRestoreShowsTheRowInProductionRefusedAndMasked() {
        assertThat(run(Optional.empty(), "--scenario", "restore")).as(out).isTrue();
        assertThat(out)
                .contains("The row in production (shop): Customer 7, customer7@example.org, 4000-")
                .contains("The row as a user of production in the copy (shop-staging-r-", "refused: ")
                .contains("The row by the old endpoint (shop-staging): Person 7, person7@masked.invalid, no card")
                .contains("no more than last week", "Answering by itself: continue/accept")
                .contains("As asked.");
        assertThat(out.replaceAll("\\s+", " "))
                .contains("By hand that would have been", " 1 RestoreDBClusterFromSnapshot, 2 CreateDBInstance");
    }

    @Test
    void thePiecesOfAPipelineLeaveWhatOnePlainStatementWould() {
        assertThat(run(Optional.empty(), "--scenario", "sql")).as(out).isTrue();

        assertThat(out.replaceAll("\\s+", " "))
                .contains(
                        "POST /admin/faults {\"id\":\"demo\",\"kind\":\"killed\"",
                        "4 at once",
                        "update: 20000 rows in 20 pieces",
                        "the same: each row was changed exactly once",
                        "As asked.");
    }

    /** Plan, steps and end; what a question says is its own tests' matter, and times are drawn. */
    @Test
    void theReadmeShowsWhatIsPrinted() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String shown = readme.substring(readme.indexOf("Cluster demo-multi before:"), readme.indexOf("As asked."));
        assertThat(run(Optional.empty())).as(out).isTrue();

        List<String> printed = out.lines().map(DemoTest::untimed).toList();
        List<String> steps = shown.lines()
                .filter(line -> line.matches(" +(\\d\\. |[✔✘–] +\\d).*|[A-Z].*"))
                .filter(line -> !line.matches("Published.*|\\d+ state.*"))
                .map(DemoTest::untimed)
                .toList();
        assertThat(steps).hasSizeGreaterThan(20);
        assertThat(printed).containsSubsequence(steps);
    }

    private static String untimed(String line) {
        return line.replaceFirst("^( +[✔✘–] .*) \\(.*\\)$", "$1");
    }

    @Test
    void whoeverIsAskedAnswersByWordOrNumberAndIsHelped() {
        assertThat(run(Optional.of("dance\n?\nrollback\n"))).as(out).isTrue();

        assertThat(out)
                .contains(
                        "'dance' is none of the answers: 1 continue, 2 rollback",
                        "scripts/respond op-",
                        "TASK_TOKEN=",
                        "✘  3/10 Change demo-multi-2",
                        "–  5/10 Change demo-multi-3",
                        "✔ 10/10",
                        "OperationRolledBack",
                        "As chosen: rollback.")
                .doesNotContain("Answering by itself");
        assertThat(out.indexOf("TASK_TOKEN")).as("on request only").isGreaterThan(out.indexOf("'dance'"));
        assertThat(stood).as("the clock goes on").hasValue(0);
    }

    @Test
    void whatWasChosenAndHappenedIsSuccess() {
        assertThat(run(Optional.of("3\n"))).as(out).isTrue();
        assertThat(out)
                .contains("OperationAborted", "As chosen: abort.", "✔")
                .containsPattern("✔ +\\d+/\\d+ Remove mark");

        assertThat(run(Optional.of("mark_complete\n"))).as(out).isTrue();
        assertThat(out).contains("As chosen: mark_complete.");
    }

    /** Threads of what was started would keep the process alive. */
    @Test
    void whateverFailsEndsTheProcessWithASentence(@TempDir Path elsewhere) throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(part -> Path.of(part).toAbsolutePath().toString())
                                .collect(Collectors.joining(File.pathSeparator)),
                        Demo.class.getName())
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said.strip())
                .isEqualTo("The demo ended: The definition statemachine/rds-maint-machine.asl.json cannot be read");
    }

    @Test
    void whatIsRefusedForAnotherReasonIsNoSuccess() {
        assertThat(run(Optional.empty(), "--target", "db.r9g.large")).isFalse();

        assertThat(out)
                .contains("Would be refused", "Refused. Nothing was changed.")
                .doesNotContain("go wrong");
    }
}
