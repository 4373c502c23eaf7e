package io.rdsmaint.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.EngineResult;
import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Invocation;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Position;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.http.HttpAnswer;
import io.rdsmaint.notification.Runbook;
import io.rdsmaint.telemetry.Telemetry;
import io.rdsmaint.telemetry.UnexplainedFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda function. One call does one thing: it reads a {@link Request}, has the {@link Engine} carry it out, and answers.
 * Requests that can't be carried out are answered, not thrown; only what can't be explained is thrown, for the state machine's
 * Retry. Nothing runs after the handler returns.
 */
public final class Handler implements RequestStreamHandler {
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final StatusView statusView;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final RequestParser requests;
    private final NewsParser news;
    private final Runbook runbook;
    private final Engine engine;
    private final ConsoleApi console;
    private final List<String> regions;
    private final String storeHost;
    private final String region;
    private final Clients clients;
    private final Queue<String> remarks = new ConcurrentLinkedQueue<>();

    /**
     * For whoever runs the function elsewhere.
     *
     * @param environment the variables of the deployed function
     * @param clients how AWS is reached, and the wall clock
     * @param nanos monotonic time
     */
    public Handler(Map<String, String> environment, Clients.Settings clients, LongSupplier nanos) {
        this(environment, clients, nanos, store -> store, CatalogueFactory.standard());
    }

    /**
     * For whoever runs the function elsewhere, keeps its operations there, too, or has it do something else.
     *
     * @param environment the variables of the deployed function
     * @param clients how AWS is reached, and the wall clock
     * @param nanos monotonic time
     * @param stores makes the store that is used of the one that the environment chooses
     * @param catalogues makes the families
     */
    public Handler(
            Map<String, String> environment,
            Clients.Settings clients,
            LongSupplier nanos,
            UnaryOperator<OperationStore> stores,
            CatalogueFactory catalogues) {
        Settings settings = Settings.from(environment);
        this.clock = clients.clock();
        this.nanos = nanos;
        this.runbook = settings.runbook();
        Clients made = new Clients(clients);
        this.engine = Wiring.engine(settings, made, stores, catalogues, remarks::add);
        this.clients = made;
        this.regions = settings.allowedRegions();
        this.news = new NewsParser(mapper, engine.catalogue());
        this.storeHost = settings.store().host();
        this.region = settings.region();
        this.requests = new RequestParser(settings, engine.catalogue());
        this.statusView = new StatusView(clock, engine.catalogue(), settings.definitionsBucket());
        this.console = new ConsoleApi(settings, engine, requests, statusView, Wiring.starts(settings, made));
    }

    /** Opens a connection to where operations are kept, so that the first request does not wait for it. */
    public void connect() {
        clients.connect(storeHost, region);
    }

