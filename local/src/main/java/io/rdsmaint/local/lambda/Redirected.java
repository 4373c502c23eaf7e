package io.rdsmaint.local.lambda;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends every request to one endpoint, whatever host it is for; a bucket that is part of the host's name becomes part of the path. AWS_ENDPOINT_URL does the same for a process; this does it
 * for one instance of the function, so that several local systems can live in one process.
 */
public final class Redirected implements SdkHttpClient {
    private static final Pattern BUCKET = Pattern.compile("(.+)\\.s3[.-].*");

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
                .encodedPath(path(request.httpRequest()))
                .build();
        HttpExecuteRequest.Builder prepared = HttpExecuteRequest.builder().request(redirected);
        request.contentStreamProvider().ifPresent(prepared::contentStreamProvider);
        request.metricCollector().ifPresent(prepared::metricCollector);
        return client.prepareRequest(prepared.build());
    }

    private static String path(SdkHttpRequest request) {
        Matcher bucket = BUCKET.matcher(request.host());
        return bucket.matches() ? "/" + bucket.group(1) + request.encodedPath() : request.encodedPath();
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
