package io.rdsmaint.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.admin.Outsider;
import io.rdsmaint.simulator.admin.StateView;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.faults.FaultBook;
import io.rdsmaint.simulator.ledger.Ledger;
import io.rdsmaint.simulator.model.Site;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.process.EveryMinute;
import io.rdsmaint.simulator.process.ServiceWatch;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Caller;
import io.rdsmaint.simulator.protocol.Codec;
import io.rdsmaint.simulator.protocol.Signature;
import io.rdsmaint.simulator.rules.Rule;
import io.rdsmaint.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * A simulated RDS control plane. {@link #handle} is the whole of it: a request in, a response out. No thread runs here
 * and nothing sleeps; what has come due by the clock happens at the next request. Safe to share between threads.
 */
public final class Simulator {

    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Signature signature;
    private final Services services = new Services();
    private final FaultBook faults = new FaultBook();
    private final List<CallRecord> calls = new ArrayList<>();
    private final Map<String, ObjectNode> lastAnswers = new HashMap<>();
    private Scenario scenario;
    private World world;

    /** A simulator on a clock of its caller's, which also says whether requests' dates are fresh. */
    public Simulator(InstantSource clock, Scenario scenario) {
        this(clock, scenario, Sleeper.on(clock), dates(clock));
    }

    /**
     * @param sleeper makes slow answers slow
     * @param dates clocks that a request's date may be near to, the first one named in refusals
     */
    public Simulator(InstantSource clock, Scenario scenario, Sleeper sleeper, List<InstantSource> dates) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.signature = new Signature(dates);
        this.scenario = scenario;
        this.world = fresh(scenario);
    }

    private static List<InstantSource> dates(InstantSource clock) {
        return clock instanceof ScaledClock scaled ? List.of(clock, scaled.wall()) : List.of(clock);
    }

    private World fresh(Scenario chosen) {
        World next = new World(clock, chosen.seed(), faults);
        chosen.fill(next);
        new EveryMinute(next).begin();
        new ServiceWatch(next).look();
        return next;
    }

    /** Begins again with a scenario: calls, ledger and faults are forgotten. */
    public synchronized void load(Scenario chosen) {
        faults.clear();
        calls.clear();
        lastAnswers.clear();
        scenario = chosen;
        world = fresh(chosen);
    }

    /** The scenario under way. */
    public synchronized Scenario scenario() {
        return scenario;
    }

    /** Puts a fault in force and answers it with its name. */
    public synchronized Fault inject(Fault fault) {
        return faults.add(fault);
    }

    /** Ends a fault; false when there is none of that name. */
    public synchronized boolean clearFault(String id) {
        return faults.clear(id);
    }

    /** Ends all faults. */
    public synchronized void clearFaults() {
        faults.clear();
    }

    /** The faults in force with how often each has struck. */
    public synchronized Map<Fault, Integer> faults() {
        var struck = new LinkedHashMap<Fault, Integer>();
        faults.faults().forEach(fault -> struck.put(fault, faults.struck(fault)));
        return struck;
    }

    /** The clock that drives everything here. */
    public InstantSource clock() {
        return clock;
    }

    /** What others do meanwhile: people, other tools, AWS itself. */
    public Outsider outsider() {
        return new Outsider(this::change);
    }

    /** The model as it truly is, with the ledger. */
    public synchronized ObjectNode state() {
        return StateView.of(world(), scenario.name());
    }

    /** The calls that arrived, oldest first. */
    public synchronized List<CallRecord> calls() {
        return List.copyOf(calls);
    }

    /** What clients suffered up to now. */
    public synchronized Ledger ledger() {
        return world().ledger();
    }

    /** The model, brought up to the clock; change it only through {@link #change}. */
    public synchronized World world() {
        world.catchUp(new ServiceWatch(world)::look);
        return world;
    }

    /** Changes the model as an outsider would: up to the clock first, and with the ledger kept. */
    public synchronized void change(Consumer<World> outsider) {
        outsider.accept(world());
        new ServiceWatch(world).look();
    }

    /** An HTTP client for SDK clients in the same process. */
    public SdkHttpClient httpClient() {
        return new InProcessHttpClient(this);
    }

    /** Answers one request. */
    public synchronized SimulatorResponse handle(SimulatorRequest request) {
        if (request.path().startsWith("/admin/")) {
            return new AdminEndpoint(this).handle(request);
        }
        String requestId = world.names().uuid();
        Codec codec = services.common();
        try {
            Caller caller = signature.caller(request);
            codec = services.codec(caller.service(), request);
            Optional<ApiError> stale = signature.stale(caller);
            if (stale.isPresent()) {
                throw codec.expired(stale.get());
            }
            Call call = codec.decode(request, caller);
            return answer(call, codec, requestId);
        } catch (ApiError error) {
            return codec.encode(error, requestId);
        }
    }

    private SimulatorResponse answer(Call call, Codec codec, String requestId) {
        world();
        Optional<Fault> fault = faults.strike(call);
        if (fault.isEmpty()) {
            return plain(call, codec, requestId);
        }
        Fault struck = fault.get();
        return switch (struck.kind()) {
            case ERROR -> refuse(call, codec, requestId, struck);
            case ERROR_AFTER_EFFECT -> {
                plain(call, codec, requestId);
                yield codec.encode(error(call, struck), requestId);
            }
            case CUT_BEFORE_EFFECT -> {
                log(call, "cut before effect");
                yield new SimulatorResponse.Cut(struck.id());
            }
            case CUT_AFTER_EFFECT -> {
                plain(call, codec, requestId);
                yield new SimulatorResponse.Cut(struck.id());
            }
            case SLOW -> {
                SimulatorResponse.Answer late = plain(call, codec, requestId);
                sleeper.sleep(Duration.ofSeconds(struck.delaySeconds()));
                yield late;
            }
            case STALE -> stale(call, codec, requestId);
            default -> plain(call, codec, requestId);
        };
    }

    private SimulatorResponse.Answer refuse(Call call, Codec codec, String requestId, Fault fault) {
        log(call, fault.code());
        return codec.encode(error(call, fault), requestId);
    }

    private static ApiError error(Call call, Fault fault) {
        return new ApiError(fault.code(), fault.httpStatus(), "Simulated " + fault.code() + " for " + call.action());
    }

    private SimulatorResponse.Answer stale(Call call, Codec codec, String requestId) {
        ObjectNode last = lastAnswers.get(key(call));
        if (last == null) {
            return plain(call, codec, requestId);
        }
        log(call, CallRecord.OK);
        return codec.encode(call.action(), last, requestId);
    }

    private SimulatorResponse.Answer plain(Call call, Codec codec, String requestId) {
        try {
            ObjectNode result = carryOut(call);
            log(call, CallRecord.OK);
            return codec.encode(call.action(), result, requestId);
        } catch (ApiError error) {
            log(call, error.code());
            return codec.encode(error, requestId);
        }
    }

    private ObjectNode carryOut(Call call) {
        Rule rule = services.rule(call.service(), call.action())
                .orElseThrow(() -> new ApiError(
                        "InvalidAction", 400, "The action " + call.action() + " is not valid for this web service."));
        List<String> unknown = call.input().properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !rule.parameters().contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw ApiError.invalidCombination("Parameters that " + call.action() + " does not take here: " + unknown);
        }
        Site site =
                world.site(Accounts.of(call.caller().accessKey()), call.caller().region());
        ObjectNode result = rule.answer(call, site);
        new ServiceWatch(world).look();
        if (call.action().startsWith("Describe")) {
            lastAnswers.put(key(call), result);
        }
        return result;
    }

    private static String key(Call call) {
        return call.caller().accessKey() + call.caller().region() + call.action() + call.input();
    }

    private void log(Call call, String outcome) {
        calls.add(new CallRecord(
                calls.size() + 1,
                world.now(),
                call.service(),
                call.action(),
                call.identifier(),
                call.caller().signedAt(),
                call.caller().accessKey(),
                call.input(),
                outcome));
    }
}
