package io.rdsmaint.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.endpoint.Answer;
import io.rdsmaint.local.endpoint.Call;
import io.rdsmaint.simulator.http.Body;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DynamoDbLocalTest {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final String LISTENING = "0A";

    private final DynamoDbLocal dynamoDb = new DynamoDbLocal("the-table");

    @AfterEach
    void stop() {
        dynamoDb.close();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "what a process listens on is read from /proc")
    void nothingListensForIt() throws IOException {
        Set<String> before = listening();

        dynamoDb.start();

        assertThat(listening()).isEqualTo(before);
    }

    @Test
    void anItemComesBackAsItWasPut() {
        String long64K = "ü€".repeat(40_000);

        assertThat(put("one", long64K).status()).isEqualTo(200);
        Answer answer = get("one");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsKeys("content-type", "x-amz-crc32", "x-amzn-requestid");
        assertThat(document(answer)).isEqualTo(long64K);
    }

    @Test
    void anErrorIsAnsweredAsSuch() {
        Answer answer = call("GetItem", "{\"TableName\":\"another\",\"Key\":{\"pk\":{\"S\":\"one\"}}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().text()).contains("ResourceNotFoundException");
    }

    @Test
    void manyAskAtTheSameTime() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> {
                        put("item-" + i, "document " + i);
                        return document(get("item-" + i));
                    }))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo("document " + i);
            }
        }
    }

    private Answer put(String key, String document) {
        return call("PutItem", """
                {"TableName":"the-table","Item":{"pk":{"S":"%s"},"sk":{"S":"s"},"document":{"S":"%s"}}}""".formatted(key, document));
    }

    private Answer get(String key) {
        return call("GetItem", """
                {"TableName":"the-table","Key":{"pk":{"S":"%s"},"sk":{"S":"s"}}}""".formatted(key));
    }

    private static String document(Answer answer) {
        try {
            return Json.parse(answer.body().text()).at("/Item/document/S").asText();
        } catch (Json.MalformedException e) {
            throw new AssertionError(answer.body().text(), e);
        }
    }

    private Answer call(String action, String body) {
        return dynamoDb.answer(new Call(
                "POST",
                URI.create("/"),
                Map.of(
                        "x-amz-target",
                        "DynamoDB_20120810." + action,
                        "content-type",
                        "application/x-amz-json-1.0",
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=anybody/20260101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0"),
                Body.of(body)));
    }

    /** The sockets on which this process listens. */
    private static Set<String> listening() throws IOException {
        Set<String> own = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            files.forEach(file -> own.add(target(file)));
        }
        Set<String> found = new HashSet<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                List<String> fields = SPACES.splitAsStream(line.strip()).toList();
                if (fields.get(3).equals(LISTENING) && own.contains("socket:[" + fields.get(9) + "]")) {
                    found.add(fields.get(1));
                }
            }
        }
        return found;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    @Test
    void aTemporaryDirectoryThatCantBeWrittenIsNamedWithTheWayOut() {
        assertThatThrownBy(() -> DynamoDbLocal.requireWritable(Path.of("/nowhere/at/all")))
                .hasMessageContaining("/nowhere/at/all")
                .hasMessageContaining("-Djava.io.tmpdir=DIRECTORY");
    }
}
