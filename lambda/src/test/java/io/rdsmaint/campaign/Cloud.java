package io.rdsmaint.campaign;

import io.rdsmaint.simulator.Body;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.SimulatorRequest;
import io.rdsmaint.simulator.SimulatorResponse;
import io.rdsmaint.simulator.SimulatorResponse.Answer;
import io.rdsmaint.simulator.SimulatorResponse.Cut;
import io.rdsmaint.simulator.s3.ObjectStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The services that are reached by HTTP, and how they look when they fail. */
final class Cloud {
    private static final Pattern EVENT = Pattern.compile("<Event>.*?</Event>", Pattern.DOTALL);
    private static final Duration STALE_FOR_AT_MOST = Duration.ofSeconds(10);

    private final Agenda agenda;
    private final Simulator databases;
    private final ObjectStorage objects;
    private final Bus bus;
    private final Machine machine;
    private final Watch watch;
    private final Flaw flaw;
    private final Map<String, Old> answered = new HashMap<>();

    private record Old(Instant at, SimulatorResponse response) {}

    Cloud(Agenda agenda, Simulator databases, ObjectStorage objects, Bus bus, Machine machine, Watch watch, Flaw flaw) {
        this.agenda = agenda;
        this.databases = databases;
        this.objects = objects;
        this.bus = bus;
        this.machine = machine;
        this.watch = watch;
        this.flaw = flaw;
    }

    /** A request on its way. */
    Wire.Request<SimulatorResponse> request(Invocation from, SimulatorRequest http) {
        return new Sent(from, Call.of(http));
    }

    private final class Sent implements Wire.Request<SimulatorResponse> {
        private final Invocation from;
        private final Call call;

        Sent(Invocation from, Call call) {
            this.from = from;
            this.call = call;
        }

        @Override
        public Point point() {
            return call.point();
        }

        @Override
        public SimulatorResponse effect() {
            watch.before(from, call);
            SimulatorResponse response = switch (call.service()) {
                case DATABASES -> databases.handle(flaw.arriving(call.http(), agenda.now()));
                case STORE -> objects.handle(call.http());
                case BUS -> bus.take(call, Integer.MAX_VALUE);
                case EXECUTIONS -> machine.answer(call);
            };
            watch.after(from, call, response);
            if (call.point() == Point.READ) {
                answered.put(call.http().body().text(), new Old(agenda.now(), response));
            }
            return response;
        }

        @Override
        public SimulatorResponse failure(FaultKind kind) {
            return switch (kind) {
                case THROTTLED -> Answers.throttled(call);
                case SERVER_ERROR, SERVER_ERROR_AFTER -> Answers.failed(call);
                case CONFLICTING -> Answers.conflicting();
                default -> new Cut(kind.toString());
            };
        }

        @Override
        public SimulatorResponse twisted(Strike strike) {
            return switch (strike.kind()) {
                case PARTLY_TAKEN -> {
                    watch.before(from, call);
                    yield bus.take(
                            call,
                            Json.read(call.http().body().text()).path("Entries").size() / 2);
                }
                case STALE -> {
                    Old old = answered.get(call.http().body().text());
                    yield old == null || old.at().plus(STALE_FOR_AT_MOST).isBefore(agenda.now())
                            ? effect()
                            : old.response();
                }
                default -> jumbled(effect());
            };
        }

        @Override
        public String toString() {
            return call.toString();
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
