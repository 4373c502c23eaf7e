package io.rdsmaint.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a simulator over HTTP on the loopback address, to programs on this machine and to no web page. */
public final class SimulatorServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Begins to listen.
     *
     * @param port port to listen on, 0 for any free one
     * @throws UncheckedIOException when the port is taken
     */
    public SimulatorServer(Simulator simulator, int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + ": " + e.getMessage(), e);
        }
        server.createContext("/", exchange -> serve(simulator, exchange));
        server.setExecutor(workers);
        server.start();
    }

    /** Where it listens, for {@code endpointOverride} and {@code --endpoint-url}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void serve(Simulator simulator, HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new SimulatorRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    new HashMap<>(exchange.getRequestHeaders()),
                    Body.of(exchange.getRequestBody().readAllBytes()));
            switch (admitted(simulator, request)) {
                case SimulatorResponse.Answer answer -> {
                    answer.headers().forEach(exchange.getResponseHeaders()::set);
                    exchange.sendResponseHeaders(
                            answer.status(),
                            answer.body().length() == 0 ? -1 : answer.body().length());
                    exchange.getResponseBody().write(answer.body().bytes());
                }
                case SimulatorResponse.Cut cut -> exchange.getResponseHeaders().clear();
            }
        }
    }

    private static SimulatorResponse admitted(Simulator simulator, SimulatorRequest request) {
        Optional<String> objection = SameMachine.objection(request.headers());
        return objection.isEmpty()
                ? respond(simulator, request)
                : new SimulatorResponse.Answer(
                        403, Map.of("Content-Type", "text/plain"), Body.of("refused: " + objection.get() + "\n"));
    }

    /** Only a fault cuts connections: what nobody thought of is answered, too. */
    private static SimulatorResponse respond(Simulator simulator, SimulatorRequest request) {
        try {
            return simulator.handle(request);
        } catch (RuntimeException e) {
            return new SimulatorResponse.Answer(
                    500, Map.of("Content-Type", "text/plain"), Body.of("the simulator failed: " + e + "\n"));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }
}
