package io.rdsmaint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The command line itself: what it refuses, how it fails, its help and its completion. */
class CommandLineTest {
    private static final List<String> COMMANDS =
            List.of("start", "status", "respond", "pause", "edit", "takeover", "freeze", "unfreeze", "completion");
    private static final String SECRET = "wJalrXUtnFEMI-secret";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Optional<HttpServer> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(one -> one.stop(0));
    }

    private int run(URI endpoint, String... arguments) {
        Settings settings = new Settings(
                Map.of("AWS_REGION", "us-east-1"),
                Optional.of(endpoint),
                Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", SECRET))),
                List.of());
        return Main.of(settings, new PrintWriter(out), new PrintWriter(err), Optional.empty(), _ -> {}, () -> "id")
                .run(arguments);
    }

    private int run(String... arguments) {
        return run(URI.create("http://127.0.0.1:9"), arguments);
    }

    /** An endpoint that answers everything so. */
    private URI answering(int status, String type, String body) throws IOException {
        HttpServer one = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        one.createContext("/", call -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("x-amzn-ErrorType", type);
            call.sendResponseHeaders(status, bytes.length);
            call.getResponseBody().write(bytes);
            call.close();
        });
        one.start();
        server = Optional.of(one);
        return URI.create("http://127.0.0.1:" + one.getAddress().getPort());
    }

    @Test
    void whatIsNotRightOnTheCommandLineIsUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("dance")).isEqualTo(2);
        assertThat(run("respond", "op-1")).isEqualTo(2);
        assertThat(run("status", "op-1", "--stay")).isEqualTo(2);
        assertThat(run("status", "--recent", "101")).isEqualTo(2);
        assertThat(run("status", "--log")).isEqualTo(2);
        assertThat(run("edit", "op-1")).isEqualTo(2);
        assertThat(run("edit", "op-1", "--no-pause", "--pause-before", "next")).isEqualTo(2);
        assertThat(run("freeze", "--reason", "x".repeat(501))).isEqualTo(2);
        assertThat(run("freeze")).isEqualTo(2);
        assertThat(run("status", "--watch")).isEqualTo(2);
        assertThat(run("status", "op-1", "--residue")).isEqualTo(2);
        assertThat(run("status", "--region", "us-east-1")).isEqualTo(2);
        assertThat(run("status", "op-1", "--watch", "--interval", "0")).isEqualTo(2);
        assertThat(run("start", "instance_cycle", "demo", "x=1", "--execution-name", "a b"))
                .isEqualTo(2);
        assertThat(run("start", "instance_cycle", "demo", "warm up")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "ANSWER",
                        "--stay is only used together with --watch",
                        "--recent is from 0 to 100",
                        "Nothing to change is given",
                        "--reason has 501 characters; at most 500",
                        "--reason",
                        "--watch needs the operation",
                        "exclude each other",
                        "'warm up' is not key=value")
                .doesNotContain("Exception", "xxx");
    }

    @Test
    void withoutATypeTheTypesAreListed() {
        assertThat(run("start")).isZero();

        assertThat(out.toString())
                .contains("instance_type_change  another class", "engine_upgrade        another engine");
    }

    @Test
    void aListThatIsNotPermittedIsOneClearSentence() throws IOException {
        URI endpoint = answering(
                403,
                "AccessDenied",
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>User: u is not authorized</Message></Error>"
                        + "</ErrorResponse>");

        assertThat(run(endpoint, "start", "instance_cycle")).isEqualTo(ExitCode.NOT_PERMITTED.number());

        assertThat(err.toString())
                .contains("AWS does not permit rds:DescribeDBClusters", "Only this list needs it")
                .hasLineCount(2);
    }

    /** It takes the connection and waits for the end of what it takes for a request. */
    @Test
    void anEndpointThatSpeaksNoTlsIsToldSoon() throws IOException {
        URI plain = answering(200, "none", "{}");
        Settings settings = new Settings(
                Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL", "https://127.0.0.1:" + plain.getPort()),
                Optional.empty(),
                Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", SECRET))),
                List.of());

        int code = Main.of(settings, new PrintWriter(out), new PrintWriter(err), Optional.empty(), _ -> {}, () -> "id")
                .run("status");

        assertThat(code).isEqualTo(ExitCode.NO_CONNECTION.number());
        assertThat(err.toString()).contains("does not speak TLS", "http://").hasLineCount(2);
    }

    @Test
    void whatAwsDoesNotPermitIsToldWithTheWayOut() throws IOException {
        URI endpoint = answering(403, "AccessDeniedException", "{\"Message\": \"User: u is not authorized\"}");

        assertThat(run(endpoint, "status")).isEqualTo(ExitCode.NOT_PERMITTED.number());

        assertThat(err.toString())
                .contains("lambda:InvokeFunction", "not authorized", "policies/operator-policy.json")
                .doesNotContain("\tat ", SECRET);
    }

    @Test
    void anAccountWithoutADeploymentIsNotFound() throws IOException {
        URI endpoint = answering(404, "ResourceNotFoundException", "{\"Message\": \"Function not found\"}");

        assertThat(run(endpoint, "status")).isEqualTo(ExitCode.NOT_FOUND.number());

        assertThat(err.toString()).contains("no deployment", "AWS_REGION");
    }

    @Test
    void anEndpointThatIsGoneIsNoConnection() throws IOException {
        // Held and never listening: a port let go again may be the next server's of a test beside this one.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI gone = URI.create("http://127.0.0.1:" + held.getLocalPort());
            assertThat(run(gone, "status")).isEqualTo(ExitCode.NO_CONNECTION.number());
        }

        assertThat(err.toString())
                .contains("No answer to lambda:InvokeFunction", "AWS_ENDPOINT_URL")
                .doesNotContain("\tat ");
    }

    @Test
    void everyCommandExplainsItselfAndItsExitCodes() {
        for (String command : COMMANDS) {
            assertThat(run(command, "--help")).isZero();
            assertThat(out.toString())
                    .contains("Usage: scripts/" + command)
                    .contains(
                            Stream.of(ExitCode.values()).map(ExitCode::meaning).toList());
        }
    }

    @Test
    void thePageNamesEveryCommandOptionAndExitCode() throws IOException {
        String page = Files.readString(Path.of("../docs/commands.md"));

        for (ExitCode code : ExitCode.values()) {
            assertThat(page).contains("| " + code.number() + " | " + code.meaning() + " |");
        }
        for (String command : COMMANDS) {
            out.getBuffer().setLength(0);
            run(command, "--help");
            assertThat(page).contains("scripts/" + command);
            assertThat(java.util.regex.Pattern.compile("--[a-z-]+")
                            .matcher(out.toString())
                            .results()
                            .map(found -> found.group())
                            .distinct())
                    .as(command)
                    .isNotEmpty()
                    .allSatisfy(option -> assertThat(page).contains("`" + option));
        }
    }

    @Test
    void bashCompletesOptionsTypesAndAnswersOfTheScriptsOnly(@TempDir Path folder) throws Exception {
        run("completion", "bash");
        Path script = Files.writeString(folder.resolve("completion.bash"), out.toString());
        assertThat(out.toString()).doesNotContainPattern("(?m)^complete .* (start|status)( |$)");

        assertThat(completed(script, "scripts/start", "inst")).contains("instance_cycle", "instance_type_change");
        assertThat(completed(script, "scripts/status", "--re")).contains("--residue", "--recent", "--region");
        assertThat(completed(script, "scripts/respond", "op-1", "ro")).contains("rollback");
    }

    private static List<String> completed(Path script, String... words) throws Exception {
        String line = String.join(" ", words);
        String ask = "source '%s'; spec=$(complete -p '%s'); f=${spec##*-F }; f=${f%%%% *};".formatted(script, words[0])
                + " COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}; $f %s '%s' '%s';"
                        .formatted(
                                line,
                                words.length - 1,
                                line,
                                words[0],
                                words[words.length - 1],
                                words[words.length - 2])
                + " printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "--norc", "-c", ask)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
    }
}
