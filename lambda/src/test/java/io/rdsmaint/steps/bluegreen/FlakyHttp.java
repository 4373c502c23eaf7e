package io.rdsmaint.steps.bluegreen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Ends the invocation at a changing request: before it reaches the service, or after it took effect. */
final class FlakyHttp implements SdkHttpClient {
    /** The invocation is gone: nothing after the request happens. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final Pattern READS = Pattern.compile("Action=(Describe|List|Get)");

    private final SdkHttpClient behind;
    private int changes;
    private int crashAt;
    private boolean afterEffect;

    FlakyHttp(SdkHttpClient behind) {
        this.behind = behind;
    }

    /** Crashes at the n-th changing request, counted from 1. */
    void crashAt(int n, boolean afterItsEffect) {
        crashAt = n;
        afterEffect = afterItsEffect;
    }

    /** How many changing requests were begun. */
    int changes() {
        return changes;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest call = behind.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                if (!changes(body(request)) || ++changes != crashAt) {
                    return call.call();
                }
                if (afterEffect) {
                    call.call();
                }
                throw new Crash();
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    private static boolean changes(String body) {
        return body.contains("Action=") && !READS.matcher(body).find();
    }

    private static String body(HttpExecuteRequest request) throws IOException {
        @Nullable
        InputStream stream =
                request.contentStreamProvider().map(p -> p.newStream()).orElse(null);
        return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        behind.close();
    }
}
