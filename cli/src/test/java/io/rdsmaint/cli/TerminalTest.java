package io.rdsmaint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What others wrote is shown and never obeyed. */
class TerminalTest {
    /** Clears the screen, sets the title, ends it by C1, breaks the line, turns writing around. */
    private static final String HOSTILE = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u007f\r\nCompleted.\u202egnol";

    private static final String SPELLED =
            "\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m\\u007f\\u000d\\u000aCompleted.\\u202egnol";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Terminal terminal() {
        return new Terminal(
                new PrintWriter(out),
                new PrintWriter(err),
                Optional.of(new BufferedReader(new StringReader("y\n"))),
                Screen.PIPE,
                _ -> {});
    }

    @Test
    void linesAreSpelledOut() {
        terminal().say("by " + HOSTILE);
        terminal().warn("why " + HOSTILE);
        terminal().confirm("sure? " + HOSTILE, false);

        assertThat(out).hasToString("by " + SPELLED + System.lineSeparator());
        assertThat(err).hasToString("why " + SPELLED + System.lineSeparator() + "sure? " + SPELLED + " [y/N] ");
    }

    @Test
    void onlyOurOwnSequencesRedraw() {
        terminal().redraw(2, List.of("one " + HOSTILE));

        assertThat(out).hasToString("\u001b[2A\r\u001b[Kone " + SPELLED + "\n\u001b[J");
    }

    @Test
    void whatAnOperatorTypedReachesNobodysTerminal() throws IOException {
        String answer = new JsonMapper()
                .writeValueAsString(Map.of(
                        "operations",
                        List.of(Map.of("operation_id", "op-1", "cluster_id", HOSTILE, "wait_condition", HOSTILE)),
                        "recent",
                        List.of(Map.of("operation_id", "op-2", "requested_by", HOSTILE)),
                        "freeze",
                        Map.of("reason", HOSTILE, "by", HOSTILE)));

        assertThat(status(answer)).isZero();
        assertThat(out.toString())
                .contains("op-1", "\\u001b[2J")
                .matches("[^\\p{Cntrl}\\x7f-\\x9f\u202e]+(\\R[^\\p{Cntrl}\\x7f-\\x9f\u202e]*)*");

        out.getBuffer().setLength(0);
        assertThat(status(answer, "--output", "json")).isZero();
        assertThat(out.toString().strip()).doesNotContainPattern("[\\p{Cntrl}\\x7f-\\x9f\u202e]");
        JsonNode shown = new JsonMapper().readTree(out.toString());
        assertThat(shown.at("/recent/0/requested_by").asText())
                .as("and is the same JSON")
                .isEqualTo(HOSTILE);
    }

    private int status(String answer, String... options) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, bytes.length);
            call.getResponseBody().write(bytes);
            call.close();
        });
        server.start();
        try {
            Settings settings = new Settings(
                    Map.of("AWS_REGION", "us-east-1"),
                    Optional.of(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                    Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret"))),
                    List.of());
            return Main.of(settings, new PrintWriter(out), new PrintWriter(err), Optional.empty(), _ -> {}, () -> "id")
                    .run(Stream.concat(Stream.of("status"), Stream.of(options)).toArray(String[]::new));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nothingWritesPastTheTerminal() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> past = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !List.of("Terminal.java", "Practice.java", "CompletionCommand.java")
                            .contains(file.getFileName().toString()))
                    .flatMap(TerminalTest::lines)
                    .filter(line -> line.matches(".*\\.(print|println|printf|format)\\(.*"))
                    .filter(line -> line.contains("out") || line.contains("err"))
                    .toList();
            assertThat(past)
                    .as("terminal.say, warn and data spell out what a terminal would obey")
                    .isEmpty();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
