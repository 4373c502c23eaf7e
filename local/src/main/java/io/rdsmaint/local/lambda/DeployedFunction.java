package io.rdsmaint.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.rdsmaint.function.CatalogueFactory;
import io.rdsmaint.function.Handler;
import io.rdsmaint.gateway.Clients;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** The real function, on the endpoint and clock of its sandbox. */
public final class DeployedFunction implements FunctionFactory {
    private final List<ExecutionInterceptor> interceptors;
    private final CatalogueFactory catalogues;
    private final List<String> families;

    /** As it is deployed. */
    public DeployedFunction() {
        this(List.of());
    }

    /** As it is deployed, with someone who sees its calls. */
    public DeployedFunction(List<ExecutionInterceptor> interceptors) {
        this(interceptors, List.of());
    }

    /** As it is deployed with some families; with all that there are where none is named. */
    public DeployedFunction(List<ExecutionInterceptor> interceptors, List<String> families) {
        this(interceptors, CatalogueFactory.standard(), families);
    }

    /** With other families. */
    public DeployedFunction(CatalogueFactory catalogues) {
        this(List.of(), catalogues, List.of());
    }

    private DeployedFunction(
            List<ExecutionInterceptor> interceptors, CatalogueFactory catalogues, List<String> families) {
        this.interceptors = List.copyOf(interceptors);
        this.catalogues = catalogues;
        this.families = List.copyOf(families);
    }

    @Override
    public RequestStreamHandler create(Map<String, String> environment, InstantSource clock) {
        URI endpoint = URI.create(given(environment, "AWS_ENDPOINT_URL"));
        SdkHttpClient http = new Redirected(Apache5HttpClient.builder().build(), endpoint);
        AwsBasicCredentials credentials = AwsBasicCredentials.create(
                given(environment, "AWS_ACCESS_KEY_ID"), given(environment, "AWS_SECRET_ACCESS_KEY"));
        Instant begin = clock.instant();
        Map<String, String> chosen = new HashMap<>(environment);
        if (!families.isEmpty()) {
            chosen.put("FAMILIES", String.join(",", families));
        }
        return new Handler(
                chosen,
                new Clients.Settings(
                        clock,
                        RandomGenerator.getDefault(),
                        Clients.Settings.briefPause(),
                        http,
                        StaticCredentialsProvider.create(credentials),
                        interceptors),
                () -> Duration.between(begin, clock.instant()).toNanos(),
                store -> store,
                catalogues);
    }

    private static String given(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException("The function's environment lacks " + name);
        }
        return value;
    }
}
