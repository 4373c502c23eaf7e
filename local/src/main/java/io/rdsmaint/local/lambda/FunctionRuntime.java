package io.rdsmaint.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.clock.Ids;
import io.rdsmaint.local.clock.Scheduler;
import io.rdsmaint.local.endpoint.Boundary;
import io.rdsmaint.local.endpoint.Call;
import io.rdsmaint.local.endpoint.Credential;
import io.rdsmaint.simulator.http.Body;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Lambda's data plane for one function: sandboxes that are reused, time out, and can be killed at a request. */
public final class FunctionRuntime implements Boundary {
    /** What Lambda takes as an answer: 6 MB, and a little. */
    private static final int MOST_ANSWERED = 6_291_556;

    private final FunctionSettings settings;
    private final FunctionFactory factory;
    private final Scheduler scheduler;
    private final Ids ids;
    private final Faults faults;
    private final FunctionLog log;
    private final Map<String, Sandbox> sandboxes = new ConcurrentHashMap<>();
    private final Deque<Sandbox> idle = new ArrayDeque<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile Map<String, String> wiring = Map.of();

    /** A function that nobody has invoked yet. */
    public FunctionRuntime(
            FunctionSettings settings,
            FunctionFactory factory,
            Scheduler scheduler,
            Ids ids,
            Faults faults,
            Consumer<String> log) {
        this.settings = settings;
        this.factory = factory;
        this.scheduler = scheduler;
        this.ids = ids;
        this.faults = faults;
        this.log = new FunctionLog(log);
    }

    /** Environment variables that are known only when the endpoint listens. */
    public void wire(Map<String, String> environment) {
        wiring = Map.copyOf(environment);
    }

    /** How the function is deployed. */
    public FunctionSettings settings() {
        return settings;
    }

    /** How many invocations were asked for. */
    public int attempts() {
        return attempts.get();
    }

    /** Invokes the function; the result is told once, on another thread. */
    public void invoke(String alias, JsonNode payload, Consumer<Result> then) {
        Optional<Fault> fault = faults.strike(new Faults.Attempt(attempts.incrementAndGet(), alias, payload));
        switch (fault.orElse(null)) {
            case null -> run(alias, payload, Optional.empty(), then);
            case Fault.Throttled() ->
                scheduler.start(
                        _ -> then.accept(new Result.Refused(429, "TooManyRequestsException", "Rate Exceeded.")));
            case Fault.Lost(String code, boolean ran) -> {
                Result.Refused refused = new Result.Refused(500, code, "Lambda could not answer.");
                if (ran) {
                    run(alias, payload, Optional.empty(), _ -> then.accept(refused));
                } else {
                    scheduler.start(_ -> then.accept(refused));
                }
            }
            case Fault.Twice() ->
                run(alias, payload, Optional.empty(), _ -> run(alias, payload, Optional.empty(), then));
            case Fault.Unanswered() -> run(alias, payload, Optional.empty(), _ -> {});
            case Fault.Killed killed -> run(alias, payload, Optional.of(killed), then);
            case Fault.Hanging() -> hang(then);
        }
    }

    private void run(String alias, JsonNode payload, Optional<Fault.Killed> fate, Consumer<Result> then) {
        scheduler.start(work -> {
            Invocation invocation = new Invocation(ids.uuid(), work, fate, then);
            Sandbox sandbox = take();
            sandbox.begin(invocation);
            invocation.limit(scheduler.after(settings.timeout(), () -> {
                sandbox.kill();
                invocation.finish(timedOut(invocation));
            }));
            Result result = handle(sandbox, invocation, alias, payload);
            release(sandbox);
            invocation.finish(result);
        });
    }

    private void hang(Consumer<Result> then) {
        scheduler.start(work -> {
            Invocation invocation = new Invocation(ids.uuid(), work, Optional.empty(), then);
            scheduler.after(settings.timeout(), () -> invocation.finish(timedOut(invocation)));
        });
    }