    /** Something that somebody should look at, which the next request's log says. */
    public void remark(String what) {
        remarks.add(what);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        byte[] bytes = in.readAllBytes();
        long began = nanos.getAsLong();
        Telemetry telemetry = new Telemetry(
                line -> context.getLogger().log(line + "\n"),
                clock,
                context.getFunctionName(),
                context.getAwsRequestId());
        ObjectNode answer;
        try {
            answer = answer(bytes, context, telemetry);
        } catch (IOException e) {
            telemetry.failed(e, Duration.ofNanos(nanos.getAsLong() - began));
            throw e;
        } catch (RuntimeException e) {
            telemetry.failed(e, Duration.ofNanos(nanos.getAsLong() - began));
            throw UnexplainedFailure.of(e);
        } finally {
            Stream.generate(remarks::poll).takeWhile(Objects::nonNull).forEach(telemetry::remark);
        }
        if (!answer.has(HttpAnswer.STATUS)) {
            answer.put(Reply.VERSION, context.getFunctionVersion());
        }
        telemetry.decided(answer, bytes.length, Duration.ofNanos(nanos.getAsLong() - began));
        out.write(answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode answer(byte[] bytes, Context context, Telemetry telemetry) throws IOException {
        Caller caller = Caller.of(String.valueOf(context.getInvokedFunctionArn()));
        ObjectNode answer = answer(bytes, caller, context, telemetry);
        if (caller != Caller.MACHINE && answer.path("next").asText().equals("fail")) {
            // The notification is of a start that failed, which nobody but the machine asks for.
            answer.putNull("notification");
        }
        return answer;
    }

    private ObjectNode answer(byte[] bytes, Caller caller, Context context, Telemetry telemetry) throws IOException {
        try {
            JsonNode input = mapper.readTree(bytes);
            caller.require(input);
            if (caller == Caller.CONSOLE) {
                telemetry.about("console", null, null);
                return console.answer(input, invocation(context, telemetry), machine(context))
                        .event();
            }
            Request request = input.has("detail-type") ? news.parse(input) : requests.parse(input);
            about(request, telemetry);
            return clients.during(
                    operationOf(request), () -> carryOut(request, invocation(context, telemetry), telemetry));
        } catch (JsonProcessingException e) {
            return refusal("the request is not JSON: " + e.getOriginalMessage());
        } catch (InvalidRequest e) {
            return refusal(String.valueOf(e.getMessage()));
        }
    }

    /** The state machine of this deployment: it is called as the function is. */
    private static String machine(Context context) {
        String[] arn = context.getInvokedFunctionArn().split(":", -1);
        return String.join(":", arn[0], arn[1], "states", arn[3], arn[4], "stateMachine", context.getFunctionName());
    }

    /** The operation that a request is about, which other accounts see in the name of the session; empty when about none or many. */
    private static Optional<String> operationOf(Request request) {
        return switch (request) {
            case Request.Start start -> Optional.of(start.start().operationId());
            case Request.Step step -> Optional.of(step.operationId());
            case Request.Resume resume -> Optional.of(resume.resume().operationId());
            default -> Optional.empty();
        };
    }

    private static void about(Request request, Telemetry telemetry) {
        switch (request) {
            case Request.Start start ->
                telemetry.about("start", null, start.start().executionArn());
            case Request.Step step -> telemetry.about("step", step.operationId(), step.executionArn());
            case Request.Resume resume ->
                telemetry.about("resume", resume.resume().operationId(), executionOf(resume.resume()));
            case Request.Status status -> telemetry.about("status", status.operationId(), null);
            case Request.Listing _, Request.History _, Request.Labelled _, Request.Leftovers _ ->
                telemetry.about("status", null, null);
            case Request.Freezing _ -> telemetry.about("freeze", null, null);
            case Request.Unfreezing _ -> telemetry.about("unfreeze", null, null);
            case Request.ExecutionEnded ended ->
                telemetry.about("execution_ended", ended.operationId(), ended.executionArn());
            case Request.ResourceChanged ignored -> telemetry.about("resource_changed", null, null);
            case Request.Sweep ignored -> telemetry.about("sweep", null, null);
        }
    }

    /** The execution that asks; null for a person. */
    private static @Nullable String executionOf(ResumeRequest request) {
        return switch (request) {
            case ResumeRequest.Answer answer -> answer.executionArn();
            case ResumeRequest.TakeOver taking -> taking.executionArn();
            case ResumeRequest.Relay _, ResumeRequest.Edit _ -> null;
        };
    }

    private ObjectNode carryOut(Request request, Invocation invocation, Telemetry telemetry) {
        return switch (request) {
            case Request.Start start -> started(engine.start(invocation, start.start()), start, telemetry);
            case Request.Step step ->
                Reply.of(engine.step(invocation, step.operationId(), step.executionArn(), step.seen()), runbook);
            case Request.Resume resume -> Reply.of(engine.resume(invocation, resume.resume()), runbook);
            case Request.Status status ->
                statusView.one(
                        engine.load(status.operationId()),
                        engine.events(status.operationId()).stream()
                                .filter(e -> e.number() < status.beforeEvent())
                                .toList(),
                        engine.freeze());
            case Request.Listing listing -> listed(listing);
            case Request.History history -> history(history);
            case Request.Labelled labelled -> labelled(labelled);
            case Request.Leftovers ignored -> statusView.residue(regions, leftovers());
            case Request.Freezing freezing ->
                Reply.of(engine.freeze(new Freeze(freezing.reason(), freezing.by(), invocation.now())), runbook);
            case Request.Unfreezing ignored -> Reply.of(engine.unfreeze(), runbook);
            case Request.ExecutionEnded ended -> {
                engine.executionEnded(invocation, ended.executionArn(), ended.operationId(), ended.why());
                yield JsonNodeFactory.instance.objectNode();
            }
            case Request.ResourceChanged(String account, String region, String resource) -> {
                engine.resourceChanged(invocation, account, region, resource);
                yield JsonNodeFactory.instance.objectNode();
            }
            case Request.Sweep ignored -> {
                engine.sweep(invocation);
                measureResidue(telemetry);
                yield JsonNodeFactory.instance.objectNode();
            }
        };
    }

    /** Those that have not ended come first; the pages after them are of those that have. */
    private ObjectNode listed(Request.Listing asked) {
        @Nullable Position after = asked.page().map(Request.Page::after).orElse(null);
        boolean onlyEnded = asked.page().filter(page -> !page.live()).isPresent();
        List<Listed> live = onlyEnded ? List.of() : engine.live(asked.limit(), after);
        List<Listed> ended =
                engine.ended(asked.page().isPresent() && !onlyEnded ? 0 : asked.recent(), onlyEnded ? after : null);
        Optional<Request.Page> next = live.size() == asked.limit()
                ? Optional.of(new Request.Page(true, Position.of(live.getLast())))
                : next(ended, asked.recent());
        return statusView.list(live, ended, engine.freeze(), next);
    }

    private ObjectNode history(Request.History asked) {
        @Nullable Position after = asked.page().map(Request.Page::after).orElse(null);
        List<Listed> ended = engine.endedOn(asked.key(), asked.most(), after).stream()
                .map(Listed::of)
                .toList();
        List<Listed> live = after == null ? engine.live() : List.of();
        return statusView.history(asked, live, ended, engine.freeze(), next(ended, asked.most()));
    }

    private ObjectNode labelled(Request.Labelled asked) {
        List<Listed> found =
                engine
                        .labelled(
                                asked.label(),
                                asked.most(),
                                asked.page().map(Request.Page::after).orElse(null))
                        .stream()
                        .map(Listed::of)
                        .toList();
        return statusView.labelled(asked.label(), found, engine.freeze(), next(found, asked.most()));
    }

    private static Optional<Request.Page> next(List<Listed> ended, int most) {
        return most > 0 && ended.size() == most
                ? Optional.of(new Request.Page(false, Position.of(ended.getLast())))
                : Optional.empty();
    }

    private List<Leftover> leftovers() {
        return engine.catalogue().families().stream()
                .flatMap(family -> family.leftovers(regions, engine::find).stream())
                .toList();
    }

    /** An unreadable region makes the number unknown, and stops nobody. */
    private void measureResidue(Telemetry telemetry) {
        try {
            telemetry.residue(leftovers());
        } catch (TransientFailure | LastingFailure e) {
            telemetry.residueUnknown(e);
        }
    }

    private ObjectNode started(EngineResult verdict, Request.Start start, Telemetry telemetry) {
        boolean failed = verdict.operation().isEmpty()
                && verdict.next() instanceof NextAction.Fail fail
                && fail.code() == NextAction.Code.OPERATION_FAILED;
        if (failed) {
            telemetry.startFailed(start.start().type());
        }
        return Reply.of(verdict, runbook);
    }

    private Invocation invocation(Context context, Telemetry telemetry) {
        return new Invocation(
                context.getAwsRequestId(),
                clock,
                nanos,
                () -> Duration.ofMillis(context.getRemainingTimeInMillis()),
                telemetry);
    }

    private ObjectNode refusal(String problems) {
        return Reply.of(
                new EngineResult(
                        Optional.empty(),
                        new NextAction.Fail(NextAction.Code.INVALID_REQUEST, problems),
                        problems,
                        List.of()),
                runbook);
    }
}
