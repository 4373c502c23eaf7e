package io.rdsmaint.bench.cold;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The services over TLS: what a call was answered the first time it is answered always, so that all variants have the same answers
 * in the same time. A call is the same when service, action and what it reads are.
 */
final class RecordedCloud implements AutoCloseable {
    private static final Set<String> PASSED_ON = Set.of("x-amz-target", "content-type", "authorization", "x-amz-date");
    private static final Set<String> PASSED_BACK = Set.of("content-type", "x-amzn-requestid", "x-amz-crc32");
    private static final Pattern ACTION = Pattern.compile("\\bAction=(\\w+)");
    private static final Pattern READ = Pattern.compile("\"Key\":\\{.*?\\}\\}|(Cluster|Instance)Identifier=[\\w.-]+");

    private final URI real;
    private final HttpsServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Recorded> answers = new ConcurrentHashMap<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param body each byte a character
     */
    private record Recorded(int status, Map<String, String> headers, String body) {}

    /** Listens with this certificate for what {@code real} answers. */
    RecordedCloud(URI real, Certificate certificate) {
        this.real = real;
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext("/", this::exchange);
        server.setExecutor(threads);
        server.start();
    }

    /** What AWS_ENDPOINT_URL has to say. */
    URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** What was called since this was asked last, in order. */
    String calls() {
        String all = String.join(", ", calls);
        calls.clear();
        return all;
    }

    /** What one request of so many that were made since this was asked last called: what was called less often belongs to the start. */
    String callsOfOne(int requests) {
        Map<String, Integer> counted = new TreeMap<>();
        calls.forEach(call -> counted.merge(call, 1, Integer::sum));
        calls.clear();
        return counted.entrySet().stream()
                .filter(one -> one.getValue() >= requests)
                .map(one -> one.getValue() / requests + " " + one.getKey())
                .collect(Collectors.joining(", "));
    }

    private void exchange(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Headers headers = exchange.getRequestHeaders();
        String text = new String(body, StandardCharsets.UTF_8);
        String action = action(headers, text);
        calls.add(action);
        StringBuilder key = new StringBuilder(action);
        Matcher read = READ.matcher(text);
        while (read.find()) {
            key.append(' ').append(read.group());
        }
        Recorded answer = answers.get(key.toString());
        if (answer == null) {
            answer = ask(exchange, body);
            answers.put(key.toString(), answer);
        }
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] bytes = answer.body().getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String action(Headers headers, String body) {
        String target = headers.getFirst("X-Amz-Target");
        if (target != null) {
            return target.substring(target.indexOf('.') + 1);
        }
        Matcher action = ACTION.matcher(body);
        return action.find() ? action.group(1) : "unknown";
    }

    private Recorded ask(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(real.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = new ConcurrentHashMap<>();
            response.headers().map().forEach((name, values) -> {
                if (PASSED_BACK.contains(name)) {
                    headers.put(name, values.getFirst());
                }
            });
            return new Recorded(
                    response.statusCode(), headers, new String(response.body(), StandardCharsets.ISO_8859_1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
