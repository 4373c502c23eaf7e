package io.rdsmaint.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.admin.Baseline;
import io.rdsmaint.simulator.admin.StateView;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.faults.FaultBook;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.process.EveryMinute;
import io.rdsmaint.simulator.process.ServiceWatch;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Codec;
import io.rdsmaint.simulator.protocol.Filters;
import io.rdsmaint.simulator.rules.Rule;
import io.rdsmaint.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of a scenario: its world, the faults in force, and the calls so far. Its owner keeps threads apart. */
final class Session {

    /** A response, and how late it is to be sent. */
    record Reply(SimulatorResponse response, Duration delay) {

        static Reply prompt(SimulatorResponse response) {
            return new Reply(response, Duration.ZERO);
        }
    }

    private final Scenario scenario;
    private final Services services;
    private final FaultBook faults = new FaultBook();
    private final List<CallRecord> calls = new ArrayList<>();
    private final Map<String, ObjectNode> lastAnswers = new HashMap<>();
    private final World world;
    private final Baseline baseline;

    Session(InstantSource clock, Scenario scenario, Services services) {
        this.scenario = scenario;
        this.services = services;
        this.world = new World(clock, scenario.seed(), faults);
        scenario.fill(world);
        this.baseline = new Baseline(world);
        new EveryMinute(world).begin();
        new ServiceWatch(world).look();
    }

    Scenario scenario() {
        return scenario;
    }

    FaultBook faults() {
        return faults;
    }

    List<CallRecord> calls() {
        return List.copyOf(calls);
    }

    /** The model, brought up to the clock. */
    World world() {
        world.catchUp(new ServiceWatch(world)::look);
        return world;
    }

    ObjectNode state() {
        ObjectNode state = StateView.of(world(), scenario.name());
        state.set("drift", baseline.drift(world));
        return state;
    }

    /** Answers a call, with the fault that strikes it if one does. */
    Reply answer(Call call, Codec codec, String requestId) {
        world();
        Optional<Fault> fault = faults.strike(call);
        if (fault.isEmpty()) {
            return Reply.prompt(plain(call, codec, requestId));
        }
        Fault struck = fault.get();
        return switch (struck.kind()) {
            case ERROR -> {
                log(call, struck.code());
                yield Reply.prompt(codec.encode(error(call, struck), requestId));
            }
            case ERROR_AFTER_EFFECT -> {
                plain(call, codec, requestId);
                yield Reply.prompt(codec.encode(error(call, struck), requestId));
            }
            case CUT_BEFORE_EFFECT -> {
                log(call, "cut before effect");
                yield Reply.prompt(new SimulatorResponse.Cut(struck.id()));
            }
            case CUT_AFTER_EFFECT -> {
                plain(call, codec, requestId);
                yield Reply.prompt(new SimulatorResponse.Cut(struck.id()));
            }
            case SLOW -> new Reply(plain(call, codec, requestId), Duration.ofSeconds(struck.delaySeconds()));
            case STALE -> Reply.prompt(stale(call, codec, requestId));
            default -> Reply.prompt(plain(call, codec, requestId));
        };
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
        if (!rule.filters()) {
            Filters.none(call);
        }
        AccountRegion site =
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
