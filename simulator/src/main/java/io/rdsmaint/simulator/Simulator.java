package io.rdsmaint.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.admin.Outsider;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.http.InProcessHttpClient;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.ledger.Ledger;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.process.ServiceWatch;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Caller;
import io.rdsmaint.simulator.protocol.Codec;
import io.rdsmaint.simulator.protocol.Signature;
import io.rdsmaint.simulator.scenario.Scenario;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * A simulated RDS control plane. {@link #handle} is the whole of it: a request in, a response out. No thread runs here but
 * those of statements on their way; what has come due by the clock happens at the next request. Safe to share between threads:
 * calls are answered one by one, except that statements run beside each other.
 */
public final class Simulator {

    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Signature signature;
    private final Services services = new Services();
    private Session session;

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
        this.session = new Session(clock, scenario, services);
    }

    private static List<InstantSource> dates(InstantSource clock) {
        return clock instanceof ScaledClock scaled ? List.of(clock, scaled.wall()) : List.of(clock);
    }

    /** Answers one request. */
    public SimulatorResponse handle(SimulatorRequest request) {
        if (request.path().startsWith("/admin/")) {
            return new AdminEndpoint(this).handle(request);
        }
        Progress.Reply reply = switch (progress(request)) {
            case Progress.Reply known -> known;
            case Progress.Working working -> end(working, Progress.Outcome.of(working.work(), sleeper::sleep));
        };
        if (reply.delay().isPositive()) {
            sleeper.sleep(reply.delay());
        }
        return reply.response();
    }

    private synchronized Progress.Reply end(Progress.Working working, Progress.Outcome outcome) {
        return working.end().apply(outcome);
    }

    private synchronized Progress progress(SimulatorRequest request) {
        String requestId = session.world().requestId();
        Codec codec = services.common();
        try {
            Caller caller = signature.caller(request);
            codec = services.codec(caller.service(), request);
            Optional<ApiError> stale = signature.stale(caller);
            if (stale.isPresent()) {
                throw codec.expired(stale.get());
            }
            return session.answer(codec.decode(request, caller), codec, requestId);
        } catch (ApiError error) {
            return Progress.Reply.prompt(codec.encode(error, requestId));
        }
    }

    /** An HTTP client for SDK clients in the same process. */
    public SdkHttpClient httpClient() {
        return new InProcessHttpClient(this::handle);
    }

    /** Begins again with a scenario: calls, ledger and faults are forgotten. */
    public synchronized void load(Scenario chosen) {
        session = new Session(clock, chosen, services);
    }

    /** The scenario under way. */
    public synchronized Scenario scenario() {
        return session.scenario();
    }

    /** Puts a fault in force and answers it with its name. */
    public synchronized Fault inject(Fault fault) {
        return session.faults().add(fault);
    }

    /** Ends a fault; false when there is none of that name. */
    public synchronized boolean clearFault(String id) {
        return session.faults().clear(id);
    }

    /** Ends all faults. */
    public synchronized void clearFaults() {
        session.faults().clear();
    }

    /** The faults in force with how often each has struck. */
    public synchronized Map<Fault, Integer> faults() {
        var struck = new LinkedHashMap<Fault, Integer>();
        var book = session.faults();
        book.faults().forEach(fault -> struck.put(fault, book.struck(fault)));
        return struck;
    }

    /** The actions of all services. */
    Set<String> actions() {
        return services.actions();
    }

    /** The clock that drives everything here. */
    public InstantSource clock() {
        return clock;
    }

    /** What others do meanwhile: people, other tools, AWS itself. */
    public Outsider outsider() {
        return new Outsider(this::change);
    }

    /** The model as it truly is, with what has drifted from the scenario, and the ledger. */
    public synchronized ObjectNode state() {
        return session.state();
    }

    /** The calls that arrived, oldest first. */
    public synchronized List<CallRecord> calls() {
        return session.calls();
    }

    /** What clients suffered up to now. */
    public synchronized Ledger ledger() {
        return world().ledger();
    }

    /** The model, brought up to the clock; change it only through {@link #change}. */
    public synchronized World world() {
        return session.world();
    }

    /** Changes the model as an outsider would: up to the clock first, and with the ledger kept. */
    public synchronized void change(Consumer<World> outsider) {
        World world = world();
        outsider.accept(world);
        new ServiceWatch(world).look();
    }
}
