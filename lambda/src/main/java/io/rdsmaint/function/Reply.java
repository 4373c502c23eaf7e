package io.rdsmaint.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.EngineResult;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.Wake;
import io.rdsmaint.notification.Commands;
import io.rdsmaint.notification.Excerpt;
import io.rdsmaint.notification.Notification;
import io.rdsmaint.notification.Notifications;
import io.rdsmaint.notification.Runbook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to start, step and resume, as JSON: every field is always present, numbers are in the ranges that Step
 * Functions takes, and the whole stays under 16 KiB; texts are shortened for that, never dropped.
 */
final class Reply {
    /** The version of the code that answers, which the handler knows and says in all its answers. */
    static final String VERSION = "function_version";

    /** A state holds 256 KiB (Step Functions quotas) and keeps a reply until the next; chosen far below. */
    private static final int MOST_BYTES = 16_000;

    /** Characters of each text; a quarter less each time while the reply is too long. */
    private static final int MOST_TEXT = 2_000;

    /** What a Wait state takes (Amazon States Language, Wait). */
    private static final long MOST_SECONDS = 99_999_999;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final EngineResult verdict;
    private final Runbook runbook;
    private final int mostText;

    private Reply(EngineResult verdict, Runbook runbook, int mostText) {
        this.verdict = verdict;
        this.runbook = runbook;
        this.mostText = mostText;
    }

    /**
     * The reply for a verdict.
     *
     * @param runbook what notifications refer to
     */
    static ObjectNode of(EngineResult verdict, Runbook runbook) {
        int mostText = MOST_TEXT;
        ObjectNode reply = new Reply(verdict, runbook, mostText).tree();
        while (reply.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES && mostText > 20) {
            mostText = mostText * 3 / 4;
            reply = new Reply(verdict, runbook, mostText).tree();
        }
        return reply;
    }

    private ObjectNode tree() {
        Optional<Operation> op = verdict.operation();
        Optional<Step> step = op.flatMap(Reply::shownStep);
        ObjectNode reply = JSON.objectNode();
        reply.put("operation_id", op.map(Operation::id).orElse(null));
        reply.put("operation_type", op.map(Operation::type).orElse(null));
        reply.put("operation_state", op.map(o -> o.state().word()).orElse(null));
        reply.putNull("target");
        reply.putNull("cluster_id");
        op.ifPresent(o -> o.target().tell(reply));
        reply.put("region", op.map(o -> o.target().region()).orElse(null));
        reply.put("calls", op.map(o -> o.owner().calls()).orElse(null));
        reply.put("version", op.map(Operation::version).orElse(null));
        reply.set("wake", wake());
        reply.put("next", word(verdict.next()));
        reply.put("wait_seconds", verdict.next() instanceof NextAction.Wait w ? clamp(w.seconds(), 0) : null);
        reply.put("step_index", op.map(Operation::index).orElse(null));
        reply.put("step_count", op.map(o -> o.steps().size()).orElse(null));
        reply.put("step_name", step.map(Step::name).map(this::text).orElse(null));
        reply.put("step_action", step.map(s -> s.planned().action()).orElse(null));
        reply.put("step_state", step.map(s -> s.state().word()).orElse(null));
        reply.put(
                "wait_condition", step.map(Step::waitCondition).map(this::text).orElse(null));
        Optional<Question> question = op.map(Operation::question);
        reply.put(
                "pause_reason",
                question.map(Notifications::reason).map(this::text).orElse(null));
        reply.set("question", question.<JsonNode>map(this::question).orElse(JSON.nullNode()));
        reply.set("notification", notification().map(n -> n.json(mostText)).orElse(null));
        reply.set(
                "successor",
                switch (verdict.next()) {
                    case NextAction.HandOver h -> successor(h.executionName(), false);
                    case NextAction.HandedOver h -> successor(h.executionName(), true);
                    default -> JSON.nullNode();
                });
        reply.set(
                "error",
                verdict.next() instanceof NextAction.Fail f
                        ? JSON.objectNode().put("code", f.code().word()).put("cause", cause(f))
                        : JSON.nullNode());
        reply.put("summary", text(verdict.summary()));
        reply.set("plan", texts(verdict.plan()));
        reply.put("plan_hash", verdict.planHash());
        return reply.putNull(VERSION);
    }

