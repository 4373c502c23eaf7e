package io.rdsmaint.bench.cold;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lambda's Runtime API (version 2018-06-01) for one process: it gives out events, and notes when they are asked for and answered.
 * Where a snapshot is taken, the process is told to go on at once.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime";
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:rds-maint-machine:machine";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] event;
    private final int times;
    private final Runnable beforeFirst;
    private final CompletableFuture<Long> restored = new CompletableFuture<>();
    private final CompletableFuture<Long> asked = new CompletableFuture<>();
    private final CompletableFuture<Answer> first = new CompletableFuture<>();
    private final CompletableFuture<long[]> all = new CompletableFuture<>();
    private final long[] took;
    private int given;
    private long givenAt;

    /** What came back, and when by {@link System#nanoTime}. */
    record Answer(long at, String body) {}

    /**
     * Listens.
     *
     * @param event given out each time
     * @param times how often it is given out
     * @param beforeFirst done when the first is asked for, before it is given
     */
    RuntimeApi(byte[] event, int times, Runnable beforeFirst) {
        this.event = event.clone();
        this.times = times;
        this.beforeFirst = beforeFirst;
        this.took = new long[times];
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::exchange);
        server.setExecutor(threads);
        server.start();
    }

    /** What AWS_LAMBDA_RUNTIME_API has to say. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** When the process asked whether its snapshot is restored. */
    CompletableFuture<Long> restored() {
        return restored;
    }

    /** When the first event was asked for. */
    CompletableFuture<Long> asked() {
        return asked;
    }

    /** The first answer. */
    CompletableFuture<Answer> first() {
        return first;
    }

    /** How long each answer took, in nanoseconds. */
    CompletableFuture<long[]> all() {
        return all;
    }

    private void exchange(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        long now = System.nanoTime();
        if (path.equals(VERSION + "/restore/next")) {
            restored.complete(now);
            answer(exchange, 200, new byte[0]);
        } else if (path.equals(VERSION + "/invocation/next")) {
            next(exchange, now);
        } else if (path.endsWith("/response")) {
            took[given - 1] = now - givenAt;
            first.complete(new Answer(now, new String(body, StandardCharsets.UTF_8)));
            if (given == times) {
                all.complete(took.clone());
            }
            answer(exchange, 202, new byte[0]);
        } else {
            IllegalStateException failure =
                    new IllegalStateException(path + ": " + new String(body, StandardCharsets.UTF_8));
            first.completeExceptionally(failure);
            all.completeExceptionally(failure);
            answer(exchange, 202, new byte[0]);
        }
    }

    private void next(HttpExchange exchange, long now) throws IOException {
        if (given == times) {
            // The process waits for an event that never comes, and is ended.
            return;
        }
        asked.complete(now);
        if (given == 0) {
            beforeFirst.run();
        }
        given++;
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Aws-Request-Id", "00000000-0000-4000-8000-%012d".formatted(given));
        exchange.getResponseHeaders().add("Lambda-Runtime-Invoked-Function-Arn", ARN);
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 90_000));
        givenAt = System.nanoTime();
        answer(exchange, 200, event);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
