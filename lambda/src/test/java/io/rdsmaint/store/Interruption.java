package io.rdsmaint.store;

import java.io.IOException;
import java.net.SocketException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** The network of one invocation, in which something happens at one of its requests; afterwards it is as before. */
final class Interruption implements SdkHttpClient {
    private final SdkHttpClient network;
    private final int request;
    private final boolean afterEffect;
    private final Fate fate;
    private final Runnable meanwhile;
    private int requests;
    private boolean dead;

    /** What becomes of the invocation at that request. */
    enum Fate {
        /** It is held up, and goes on. */
        PAUSED,
        /** It gets no answer to that request. */
        UNANSWERED,
        /** Its process ends. */
        ENDED
    }

    /** The process ended: nothing can catch it. */
    static final class ProcessEnded extends Error {
        private static final long serialVersionUID = 1L;

        ProcessEnded() {
            super("the process ended");
        }
    }

    /**
     * @param request the number of the request, from 1, at which it happens
     * @param afterEffect whether that request has reached its service by then
     * @param meanwhile what others do at that moment
     */
    Interruption(SdkHttpClient network, int request, boolean afterEffect, Fate fate, Runnable meanwhile) {
        this.network = network;
        this.request = request;
        this.afterEffect = afterEffect;
        this.fate = fate;
        this.meanwhile = meanwhile;
    }

    /** Whether the invocation made that request at all. */
    boolean happened() {
        return requests >= request;
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
                // Nothing here takes long enough to be aborted.
            }
        };
    }

    private HttpExecuteResponse exchange(HttpExecuteRequest prepared) throws IOException {
        if (dead) {
            throw new ProcessEnded();
        }
        requests++;
        if (requests != request) {
            return network.prepareRequest(prepared).call();
        }
        if (!afterEffect) {
            interrupt();
            return network.prepareRequest(prepared).call();
        }
        HttpExecuteResponse response = network.prepareRequest(prepared).call();
        if (fate != Fate.PAUSED) {
            response.responseBody().ifPresent(AbortableInputStream::abort);
        }
        interrupt();
        return response;
    }

    private void interrupt() throws SocketException {
        meanwhile.run();
        switch (fate) {
            case PAUSED -> {}
            case UNANSWERED -> throw new SocketException("Connection reset");
            case ENDED -> {
                dead = true;
                throw new ProcessEnded();
            }
        }
    }

    @Override
    public String clientName() {
        return network.clientName();
    }

    @Override
    public void close() {}
}
