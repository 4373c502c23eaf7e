package io.rdsmaint.store;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** A network that can be exchanged behind a client, which takes long to make. */
final class Rewired implements SdkHttpClient {
    private SdkHttpClient network;

    Rewired(SdkHttpClient network) {
        this.network = network;
    }

    void to(SdkHttpClient other) {
        network = other;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return network.prepareRequest(request);
    }

    @Override
    public void close() {}
}