    @SuppressWarnings("CatchThrowable") // whatever the function throws is its answer
    private Result handle(Sandbox sandbox, Invocation invocation, String alias, JsonNode payload) {
        FunctionContext context = new FunctionContext(
                settings, invocation.requestId(), alias, scheduler.instant().plus(settings.timeout()), scheduler, log);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            sandbox.handler()
                    .handleRequest(
                            new ByteArrayInputStream(Json.write(payload).getBytes(StandardCharsets.UTF_8)),
                            output,
                            context);
            return output.size() > MOST_ANSWERED
                    ? tooLarge(output.size())
                    : new Result.Returned(Body.of(output.toByteArray()));
        } catch (Throwable thrown) {
            log.log("ERROR " + invocation.requestId() + " " + thrown);
            return failed(thrown);
        }
    }

    private static Result tooLarge(int size) {
        String type = "Function.ResponseSizeTooLarge";
        ObjectNode payload = Json.object()
                .put(
                        "errorMessage",
                        "Response payload size (" + size + " bytes) exceeded maximum allowed payload size ("
                                + MOST_ANSWERED + " bytes).")
                .put("errorType", type);
        return new Result.Failed(type, payload);
    }

    private static Result failed(Throwable thrown) {
        ObjectNode payload = Json.object();
        payload.put("errorMessage", String.valueOf(thrown.getMessage()));
        payload.put("errorType", thrown.getClass().getName());
        ArrayNode trace = payload.putArray("stackTrace");
        for (StackTraceElement element : thrown.getStackTrace()) {
            trace.add(element.toString());
        }
        return new Result.Failed(thrown.getClass().getName(), payload);
    }

    private Result timedOut(Invocation invocation) {
        double seconds = settings.timeout().toMillis() / 1000.0;
        ObjectNode payload = Json.object();
        payload.put("errorType", "Sandbox.Timedout");
        payload.put(
                "errorMessage",
                String.format(
                        Locale.ROOT,
                        "RequestId: %s Error: Task timed out after %.2f seconds",
                        invocation.requestId(),
                        seconds));
        return new Result.Failed("Sandbox.Timedout", payload);
    }

    private static Result killed(Invocation invocation) {
        return new Result.Failed(
                "",
                Json.object()
                        .put(
                                "errorMessage",
                                "RequestId: " + invocation.requestId()
                                        + " Error: Runtime exited with error: signal: killed"));
    }

    private Sandbox take() {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        String accessKey = "ASIALOCAL" + (sandboxes.size() + 1) + ids.uuid().substring(0, 8);
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.putAll(wiring);
        environment.put("AWS_ACCESS_KEY_ID", accessKey);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", settings.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        Sandbox sandbox = new Sandbox(accessKey, factory.create(Map.copyOf(environment), scheduler));
        sandboxes.put(accessKey, sandbox);
        return sandbox;
    }

    private void release(Sandbox sandbox) {
        synchronized (idle) {
            if (!sandbox.dead()) {
                idle.push(sandbox);
            }
        }
    }

    @Override
    public boolean admits(Call call) {
        Optional<Sandbox> sandbox = sandbox(call);
        if (sandbox.filter(Sandbox::dead).isPresent()) {
            return false;
        }
        return sandbox.flatMap(Sandbox::current)
                .map(invocation -> {
                    boolean dies = invocation.diesBefore(invocation.count());
                    if (dies) {
                        kill(sandbox.get(), invocation);
                    }
                    return !dies;
                })
                .orElse(true);
    }

    @Override
    public boolean answers(Call call) {
        Optional<Sandbox> sandbox = sandbox(call);
        sandbox.flatMap(Sandbox::current)
                .filter(Invocation::diesAfter)
                .ifPresent(invocation -> kill(sandbox.get(), invocation));
        return sandbox.filter(Sandbox::dead).isEmpty();
    }

    private static void kill(Sandbox sandbox, Invocation invocation) {
        sandbox.kill();
        invocation.finish(killed(invocation));
    }

    private Optional<Sandbox> sandbox(Call call) {
        return call.credential().map(Credential::accessKey).flatMap(key -> Optional.ofNullable(sandboxes.get(key)));
    }
}
