package io.rdsmaint.function;

import static io.rdsmaint.function.ConsoleRequest.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.gateway.stepfunctions.Starts;
import io.rdsmaint.http.HttpAnswer;
import io.rdsmaint.http.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Plans and starts: both are executions of the state machine, which the page then polls, as an answer may not take as long as a
 * plan. The key that a request brings is the execution's name, so that what is sent twice is started once.
 */
final class ConsoleStarts {
    private static final String PLAN = "plan-";
    private static final String RUN = "run-";
    private static final String TAKE = "take-";
    private static final Pattern NAMES = Pattern.compile("(plan|run|take)-[A-Za-z0-9_-]{8,64}");
    private static final String PLAN_HASH = "plan_hash";
    private static final String PARAMS = "params";

    private final Engine engine;
    private final RequestParser requests;
    private final Starts starts;

    ConsoleStarts(Engine engine, RequestParser requests, Starts starts) {
        this.engine = engine;
        this.requests = requests;
        this.starts = starts;
    }

    /** Begins a dry run. */
    HttpAnswer plan(ConsoleRequest request) {
        request.onlyQuery();
        ObjectNode input = object();
        input.set(PARAMS, params(request, request.http().json()).put("dry_run", true));
        return begun(request, PLAN, "/plans/", input);
    }

    /** Begins an operation: the very plan that was seen, or none. */
    HttpAnswer start(ConsoleRequest request) {
        request.onlyQuery();
        ObjectNode body = request.http().json();
        JsonNode hash = body.remove(PLAN_HASH);
        if (hash == null || !hash.isTextual()) {
            throw Problem.of(
                    428,
                    "PlanMissing",
                    "plan_hash is missing: make a plan by POST /plans, look at it, and start with its plan_hash");
        }
        ObjectNode params = params(request, body);
        if (params.path("dry_run").asBoolean()) {
            throw Problem.of(400, "InvalidRequest", "dry_run starts nothing; POST /plans makes a plan");
        }
        params.set(PLAN_HASH, hash);
        checked(params);
        ObjectNode input = object();
        input.set(PARAMS, params);
        return begun(request, RUN, "/starts/", input);
    }

    /** Goes on with an operation that nobody runs. */
    HttpAnswer takeOver(ConsoleRequest request) {
        request.onlyQuery();
        Operation op = request.operation(engine);
        if (op.version() != request.verified().version()) {
            throw ConsoleChanges.stale(
                    op, "Operation " + op.id() + " is no longer as it was seen. Nothing was changed.");
        }
        if (!op.owner().stalled()) {
            throw Problem.of(
                    409,
                    "NotStalled",
                    "operation " + op.id() + " is run by " + op.owner().executionArn());
        }
        return begun(request, TAKE, "/starts/", object().put("operation_id", op.id()));
    }

    /** What is to be planned or started, checked before anything begins, by whom. */
    private ObjectNode params(ConsoleRequest request, ObjectNode body) {
        ObjectNode params = body.deepCopy();
        JsonNode declared = params.remove("requested_by");
        checked(params);
        String name = request.who().name();
        boolean other = declared != null
                && declared.isTextual()
                && !declared.asText().isBlank()
                && !declared.asText().equals(name);
        return params.put("requested_by", other ? declared.asText() + ", verified as " + name : name);
    }

    /** By the parser that the state machine's start meets, so that all problems are told at once and nothing is begun. */
    private void checked(ObjectNode params) {
        ObjectNode asked =
                object().put("action", "start").put("execution_arn", "checked").put("execution_started_at", "checked");
        asked.set(PARAMS, params);
        requests.parse(asked);
    }

    private HttpAnswer begun(ConsoleRequest request, String prefix, String where, ObjectNode input) {
        String name = prefix + request.idempotencyKey();
        String arn = starts.start(request.machine(), name, input);
        return HttpAnswer.of(202, object().put("name", name).put("execution_arn", arn))
                .with("location", "/console/api" + where + name);
    }

    /** The plan, once it is made. */
    HttpAnswer planned(ConsoleRequest request) {
        request.onlyQuery();
        Starts.Course course = course(request, PLAN);
        ObjectNode view = object().put("name", request.part("name"));
        if (course.running()) {
            return HttpAnswer.of(200, view.put("state", "planning"));
        }
        boolean planned = course.status().equals("SUCCEEDED");
        JsonNode reply = planned ? course.output() : starts.lastReply(course.arn());
        view.put("state", planned ? "planned" : "refused");
        told(view, reply);
        if (!planned) {
            view.put("code", course.error()).put("cause", course.cause());
        }
        return HttpAnswer.of(200, view);
    }

    private static void told(ObjectNode view, JsonNode reply) {
        view.put("summary", reply.path("summary").textValue());
        view.set("plan", reply.path("plan").isArray() ? reply.path("plan") : view.arrayNode());
        view.put(PLAN_HASH, reply.path(PLAN_HASH).textValue());
    }

    /** What became of a start: an operation, or why there is none. */
    HttpAnswer started(ConsoleRequest request) {
        request.onlyQuery();
        String name = request.part("name");
        Starts.Course course = course(request, name.startsWith(TAKE) ? TAKE : RUN);
        Optional<Operation> operation = engine.ofExecution(course.arn());
        ObjectNode view = object().put("name", name);
        if (operation.isPresent()) {
            return HttpAnswer.of(
                    200,
                    view.put("state", "started")
                            .put("operation_id", operation.get().id()));
        }
        if (course.running()) {
            return HttpAnswer.of(200, view.put("state", "starting"));
        }
        if (course.status().equals("SUCCEEDED")) {
            told(view, course.output());
            return HttpAnswer.of(200, view.put("state", "nothing_started"));
        }
        throw refused(course);
    }

    private Problem refused(Starts.Course course) {
        String code = String.valueOf(course.error());
        String cause = course.cause() == null ? "the execution ended " + course.status() : course.cause();
        if (code.equals(NextAction.Code.PLAN_CHANGED.word())) {
            ObjectNode plan = object();
            told(plan, starts.lastReply(course.arn()));
            return Problem.of(412, code, cause).with("plan", plan);
        }
        boolean busy = code.endsWith("Busy") || code.equals(NextAction.Code.NOT_OWNER.word());
        return Problem.of(busy ? 409 : 422, code, cause);
    }

    private Starts.Course course(ConsoleRequest request, String prefix) {
        String name = request.part("name");
        if (!NAMES.matcher(name).matches() || !name.startsWith(prefix)) {
            throw unknown(name);
        }
        return starts.course(Starts.executionArn(request.machine(), name)).orElseThrow(() -> unknown(name));
    }

    private static Problem unknown(String name) {
        return Problem.of(404, "NotFound", "there is no execution '" + name + "' here");
    }
}