    /** What the machine needs for a wait that an event may end, or that follows one; null for any other. */
    private JsonNode wake() {
        if (!(verdict.next() instanceof NextAction.Wait wait) || wait.wake() == null) {
            return JSON.nullNode();
        }
        Wake wake = wait.wake();
        return JSON.objectNode()
                .put("armed", wake.armed())
                .put("resource", wake.resource())
                .put("pause_seconds", Wake.PAUSE.toSeconds())
                .put("expires_at", wake.expiresAt().getEpochSecond())
                .put("looks", wake.woken().looks())
                .put("fruitless", wake.woken().fruitless())
                .put("quiet_until", wake.woken().quietUntil());
    }

    /** The current step, or at the end the last one. */
    private static Optional<Step> shownStep(Operation op) {
        return op.current()
                .or(() -> op.steps().isEmpty()
                        ? Optional.empty()
                        : Optional.of(op.steps().getLast()));
    }

    private String cause(NextAction.Fail fail) {
        String cause = text(fail.cause());
        return verdict.operation()
                .filter(op -> !cause.contains(op.id()))
                .map(op -> "Operation " + op.id() + ": " + cause)
                .orElse(cause);
    }

    /** Of what the state machine publishes: the open question, or a start that failed. */
    private Optional<Notification> notification() {
        Optional<Operation> op = verdict.operation();
        if (op.isEmpty()) {
            return verdict.next() instanceof NextAction.Fail fail
                    ? Optional.of(Notifications.of(fail, runbook))
                    : Optional.empty();
        }
        return op.map(Operation::question).map(question -> Notifications.of(op.orElseThrow(), question, runbook));
    }

    private ObjectNode question(Question question) {
        ObjectNode tree = JSON.objectNode();
        tree.put("id", question.id());
        tree.put("code", question.code());
        tree.put("kind", question.kind().word());
        tree.put("attempt", question.attempt());
        tree.put("situation", text(question.situation()));
        tree.put("reason", text(Notifications.reason(question)));
        tree.put("observed", text(question.observed()));
        ArrayNode options = tree.putArray("options");
        for (Question.Option option : question.options()) {
            options.addObject()
                    .put("action", option.action().word())
                    .put("choice", option.choice())
                    .put("consequence", text(option.consequence()))
                    .put("destructive", option.destructive());
        }
        tree.put("deadline_seconds", clamp(question.deadlineSeconds(), 1));
        tree.set("commands", texts(Commands.withToken(question)));
        return tree;
    }

    private static JsonNode successor(String name, boolean owns) {
        return JSON.objectNode().put("execution_name", name).put("owns", owns);
    }

    private ArrayNode texts(List<String> lines) {
        ArrayNode all = JSON.arrayNode();
        lines.forEach(line -> all.add(text(line)));
        return all;
    }

    private String text(@Nullable String value) {
        return value == null ? "" : Excerpt.of(value, mostText);
    }

    private static Integer clamp(long seconds, long least) {
        return (int) Math.clamp(seconds, least, MOST_SECONDS);
    }

    private static String word(NextAction next) {
        return switch (next) {
            case NextAction.Go ignored -> "step";
            case NextAction.Wait ignored -> "wait";
            case NextAction.Ask ignored -> "ask";
            case NextAction.HandOver ignored -> "hand_over";
            case NextAction.HandedOver ignored -> "hand_over";
            case NextAction.Succeed ignored -> "succeed";
            case NextAction.Fail ignored -> "fail";
        };
    }
}
