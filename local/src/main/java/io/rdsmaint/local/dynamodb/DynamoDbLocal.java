package io.rdsmaint.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import io.rdsmaint.local.endpoint.Answer;
import io.rdsmaint.local.endpoint.Call;
import io.rdsmaint.local.endpoint.CutException;
import io.rdsmaint.local.endpoint.Service;
import io.rdsmaint.simulator.http.Body;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * DynamoDB Local in this process, in memory; it starts with the first request, and then has the table of the deployment. Its
 * server has no port: requests reach it through a connection in memory, so nobody else does, and none can be taken by others.
 */
public final class DynamoDbLocal implements Service, AutoCloseable {
    private static final List<String> FORWARDED =
            List.of("x-amz-target", "content-type", "authorization", "x-amz-date");
    private static final List<String> SHOWN = List.of("content-type", "x-amz-crc32", "x-amzn-requestid");

    private static final boolean IN_MEMORY = true;
    private static final boolean SHARED_BY_ALL_ACCESS_KEYS = true;
    private static final boolean DELAYED_STATUSES = false;
    private static final String ANY_ORIGIN = "*";

    /** Longer than anybody waits for an answer of the endpoint. */
    private static final long PATIENCE_SECONDS = 120;

    private final String table;
    private final Object lock = new Object();
    private Optional<Running> running = Optional.empty();

    private record Running(Server server, LocalConnector connection) {}

    /** With a table of this name. */
    public DynamoDbLocal(String table) {
        this.table = table;
    }

    @Override
    public Answer answer(Call call) {
        Map<String, String> headers = new HashMap<>();
        FORWARDED.forEach(name -> call.header(name).ifPresent(value -> headers.put(name, value)));
        return send(started(), headers, call.body());
    }

    /** Starts the server, if it does not run yet. */
    public void start() {
        started();
    }

    private Running started() {
        synchronized (lock) {
            if (running.isEmpty()) {
                Running begun = begin();
                createTable(begun);
                running = Optional.of(begun);
            }
            return running.get();
        }
    }

    private static Running begin() {
        requireWritable(Path.of(System.getProperty("java.io.tmpdir")));
        try {
            QueuedThreadPool threads = new QueuedThreadPool();
            threads.setName("dynamodb");
            threads.setDaemon(true);
            Server server = new Server(threads);
            LocalConnector connection = new LocalConnector(server);
            server.addConnector(connection);
            server.setHandler(new LocalDynamoDBServerHandler(
                    new LocalDynamoDBRequestHandler(0, IN_MEMORY, null, SHARED_BY_ALL_ACCESS_KEYS, DELAYED_STATUSES),
                    ANY_ORIGIN));
            server.start();
            return new Running(server, connection);
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
    }

    /** Its database unpacks a library there. */
    static void requireWritable(Path temporary) {
        if (!Files.isWritable(temporary)) {
            throw new IllegalStateException("DynamoDB Local needs the temporary directory " + temporary
                    + ", which can't be written; name another: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIRECTORY");
        }
    }

    private void createTable(Running begun) {
        Map<String, String> headers = Map.of(
                "x-amz-target", "DynamoDB_20120810.CreateTable",
                "content-type", "application/x-amz-json-1.0",
                "authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0");
        Answer answer = send(begun, headers, Body.of(TableDefinition.of(table)));
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "The table " + table + " was not created: " + answer.body().text());
        }
    }

    private static Answer send(Running to, Map<String, String> headers, Body body) {
        try {
            ByteBuffer response =
                    to.connection().getResponse(HttpText.request(headers, body), PATIENCE_SECONDS, TimeUnit.SECONDS);
            Answer answer = HttpText.answer(response);
            Map<String, String> shown = new HashMap<>(answer.headers());
            shown.keySet().retainAll(SHOWN);
            return new Answer(answer.status(), shown, answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CutException("the endpoint closes");
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not answer", e);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            running.ifPresent(DynamoDbLocal::stop);
            running = Optional.empty();
        }
    }

    private static void stop(Running running) {
        try {
            running.server().stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }
}
