package io.rdsmaint.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import io.rdsmaint.local.endpoint.Answer;
import io.rdsmaint.local.endpoint.Call;
import io.rdsmaint.local.endpoint.CutException;
import io.rdsmaint.local.endpoint.Service;
import io.rdsmaint.simulator.Body;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * DynamoDB Local in this process, in memory, on a port of its own that nobody needs to know; it starts with the first
 * request, and then has the table of the deployment.
 */
public final class DynamoDbLocal implements Service, AutoCloseable {
    private static final List<String> FORWARDED =
            List.of("x-amz-target", "content-type", "authorization", "x-amz-date");

    private static final boolean IN_MEMORY = true;
    private static final boolean SHARED_BY_ALL_ACCESS_KEYS = true;
    private static final boolean DELAYED_STATUSES = false;
    private static final String ANY_ORIGIN = "*";

    private final String table;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Running running = new Running();

    /** The server once it runs. */
    private static final class Running {
        private boolean started;
        private URI uri = URI.create("http://127.0.0.1");
        private Runnable stop = () -> {};
    }

    /** With a table of this name. */
    public DynamoDbLocal(String table) {
        this.table = table;
    }

    @Override
    public Answer answer(Call call) {
        Map<String, String> headers = new HashMap<>();
        FORWARDED.forEach(name -> call.header(name).ifPresent(value -> headers.put(name, value)));
        return send(start(), headers, call.body());
    }

    /** Starts the server, if it does not run yet. */
    public URI start() {
        synchronized (running) {
            if (!running.started) {
                int port = freePort();
                DynamoDBProxyServer server = server(port);
                running.uri = URI.create("http://127.0.0.1:" + port);
                running.stop = () -> stop(server);
                running.started = true;
                createTable(running.uri);
            }
            return running.uri;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("No free port for DynamoDB Local", e);
        }
    }

    private static DynamoDBProxyServer server(int port) {
        try {
            DynamoDBProxyServer server = new DynamoDBProxyServer(
                    port,
                    new LocalDynamoDBServerHandler(
                            new LocalDynamoDBRequestHandler(
                                    0, IN_MEMORY, null, SHARED_BY_ALL_ACCESS_KEYS, DELAYED_STATUSES),
                            ANY_ORIGIN));
            server.start();
            return server;
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
    }

    private static void stop(DynamoDBProxyServer server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }

    private void createTable(URI uri) {
        Map<String, String> headers = Map.of(
                "x-amz-target", "DynamoDB_20120810.CreateTable",
                "content-type", "application/x-amz-json-1.0",
                "authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0");
        Answer answer = send(uri, headers, Body.of(TableDefinition.of(table)));
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "The table " + table + " was not created: " + answer.body().text());
        }
    }

    private Answer send(URI uri, Map<String, String> headers, Body body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes()));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> shown = new HashMap<>();
            for (String name : List.of("content-type", "x-amz-crc32", "x-amzn-requestid")) {
                response.headers().firstValue(name).ifPresent(value -> shown.put(name, value));
            }
            return new Answer(response.statusCode(), shown, Body.of(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException("DynamoDB Local does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CutException("the endpoint closes");
        }
    }

    @Override
    public void close() {
        synchronized (running) {
            running.stop.run();
            running.stop = () -> {};
        }
        http.shutdownNow();
    }
}
