package io.rdsmaint.simulator.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Hands an SDK client's requests to a service in the same process, without a network. */
public final class InProcessHttpClient implements SdkHttpClient {

    private static final String HOST = "Host";

    private final Function<SimulatorRequest, SimulatorResponse> service;

    /** A client of this service, whatever host its requests are for. */
    public InProcessHttpClient(Function<SimulatorRequest, SimulatorResponse> service) {
        this.service = service;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest prepared) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return exchange(prepared);
            }

            @Override
            public void abort() {
                // The SDK aborts a call that has timed out; here the exchange is over before anyone can.
            }
        };
    }

    private HttpExecuteResponse exchange(HttpExecuteRequest prepared) throws IOException {
        return switch (service.apply(request(prepared))) {
            case SimulatorResponse.Answer answer -> response(answer);
            case SimulatorResponse.Cut cut -> throw new SocketException("Connection reset (" + cut.reason() + ")");
        };
    }

    private static SimulatorRequest request(HttpExecuteRequest prepared) throws IOException {
        SdkHttpRequest http = prepared.httpRequest();
        String query = http.encodedQueryParameters().map(text -> "?" + text).orElse("");
        Map<String, List<String>> headers = new HashMap<>(http.headers());
        headers.putIfAbsent(HOST, List.of(http.host()));
        return new SimulatorRequest(http.method().name(), http.encodedPath() + query, headers, body(prepared));
    }

    private static Body body(HttpExecuteRequest prepared) throws IOException {
        if (prepared.contentStreamProvider().isEmpty()) {
            return Body.EMPTY;
        }
        try (InputStream stream = prepared.contentStreamProvider().get().newStream()) {
            return Body.of(stream.readAllBytes());
        }
    }

    private static HttpExecuteResponse response(SimulatorResponse.Answer answer) {
        Map<String, List<String>> headers = new HashMap<>();
        answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        headers.putIfAbsent(
                "Content-Length", List.of(Integer.toString(answer.body().length())));
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(answer.status())
                        .headers(headers)
                        .build())
                .responseBody(AbortableInputStream.create(
                        new ByteArrayInputStream(answer.body().bytes())))
                .build();
    }

    @Override
    public void close() {}
}
