package io.rdsmaint.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** An HTTP client that answers from a script and keeps what it was asked. */
public final class StubHttp implements SdkHttpClient {
    private final Script script;
    private final List<Asked> asked = new ArrayList<>();

    public StubHttp(Script script) {
        this.script = script;
    }

    /** A request as it went out. */
    public record Asked(SdkHttpRequest request, String body) {
        /** A header's first value, or an empty text. */
        public String header(String name) {
            return request.firstMatchingHeader(name).orElse("");
        }
    }

    /** An answer. */
    public record Answer(int status, String body) {}

    /** Decides the answers. */
    @FunctionalInterface
    public interface Script {
        Answer answer(Asked asked) throws IOException;
    }

    /** The answer of a query service to a failed call. */
    public static Answer queryError(int status, String code) {
        return new Answer(
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + code
                        + "</Code><Message>said AWS</Message></Error><RequestId>r-1</RequestId></ErrorResponse>");
    }

    /** Everything asked so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest prepared) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                Asked one = new Asked(prepared.httpRequest(), body(prepared));
                asked.add(one);
                Answer answer = script.answer(one);
                byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                return HttpExecuteResponse.builder()
                        .response(SdkHttpFullResponse.builder()
                                .statusCode(answer.status())
                                .putHeader("Content-Length", String.valueOf(bytes.length))
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                        .build();
            }

            @Override
            public void abort() {
                // The answer is there at once: nothing is left to abort.
            }
        };
    }

    private static String body(HttpExecuteRequest prepared) throws IOException {
        if (prepared.contentStreamProvider().isEmpty()) {
            return "";
        }
        return new String(
                Objects.requireNonNull(prepared.contentStreamProvider().get().newStream())
                        .readAllBytes(),
                StandardCharsets.UTF_8);
    }

    @Override
    public void close() {}
}
