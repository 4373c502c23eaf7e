package io.rdsmaint.store;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A network on which some requests are answered with an error of S3 and do not reach it. */
final class Answering implements SdkHttpClient {
    private final SdkHttpClient network;
    private final Predicate<SdkHttpRequest> which;
    private final int status;
    private final String code;
    private int times;

    /**
     * @param times how many of these requests are answered so; those after reach S3
     */
    Answering(SdkHttpClient network, Predicate<SdkHttpRequest> which, int times, int status, String code) {
        this.network = network;
        this.which = which;
        this.times = times;
        this.status = status;
        this.code = code;
    }

    /** Writes below a prefix. */
    static Predicate<SdkHttpRequest> writes(String prefix) {
        return request ->
                request.method().name().equals("PUT") && request.encodedPath().startsWith("/" + prefix);
    }

    /** Reads below a prefix. */
    static Predicate<SdkHttpRequest> reads(String prefix) {
        return request ->
                request.method().name().equals("GET") && request.encodedPath().startsWith("/" + prefix);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest prepared) {
        if (!which.test(prepared.httpRequest()) || times == 0) {
            return network.prepareRequest(prepared);
        }
        times--;
        byte[] body = "<Error><Code>%s</Code><Message>said S3</Message></Error>"
                .formatted(code)
                .getBytes(StandardCharsets.UTF_8);
        HttpExecuteResponse response = HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return response;
            }

            @Override
            public void abort() {
                // The answer is there at once.
            }
        };
    }

    @Override
    public void close() {}
}
