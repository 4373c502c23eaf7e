package io.rdsmaint.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.Progress.Outcome;
import io.rdsmaint.simulator.Progress.Reply;
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
import io.rdsmaint.simulator.rules.DatabaseRule;
import io.rdsmaint.simulator.rules.DatabaseRule.Course;
import io.rdsmaint.simulator.rules.DatabaseRule.Work;
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

    private static final Duration PATIENCE = Duration.ofSeconds(2);

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
    Progress answer(Call call, Codec codec, String requestId) {
        world();
        Optional<Fault> fault = faults.strike(call);
        if (fault.isEmpty()) {
            return plain(call, codec, requestId, Course.PLAIN);
        }
        Fault struck = fault.get();
        return switch (struck.kind()) {
            case ERROR -> {
                log(call, struck.code());
                yield Reply.prompt(codec.encode(error(call, struck), requestId));
            }
            case ERROR_AFTER_EFFECT ->
                plain(call, codec, requestId, Course.PLAIN)
                        .then(_ -> Reply.prompt(codec.encode(error(call, struck), requestId)));
            case CUT_BEFORE_EFFECT -> {
                log(call, "cut before effect");
                yield Reply.prompt(new SimulatorResponse.Cut(struck.id()));
            }
            case CUT_BEFORE_LATE_EFFECT -> {
                log(call, "cut before late effect");
                world.after(delay(struck), "late effect", () -> late(call));
                yield Reply.prompt(new SimulatorResponse.Cut(struck.id()));
            }
            case CUT_AFTER_EFFECT ->
                plain(call, codec, requestId, Course.PLAIN)
                        .then(_ -> Reply.prompt(new SimulatorResponse.Cut(struck.id())));
            case SLOW -> slow(call, codec, requestId, delay(struck));
            case KILLED -> plain(call, codec, requestId, new Course(Duration.ZERO, true));
            case STALE -> Reply.prompt(stale(call, codec, requestId));
            default -> plain(call, codec, requestId, Course.PLAIN);
        };
    }

    private static Duration delay(Fault fault) {
        return Duration.ofSeconds(fault.delaySeconds());
    }

    /** A statement is slow by itself, any other call in its answer. */
    private Progress slow(Call call, Codec codec, String requestId, Duration delay) {
        return plain(call, codec, requestId, new Course(delay, false)).then(reply -> {
            boolean statement = services.rule(call.service(), call.action()).orElse(null) instanceof DatabaseRule;
            return statement ? reply : new Reply(reply.response(), delay);
        });
    }

    /**
     * The effect of a call whose answer was given up: as things are now. A statement that waits for another session in vain
     * is left behind, for only the clock would let that one go on.
     */
    private void late(Call call) {
        try {
            Rule rule = checked(call);
            if (rule instanceof DatabaseRule statement) {
                Work work = statement.begin(call, site(call), Course.PLAIN);
                Thread.ofVirtual().start(() -> Outcome.of(work, _ -> {})).join(PATIENCE);
            } else {
                effect(rule, call);
            }
        } catch (ApiError error) {
            // Nobody hears of it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ApiError error(Call call, Fault fault) {
        return new ApiError(fault.code(), fault.httpStatus(), "Simulated " + fault.code() + " for " + call.action());
    }

    private SimulatorResponse.Answer stale(Call call, Codec codec, String requestId) {
        ObjectNode last = lastAnswers.get(key(call));
        if (last == null) {
            return answered(call, codec, requestId, outcome(call));
        }
        log(call, CallRecord.OK);
        return codec.encode(call.action(), last, requestId);
    }

    private Progress plain(Call call, Codec codec, String requestId, Course course) {
        try {
            if (checked(call) instanceof DatabaseRule statement) {
                Work work = statement.begin(call, site(call), course);
                return new Progress.Working(work, outcome -> Reply.prompt(answered(call, codec, requestId, outcome)));
            }
            return Reply.prompt(answered(call, codec, requestId, outcome(call)));
        } catch (ApiError error) {
            return Reply.prompt(answered(call, codec, requestId, new Outcome.Refusal(error)));
        }
    }

    private Outcome outcome(Call call) {
        try {
            return new Outcome.Result(effect(checked(call), call));
        } catch (ApiError error) {
            return new Outcome.Refusal(error);
        }
    }

    private SimulatorResponse.Answer answered(Call call, Codec codec, String requestId, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Result(ObjectNode tree) -> {
                log(call, CallRecord.OK);
                yield codec.encode(call.action(), tree, requestId);
            }
            case Outcome.Refusal(ApiError error) -> {
                log(call, error.code());
                yield codec.encode(error, requestId);
            }
        };
    }

    private Rule checked(Call call) {
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
        return rule;
    }

    private AccountRegion site(Call call) {
        return world.site(Accounts.of(call.caller().accessKey()), call.caller().region());
    }

    private ObjectNode effect(Rule rule, Call call) {
        ObjectNode result = rule.answer(call, site(call));
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
