package io.rdsmaint.testkit.transport;

import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.http.SimulatorResponse.Answer;
import io.rdsmaint.simulator.http.SimulatorResponse.Cut;
import io.rdsmaint.simulator.s3.ObjectStorage;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The services that the function reaches by HTTP, and how they look when they fail. */
public final class AwsServices {
    private static final Pattern EVENT = Pattern.compile("<Event>.*?</Event>", Pattern.DOTALL);
    private static final Duration STALE_FOR_AT_MOST = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Function<SimulatorRequest, SimulatorResponse> simulated;
    private final ObjectStorage objects;
    private final EventBus bus;
    private final Function<AwsRequest, Answer> executions;
    private final RequestObserver observer;
    private final Map<String, Earlier> answered = new ConcurrentHashMap<>();

    private record Earlier(Instant at, SimulatorResponse response) {}

    /**
     * @param simulated what is maintained, with its surroundings
     * @param objects where operations are kept that are kept in S3
     * @param executions the API of Step Functions
     */
    public AwsServices(
            InstantSource clock,
            Function<SimulatorRequest, SimulatorResponse> simulated,
            ObjectStorage objects,
            EventBus bus,
            Function<AwsRequest, Answer> executions,
            RequestObserver observer) {
        this.clock = clock;
        this.simulated = simulated;
        this.objects = objects;
        this.bus = bus;
        this.executions = executions;
        this.observer = observer;
    }

    /** A request on its way. */
    public FaultyTransport.Request<SimulatorResponse> request(LambdaInvocation from, SimulatorRequest http) {
        return new Sent(from, AwsRequest.of(http));
    }

    private final class Sent implements FaultyTransport.Request<SimulatorResponse> {
        private final LambdaInvocation from;
        private final AwsRequest request;

        Sent(LambdaInvocation from, AwsRequest request) {
            this.from = from;
            this.request = request;
        }

        @Override
        public RequestKind kind() {
            return request.kind();
        }

        @Override
        public SimulatorResponse effect() {
            observer.before(from, request);
            SimulatorResponse response = switch (request.service()) {
                case SIMULATED -> simulated.apply(request.http());
                case STORE -> objects.handle(request.http());
                case BUS -> bus.take(request, Integer.MAX_VALUE);
                case EXECUTIONS -> executions.apply(request);
            };
            observer.after(from, request, response);
            if (request.kind() == RequestKind.READ) {
                answered.put(request.http().body().text(), new Earlier(clock.instant(), response));
            }
            return response;
        }

        @Override
        public SimulatorResponse failure(TransportFault.Failure failure) {
            return switch (failure) {
                case THROTTLED -> ServiceAnswers.throttled(request);
                case SERVER_ERROR -> ServiceAnswers.failed(request);
                case CONFLICTING -> ServiceAnswers.conflicting();
                case LOST -> new Cut("lost on its way");
            };
        }

        @Override
        public SimulatorResponse untrue(TransportFault.Untruth untruth) {
            return switch (untruth) {
                case PARTLY_TAKEN -> {
                    observer.before(from, request);
                    yield bus.take(request, EventBus.entries(request).size() / 2);
                }
                case STALE -> {
                    Earlier earlier = answered.get(request.http().body().text());
                    yield earlier == null
                                    || earlier.at().plus(STALE_FOR_AT_MOST).isBefore(clock.instant())
                            ? effect()
                            : earlier.response();
                }
                case EVENTS_JUMBLED -> jumbled(effect());
            };
        }

        @Override
        public String toString() {
            return request.toString();
        }
    }

    private static SimulatorResponse jumbled(SimulatorResponse response) {
        if (!(response instanceof Answer answer) || !answer.text().contains("<Event>")) {
            return response;
        }
        List<String> events = new ArrayList<>();
        Matcher found = EVENT.matcher(answer.text());
        while (found.find()) {
            events.add(found.group());
            events.add(found.group());
        }
        Collections.reverse(events);
        String text = answer.text();
        String jumbled = text.substring(0, text.indexOf("<Event>"))
                + String.join("", events)
                + text.substring(text.lastIndexOf("</Event>") + "</Event>".length());
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.keySet().removeIf("Content-Length"::equalsIgnoreCase);
        return new Answer(answer.status(), headers, Body.of(jumbled));
    }
}
