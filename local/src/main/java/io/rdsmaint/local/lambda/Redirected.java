package io.rdsmaint.local.lambda;

import java.net.URI;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends every request to one endpoint, whatever host it is for. AWS_ENDPOINT_URL does the same for a process; this does it
 * for one instance of the function, so that several local systems can live in one process. The Host header, which is signed,
 * stays: S3 reads the bucket's name from it.
 */
public final class Redirected implements SdkHttpClient {
    private final SdkHttpClient client;
    private final URI endpoint;

    /** Sends through this client, which is closed with it. */
    public Redirected(SdkHttpClient client, URI endpoint) {
        this.client = client;
        this.endpoint = endpoint;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpRequest redirected = request.httpRequest().toBuilder()
                .protocol(endpoint.getScheme())
                .host(endpoint.getHost())
                .port(endpoint.getPort())
                .build();
        HttpExecuteRequest.Builder prepared = HttpExecuteRequest.builder().request(redirected);
        request.contentStreamProvider().ifPresent(prepared::contentStreamProvider);
        request.metricCollector().ifPresent(prepared::metricCollector);
        return client.prepareRequest(prepared.build());
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
