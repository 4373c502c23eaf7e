package io.rdsmaint.golden;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The way to the simulator. It writes down, in order, all that changed the world: the calls that arrived and the acts of
 * others, each with its time, so that a world can be made again without the code that made these calls.
 */
final class Wire {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** One entry: an act by name, or a call as sent. */
    record Entry(Instant at, String act, String host, String target, String type, String body) {
        boolean isAct() {
            return !act.isEmpty();
        }

        /** What the call does to what, in short; the same for every sending of the same call. */
        String call() {
            return body.replaceAll("&Version=[0-9-]+", "");
        }
    }

    private final SdkHttpClient simulator;
    private final InstantSource clock;
    private final List<Entry> entries = new ArrayList<>();

    Wire(SdkHttpClient simulator, InstantSource clock) {
        this.simulator = simulator;
        this.clock = clock;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    void act(String name) {
        entries.add(new Entry(clock.instant(), name, "", "", "", ""));
    }

    /** The client for the function. */
    SdkHttpClient client() {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                written(request).ifPresent(entries::add);
                return simulator.prepareRequest(request);
            }

            @Override
            public void close() {}
        };
    }

    /** Sends a call again; what it answers, or that it answers nothing, is of no interest. */
    void send(Entry call) {
        entries.add(call);
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        String service = call.host().startsWith("rds.") ? "rds" : "application-autoscaling";
        String date = STAMP.format(call.at());
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("https://" + call.host() + "/"))
                .putHeader("Host", call.host())
                .putHeader("Content-Type", call.type())
                .putHeader("X-Amz-Date", date)
                .putHeader(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/" + date.substring(0, 8) + "/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64))
                .contentStreamProvider(() -> new ByteArrayInputStream(body));
        if (!call.target().isEmpty()) {
            request.putHeader("X-Amz-Target", call.target());
        }
        try {
            simulator
                    .prepareRequest(HttpExecuteRequest.builder()
                            .request(request.build())
                            .contentStreamProvider(() -> new ByteArrayInputStream(body))
                            .build())
                    .call();
        } catch (IOException _) {
            // cut, as it was then
        }
    }

    private Optional<Entry> written(HttpExecuteRequest request) {
        SdkHttpRequest http = request.httpRequest();
        String target = http.firstMatchingHeader("X-Amz-Target").orElse("");
        String body = body(request);
        String action = target.isEmpty() ? actionIn(body) : target.substring(target.indexOf('.') + 1);
        boolean looks = action.isEmpty()
                || action.startsWith("Describe")
                || action.startsWith("List")
                || action.startsWith("Get");
        return looks
                ? Optional.empty()
                : Optional.of(new Entry(
                        clock.instant(),
                        "",
                        http.host(),
                        target,
                        http.firstMatchingHeader("Content-Type").orElse(""),
                        body));
    }

    private static String actionIn(String body) {
        return body.startsWith("Action=") ? body.substring("Action=".length(), (body + "&").indexOf('&')) : "";
    }

    private static String body(HttpExecuteRequest request) {
        return request.contentStreamProvider()
                .map(content -> {
                    try (InputStream stream = content.newStream()) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .orElse("");
    }
}
