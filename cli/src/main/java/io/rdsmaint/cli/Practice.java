package io.rdsmaint.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Runs the commands on a deployment made of canned answers, so that the JVM can keep what it found out about their classes for the
 * next start. It is what the launcher makes the cache of, and nothing else.
 */
public final class Practice {
    private static final String STEP =
            "{\"planned\":{\"name\":\"Preflight\",\"expected\":\"PT20S\"},\"state\":\"waiting\","
                    + "\"started_at\":\"2026-03-01T02:00:00Z\",\"wait_condition\":\"AWS\"}";
    private static final String OVERVIEW = "{\"operation_id\":\"op-1\",\"operation_type\":\"instance_cycle\","
            + "\"operation_state\":\"running\",\"cluster_id\":\"c\",\"region\":\"us-east-1\",\"step_index\":0,\"step_count\":1,"
            + "\"since\":\"2026-03-01T02:00:00Z\",\"estimated_end\":\"2026-03-01T02:30:00Z\",\"execution_arn\":\"%s\"}";
    private static final String QUESTION =
            "{\"id\":\"op-1-q1\",\"kind\":\"gate\",\"attempt\":1,\"reason\":\"r\",\"observed\":\"o\","
                    + "\"options\":[{\"action\":\"continue\",\"consequence\":\"c\",\"destructive\":false}],"
                    + "\"asked_at\":\"2026-03-01T02:00:00Z\",\"commands\":[\"aws\"]}";

    private Practice() {}

    /** Runs them; with any argument it tells where the canned answers are, and stays there. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Practice::answer);
        server.start();
        if (arguments.length > 0) {
            System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
            return;
        }
        try {
            Settings settings = new Settings(
                    Map.of("AWS_REGION", "us-east-1"),
                    Optional.of(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                    Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))),
                    List.of());
            PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Main main = Main.of(settings, nowhere, nowhere, Optional.empty(), _ -> {}, () -> "practice");
            for (List<String> command : List.of(
                    List.of("status"),
                    List.of("status", "op-1"),
                    List.of("status", "--help"),
                    List.of("start", "instance_cycle", "c", "min_readers=1", "--yes"),
                    List.of("respond", "op-1", "abort"),
                    List.of("freeze", "--reason", "practice"))) {
                main.run(command.toArray(String[]::new));
            }
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange call) throws IOException {
        String request = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = Optional.ofNullable(call.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
        String arn = "arn:aws:states:us-east-1:1:execution:rds-maint-machine:run-practice";
        String answer;
        if (target.endsWith("StartExecution")) {
            answer = "{\"executionArn\":\"" + arn + "\",\"startDate\":1}";
        } else if (target.endsWith("DescribeExecution")) {
            answer = "{\"executionArn\":\"" + arn + "\",\"status\":\"SUCCEEDED\","
                    + "\"output\":\"{\\\"summary\\\":\\\"s\\\",\\\"plan\\\":[\\\"1. Preflight\\\"]}\"}";
        } else if (request.contains("GetCallerIdentity")) {
            answer =
                    "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/u</Arn><UserId>u</UserId>"
                            + "<Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";
        } else if (request.contains("operation_id")) {
            answer = "{\"operation\":{\"id\":\"op-1\",\"state\":\"paused\",\"index\":0,\"steps\":["
                    + STEP + "],\"question\":" + QUESTION + "},\"overview\":"
                    + OVERVIEW.formatted(arn) + ",\"now\":\"2026-03-01T02:01:00Z\"}";
        } else if (request.contains("status")) {
            answer =
                    "{\"operations\":[" + OVERVIEW.formatted(arn) + "],\"recent\":[],\"now\":\"2026-03-01T02:01:00Z\"}";
        } else {
            answer = "{\"summary\":\"s\",\"next\":\"succeed\"}";
        }
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }
}
