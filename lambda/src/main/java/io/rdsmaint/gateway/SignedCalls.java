package io.rdsmaint.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Signed requests to a service of which so little is asked that its SDK module (26 MB for EC2) is not worth its place in the function's
 * archive. Each is sent once, dated as {@link SigningTime} says.
 */
public final class SignedCalls {
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final AwsV4HttpSigner signer;
    private final String service;
    private final String region;
    private final URI endpoint;

    SignedCalls(
            SdkHttpClient http,
            AwsCredentialsProvider credentials,
            AwsV4HttpSigner signer,
            String service,
            String region,
            URI endpoint) {
        this.http = http;
        this.credentials = credentials;
        this.signer = signer;
        this.service = service;
        this.region = region;
        this.endpoint = endpoint;
    }

    /** What came back, whatever its status. */
    public record Answer(int status, String requestId, String body) {}

    /**
     * Posts a body to the service's root.
     *
     * @throws SdkClientException when no answer came
     */
    public Answer post(Map<String, String> headers, String body) {
        ContentStreamProvider content = ContentStreamProvider.fromUtf8String(body);
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
        if (endpoint.getRawPath() == null || endpoint.getRawPath().isEmpty()) {
            request.encodedPath("/");
        }
        headers.forEach(request::putHeader);
        SignedRequest signed = signer.sign(r -> r.identity(credentials.resolveCredentials())
                .request(request.build())
                .payload(content)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        HttpExecuteRequest.Builder sent = HttpExecuteRequest.builder().request(signed.request());
        signed.payload().ifPresent(sent::contentStreamProvider);
        try {
            HttpExecuteResponse response = http.prepareRequest(sent.build()).call();
            return new Answer(
                    response.httpResponse().statusCode(),
                    response.httpResponse()
                            .firstMatchingHeader("x-amzn-RequestId")
                            .orElse("none"),
                    response.responseBody().map(SignedCalls::text).orElse(""));
        } catch (IOException | UncheckedIOException e) {
            throw SdkClientException.create("Unable to execute HTTP request: " + e.getMessage(), e);
        }
    }

    private static String text(InputStream body) {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
