package io.rdsmaint.local.lambda;

import java.net.URI;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends every request to one endpoint, whatever host it is for. AWS_ENDPOINT_URL does the same for a process; this does it
 * for one instance of the function, so that several local systems can live in one process. The Host header becomes the
 * endpoint's, which serves no other; a bucket's stays in front, because S3 reads the name from it.
 */
public final class Redirected implements SdkHttpClient {
    private static final Pattern OF_BUCKET = Pattern.compile(".+\\.s3[.-].*");

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
                .putHeader("Host", host(request.httpRequest()))
                .build();
        HttpExecuteRequest.Builder prepared = HttpExecuteRequest.builder().request(redirected);
        request.contentStreamProvider().ifPresent(prepared::contentStreamProvider);
        request.metricCollector().ifPresent(prepared::metricCollector);
        return client.prepareRequest(prepared.build());
    }

    private String host(SdkHttpRequest request) {
        String meant = request.firstMatchingHeader("Host").orElse(request.host());
        return OF_BUCKET.matcher(meant).matches()
                ? meant + ".localhost:" + endpoint.getPort()
                : endpoint.getHost() + ":" + endpoint.getPort();
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
