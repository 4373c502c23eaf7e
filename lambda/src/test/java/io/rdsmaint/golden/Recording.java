package io.rdsmaint.golden;

import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.RequestObserver;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down, in order, all that changed the world: the calls that arrived and the acts of others, each with its time, so that
 * a world can be made again without the code that made these calls.
 */
final class Recording implements RequestObserver {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * One entry: an act by name, or a call as sent.
     *
     * @param target what names the action beside the body: a header's value, or a path
     */
    record Entry(Instant at, String act, String host, String target, String type, String body) {
        boolean isAct() {
            return !act.isEmpty();
        }

        /** What the call does to what, in short; the same for every sending of the same call. */
        String call() {
            return body.replaceAll("&Version=[0-9-]+", "");
        }
    }

    private final Simulator simulator;
    private final InstantSource clock;
    private final List<Entry> entries = new ArrayList<>();

    Recording(Simulator simulator, InstantSource clock) {
        this.simulator = simulator;
        this.clock = clock;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    void act(String name) {
        entries.add(new Entry(clock.instant(), name, "", "", "", ""));
    }

    @Override
    public void before(LambdaInvocation from, AwsRequest request) {
        if (request.kind() == RequestKind.CHANGE) {
            SimulatorRequest http = request.http();
            entries.add(new Entry(
                    clock.instant(),
                    "",
                    http.header("Host").orElse(""),
                    http.header("X-Amz-Target").orElse(http.path().equals("/") ? "" : http.path()),
                    http.header("Content-Type").orElse(""),
                    http.body().text()));
        }
    }

    /** Sends a call again; what it answers, or that it answers nothing, is of no interest. */
    void send(Entry call) {
        entries.add(call);
        String service = call.host().startsWith("rds.")
                ? "rds"
                : call.host().startsWith("rds-data.") ? "rds-data" : "application-autoscaling";
        boolean byPath = call.target().startsWith("/");
        String date = STAMP.format(call.at());
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Host", List.of(call.host()));
        headers.put("Content-Type", List.of(call.type()));
        headers.put("X-Amz-Date", List.of(date));
        headers.put(
                "Authorization",
                List.of("AWS4-HMAC-SHA256 Credential=local/" + date.substring(0, 8) + "/us-east-1/" + service
                        + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64)));
        if (!call.target().isEmpty() && !byPath) {
            headers.put("X-Amz-Target", List.of(call.target()));
        }
        simulator.handle(new SimulatorRequest("POST", byPath ? call.target() : "/", headers, Body.of(call.body())));
    }
}
