package io.rdsmaint.local.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rdsmaint.simulator.SameMachine;
import io.rdsmaint.simulator.http.Body;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP server, on loopback only, for programs on this machine and for no web page. */
public final class HttpEndpoint implements AutoCloseable {
    /** Read once, when the JDK's first server is made; without it each long answer waits 40 ms for an acknowledgement. */
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Service service;
    private final Boundary boundary;

    /** Listens at once; port 0 takes a free one. */
    public HttpEndpoint(int port, Service service, Boundary boundary) throws IOException {
        this.service = service;
        this.boundary = boundary;
        System.setProperty(NO_DELAY, "true");
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::exchange);
        server.setExecutor(threads);
        server.start();
    }

    /** What AWS_ENDPOINT_URL has to say. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void exchange(HttpExchange exchange) throws IOException {
        Optional<String> objection = SameMachine.objection(exchange.getRequestHeaders());
        if (objection.isPresent()) {
            write(exchange, Answer.error(new ServiceException(403, "AccessDenied", "Refused: " + objection.get())));
            return;
        }
        Call call = read(exchange);
        if (!boundary.admits(call)) {
            return;
        }
        try {
            Answer answer = answer(call);
            if (boundary.answers(call)) {
                write(exchange, answer);
            }
        } catch (CutException _) {
            exchange.close();
        }
    }

    private Answer answer(Call call) {
        try {
            return service.answer(call);
        } catch (ServiceException e) {
            return Answer.error(e);
        } catch (CutException e) {
            throw e;
        } catch (RuntimeException e) {
            return Answer.error(new ServiceException(500, "InternalFailure", String.valueOf(e)));
        }
    }

    private static Call read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                Map.copyOf(headers),
                Body.of(exchange.getRequestBody().readAllBytes()));
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (!exchange.getResponseHeaders().containsKey("x-amzn-RequestId")) {
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
        }
        try (exchange) {
            boolean empty = answer.body().length() == 0;
            exchange.sendResponseHeaders(
                    answer.status(), empty ? -1 : answer.body().length());
            if (!empty) {
                exchange.getResponseBody().write(answer.body().bytes());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
