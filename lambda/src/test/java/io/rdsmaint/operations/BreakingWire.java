package io.rdsmaint.operations;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Counts the requests to AWS, and ends the process that makes one of them right after it arrived. */
final class BreakingWire implements SdkHttpClient {
    private final SdkHttpClient wire;
    private int requests;
    private int last = Integer.MAX_VALUE;

    BreakingWire(SdkHttpClient wire) {
        this.wire = wire;
    }

    /** The process ends; nothing in it can catch that. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    void breakAfter(int n) {
        last = n;
    }

    int requests() {
        return requests;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = wire.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws java.io.IOException {
                HttpExecuteResponse response = prepared.call();
                if (++requests == last) {
                    throw new Killed();
                }
                return response;
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public void close() {
        wire.close();
    }
}
