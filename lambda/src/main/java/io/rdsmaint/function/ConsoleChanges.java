package io.rdsmaint.function;

import static io.rdsmaint.function.ConsoleRequest.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.EngineResult;
import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Verified;
import io.rdsmaint.http.HttpAnswer;
import io.rdsmaint.http.Problem;
import io.rdsmaint.http.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people change by the console. Each change is decided on a version of the operation; when that is no longer so, nothing is
 * changed, and the answer tells what happened meanwhile.
 */
final class ConsoleChanges {
    private static final String PAUSE_BEFORE = "pause_before";
    private static final String QUESTION_ID = "question_id";
    private static final String FREEZE = "freeze";

    private final Engine engine;
    private final RequestParser requests;
    private final ConsoleReads reads;

    ConsoleChanges(Engine engine, RequestParser requests, ConsoleReads reads) {
        this.engine = engine;
        this.requests = requests;
        this.reads = reads;
    }

    /** Answers the open question; a destructive answer takes an administrator who has typed the target's name. */
    HttpAnswer answer(ConsoleRequest request) {
        request.onlyQuery();
        ObjectNode body = request.http().json();
        Operation op = request.operation(engine);
        Verified person = request.verified();
        JsonNode confirmed = body.remove("confirm");
        JsonNode question = body.remove(QUESTION_ID);
        closed(op, question);
        ObjectNode asked = object().put("action", "resume").put("operation_id", op.id());
        asked.set(QUESTION_ID, question);
        if (body.path("by").asText("").isBlank()) {
            body.put("by", request.who().name());
        }
        asked.set("response", body);
        known(body);
        ResumeRequest wanted = parsed(asked);
        option(op, body).filter(Question.Option::destructive).ifPresent(option -> {
            request.require(
                    Role.ADMIN, "the destructive answer " + option.action().word());
            if (confirmed == null || !confirmed.asText().equals(op.target().name())) {
                throw Problem.of(
                        400,
                        "NotConfirmed",
                        "the answer is destructive: confirm it by \"confirm\": \""
                                + op.target().name() + "\", the name of what it is about");
            }
        });
        return done(request, op, wanted, person);
    }

    private static void known(ObjectNode body) {
        body.fieldNames().forEachRemaining(name -> {
            if (!name.matches("action|choice|comment|by")) {
                throw Problem.of(
                        400,
                        "InvalidRequest",
                        "'" + name
                                + "' is not a field of an answer; the fields are question_id, action, choice, comment,"
                                + " by, confirm");
            }
        });
    }

    /** Somebody was quicker, or it was asked about something else meanwhile. */
    private void closed(Operation op, @Nullable JsonNode question) {
        if (question == null || !question.isTextual()) {
            throw Problem.of(400, "InvalidRequest", "question_id is missing: it is in the operation's question");
        }
        Question open = op.question();
        if (open == null || !open.id().equals(question.asText())) {
            throw new Problem(
                            409,
                            "QuestionClosed",
                            List.of("question " + question.asText() + " is no longer open; "
                                    + (open == null
                                            ? "operation " + op.id() + " asks nothing now ("
                                                    + op.state().word() + ")"
                                            : "now it is " + open.id())))
                    .with("operation", reads.view(op))
                    .with("changes", reads.changes(op));
        }
    }

    private static Optional<Question.Option> option(Operation op, ObjectNode body) {
        Question open = op.question();
        return open == null
                ? Optional.empty()
                : open.options().stream()
                        .filter(o ->
                                o.action().word().equals(body.path("action").asText()))
                        .filter(o -> o.choice() == null
                                ? !body.hasNonNull("choice")
                                : o.choice().equals(body.path("choice").asText()))
                        .findFirst();
    }

    /** Gates, deadline, times. */
    HttpAnswer edit(ConsoleRequest request) {
        request.onlyQuery();
        return edited(request, request.operation(engine), request.http().json());
    }

