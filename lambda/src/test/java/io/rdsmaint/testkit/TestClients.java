package io.rdsmaint.testkit;

import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** Clients for tests: given time, given wire, made-up credentials. */
public final class TestClients {
    /** Where tests take place. */
    public static final AwsScope PLACE = AwsScope.own("us-east-1");

    private TestClients() {}

    /** Clients that speak over {@code http}. */
    public static Clients over(SdkHttpClient http, InstantSource clock) {
        return over(http, clock, "local");
    }

    /** The same with another access key, whose account the simulator reads from it: {@code ASIA}, 12 digits, more. */
    public static Clients over(SdkHttpClient http, InstantSource clock, String accessKey) {
        return new Clients(new Clients.Settings(
                clock,
                RandomGenerator.getDefault(),
                Clients.Settings.briefPause(),
                http,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "local")),
                List.of()));
    }
}
