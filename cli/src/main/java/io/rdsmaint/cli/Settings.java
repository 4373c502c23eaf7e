package io.rdsmaint.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/**
 * How AWS is reached. What is empty comes from the SDK's standard settings: variables, profiles, {@code AWS_ENDPOINT_URL}.
 *
 * @param environment where the region and the deployment's name are looked for
 * @param interceptors see every call
 */
public record Settings(
        Map<String, String> environment,
        Optional<URI> endpoint,
        Optional<AwsCredentialsProvider> credentials,
        List<ExecutionInterceptor> interceptors) {

    public Settings {
        environment = Map.copyOf(environment);
        interceptors = List.copyOf(interceptors);
    }

    /** As everybody sets it. */
    static Settings standard() {
        return new Settings(System.getenv(), Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * The deployment's region. The AWS CLI knows it also as AWS_DEFAULT_REGION, which the SDK doesn't.
     *
     * @throws Failure when there is none
     */
    Region region() {
        return variable("AWS_REGION")
                .or(() -> variable("AWS_DEFAULT_REGION"))
                .map(Region::of)
                .or(Settings::ofProfile)
                .orElseThrow(() -> new Failure(
                        ExitCode.NOT_PERMITTED,
                        "No AWS region is set.",
                        "Set AWS_REGION to the region of the deployment, or choose a profile with AWS_PROFILE."));
    }

    /** The name of machine and function: the usual one, unless the deployment has a prefix. */
    String deployment() {
        return variable("RDS_MAINT_DEPLOYMENT").orElse("rds-maint-machine");
    }

    /**
     * The SDK would say of an endpoint that is none only that its protocol is null.
     *
     * @throws Failure when {@code AWS_ENDPOINT_URL} is no URL, or one of TLS of an endpoint that speaks none
     */
    void requireUrl() {
        String url = environment.get("AWS_ENDPOINT_URL");
        if (url != null && !isUrl(url)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "AWS_ENDPOINT_URL is no URL of an endpoint: " + (url.isBlank() ? "it is empty" : url),
                    "Set it to one, such as http://127.0.0.1:4566, or unset it to reach AWS.");
        }
        if (url != null && url.startsWith("https:")) {
            TlsProbe.require(URI.create(url));
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI url = new URI(text);
            boolean port = url.getPort() <= 65_535;
            boolean bare = url.getPath() == null
                    || url.getPath().isEmpty()
                    || url.getPath().equals("/");
            return url.getHost() != null
                    && port
                    && bare
                    && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static Optional<Region> ofProfile() {
        try {
            return Optional.ofNullable(new AwsProfileRegionProvider().getRegion());
        } catch (SdkClientException e) {
            return Optional.empty();
        }
    }
}