    /** Asks before the next step; those that ask already go on asking. */
    HttpAnswer pause(ConsoleRequest request) {
        request.onlyQuery();
        Operation op = request.operation(engine);
        if (op.question() != null) {
            throw Problem.of(
                            409,
                            "PausedAlready",
                            "operation " + op.id() + " is paused already: "
                                    + op.question().reason())
                    .with("operation", reads.view(op));
        }
        ObjectNode edit = object();
        ArrayNode gates = edit.putArray(PAUSE_BEFORE);
        op.steps().stream()
                .filter(step ->
                        step.state() == StepState.PENDING && step.planned().asksByName())
                .forEach(step -> gates.add(step.name()));
        gates.add("next");
        return edited(request, op, edit);
    }

    private HttpAnswer edited(ConsoleRequest request, Operation op, ObjectNode edit) {
        Verified person = request.verified();
        if (edit.has(FREEZE)) {
            throw Problem.of(400, "InvalidRequest", "freeze is for all operations: PUT /freeze");
        }
        if (edit.isEmpty()) {
            throw Problem.of(
                    400,
                    "InvalidRequest",
                    "say what to change: pause_before, wait_timeout, not_before, window" + " or outside_window");
        }
        ObjectNode asked = object().put("action", "resume").put("operation_id", op.id());
        asked.set("edit", edit);
        return done(request, op, parsed(asked), person);
    }

    private ResumeRequest parsed(ObjectNode asked) {
        if (requests.parse(asked) instanceof Request.Resume(ResumeRequest resume)) {
            return resume;
        }
        throw Problem.of(400, "InvalidRequest", "that is no change of one operation");
    }

    private HttpAnswer done(ConsoleRequest request, Operation seen, ResumeRequest wanted, Verified person) {
        try {
            ObjectNode view = reads.view(engine.resume(request.invocation(), wanted, person));
            return HttpAnswer.of(200, view).with("etag", ConsoleReads.tag(view));
        } catch (Verified.Stale e) {
            Operation now = engine.load(seen.id());
            throw stale(now, String.valueOf(e.getMessage()))
                    .with("operation", reads.view(now))
                    .with("changes", reads.changes(now));
        } catch (InvalidRequest e) {
            Operation now = engine.load(seen.id());
            boolean moved = now.version() != seen.version();
            throw new Problem(moved ? 409 : 400, moved ? "NotTaken" : "InvalidRequest", e.problems())
                    .with("operation", reads.view(now));
        }
    }

    static Problem stale(Operation now, String why) {
        return Problem.of(412, "Changed", why + " (It is version " + now.version() + " now.)");
    }

    /** No operation begins a step from now on. */
    HttpAnswer freeze(ConsoleRequest request) {
        request.onlyQuery();
        ObjectNode body = request.http().json();
        JsonNode declared = body.remove("by");
        String name = request.who().name();
        boolean other = declared != null
                && !declared.asText("").isBlank()
                && !declared.asText().equals(name);
        body.put("by", other ? declared.asText() + ", verified as " + name : name);
        ObjectNode asked = object().put("action", "resume");
        asked.putObject("edit").set(FREEZE, body);
        if (!(requests.parse(asked) instanceof Request.Freezing freezing)) {
            throw Problem.of(400, "InvalidRequest", "say why: {\"reason\": \"…\"}");
        }
        return told(engine.freeze(new Freeze(
                freezing.reason(), freezing.by(), request.invocation().now())));
    }

    /** Operations go on. */
    HttpAnswer unfreeze(ConsoleRequest request) {
        request.onlyQuery();
        return told(engine.unfreeze());
    }

    private HttpAnswer told(EngineResult result) {
        if (result.next() instanceof NextAction.Fail fail) {
            throw Problem.of(409, "FrozenAlready", fail.cause()).with(FREEZE, reads.frozen());
        }
        ObjectNode view = object().put("summary", result.summary());
        view.set(FREEZE, reads.frozen());
        return HttpAnswer.of(200, view);
    }
}
