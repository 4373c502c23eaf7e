package io.rdsmaint.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Answers invocations of a function with an empty list of operations, or as IAM does where an alias is not permitted. */
final class FunctionStub implements AutoCloseable {
    private static final String WHO =
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/eva</Arn><UserId>A</UserId>"
                    + "<Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";

    /** The names and aliases invoked, such as {@code rds-maint-machine:people}, in their order. */
    final List<String> invoked = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    FunctionStub(Set<String> permitted) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> answer(call, 200, WHO));
        server.createContext("/2015-03-31/functions", call -> {
            String alias = call.getRequestURI().getQuery().replaceAll(".*Qualifier=", "");
            invoked.add(call.getRequestURI().getPath().replaceAll(".*/functions/([^/]+)/.*", "$1") + ":" + alias);
            boolean allowed = permitted.contains(alias);
            String body = allowed
                    ? "{\"operations\":[],\"recent\":[]}"
                    : "{\"Message\":\"User: arn:aws:iam::123456789012:user/eva is not authorized to perform:"
                            + " lambda:InvokeFunction on resource: " + alias + "\"}";
            if (!allowed) {
                call.getResponseHeaders().add("x-amzn-ErrorType", "AccessDeniedException");
            }
            answer(call, allowed ? 200 : 403, body);
        });
        server.start();
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    /** What a command says, and its exit code first. */
    String run(Map<String, String> environment, String... words) {
        Settings settings = new Settings(
                environment,
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret"))),
                List.of());
        StringWriter said = new StringWriter();
        PrintWriter terminal = new PrintWriter(said, true);
        int code = Main.of(settings, terminal, terminal, Optional.empty(), _ -> {}, () -> "id")
                .run(words);
        return code + " " + said;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
