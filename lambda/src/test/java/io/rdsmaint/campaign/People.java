package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.testkit.EventQueue;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.machine.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operators: they answer, rightly or wrongly, and accept what they are asked about again. */
final class People {
    private static final int PATIENCE = 8;
    private static final String REPLAN = "continue/replan";
    private static final Duration SOON = Duration.ofMinutes(1);

    private final EventQueue queue;
    private final Subject subject;
    private final Strikes strikes;
    private final Runnable mend;
    private final Map<String, String> decided = new HashMap<>();
    private final List<String> reasons = new ArrayList<>();

    /** What was answered last to each reason: whoever wanted a new plan wants one still when an answer came to nothing. */
    private final Map<String, String> chosen = new HashMap<>();

    private boolean mended;
    private int scripted;

    /** How they answer. */
    interface Desk {
        /** With the token of the task; false when nobody waits for that. */
        boolean complete(String token, JsonNode output);

        /** Through the function, without a token. */
        void resume(ObjectNode event);
    }

    /**
     * @param mend ends what is in the way
     */
    People(EventQueue queue, Subject subject, Strikes strikes, Runnable mend) {
        this.queue = queue;
        this.subject = subject;
        this.strikes = strikes;
        this.mend = mend;
    }

    /** The reasons of the questions so far. */
    List<String> reasons() {
        return reasons;
    }

    /** What was answered to each question. */
    Map<String, String> decided() {
        return decided;
    }

    void asked(Execution execution, JsonNode question, Desk desk) {
        String token = execution.token();
        Optional<Strike> struck = strikes.at(Point.QUESTION, "people", () -> "");
        String id = question.path("id").asText();
        mend(question);
        ObjectNode answer = JsonTrees.object();
        String decision = decided.computeIfAbsent(id, i -> decide(question, struck));
        String[] parts = decision.split("/", -1);
        answer.put("action", parts[0]).put("by", "dana");
        if (parts.length > 1) {
            answer.put("choice", parts[1]);
        }
        Runnable right = () -> desk.complete(token, answer);
        switch (struck.map(Strike::kind).orElse(null)) {
            case ANSWERED_LATE -> queue.after(Duration.ofMinutes(200), right);
            case ANSWERED_TWICE ->
                queue.after(SOON, () -> {
                    right.run();
                    boolean taken = desk.complete(token, JsonTrees.object().put("action", "abort"));
                    if (taken) {
                        throw new Violation("a task was completed twice");
                    }
                    desk.resume(resume(
                            execution,
                            id,
                            JsonTrees.object().put("action", "abort").put("by", "someone else")));
                });
            case ANSWERED_WRONGLY ->
                queue.after(SOON, () -> desk.complete(token, JsonTrees.object().put("action", "dance")));
            case ANSWERED_WITH_NONSENSE -> queue.after(SOON, () -> desk.complete(token, JsonTrees.read("[1, null]")));
            case NOT_ANSWERED -> {}
            case TASK_FAILED ->
                queue.after(
                        SOON,
                        () -> desk.complete(
                                token, JsonTrees.object().put("Error", "no").put("Cause", "no")));
            case NOT_ASKED ->
                queue.after(
                        Duration.ofSeconds(1),
                        () -> desk.complete(token, JsonTrees.object().put("Error", "EventBridge.FailedEntry")));
            case null, default -> {
                boolean withoutToken = Math.floorMod(id.hashCode(), 4) == 0;
                queue.after(SOON, () -> {
                    if (withoutToken) {
                        desk.resume(resume(execution, id, answer));
                        queue.after(Duration.ofMinutes(5), right);
                    } else {
                        right.run();
                    }
                });
            }
        }
    }

    private static ObjectNode resume(Execution execution, String questionId, ObjectNode answer) {
        ObjectNode event = JsonTrees.object()
                .put("action", "resume")
                .put("operation_id", execution.operationId())
                .put("question_id", questionId);
        event.set("response", answer);
        return event;
    }

    private String decide(JsonNode question, Optional<Strike> struck) {
        String reason =
                question.path("kind").asText() + ": " + question.path("reason").asText();
        boolean again = reasons.contains(reason);
        String before = chosen.getOrDefault(reason, "");
        reasons.add(reason);
        List<String> offered = new ArrayList<>();
        question.path("options")
                .forEach(o -> offered.add(o.path("action").asText()
                        + (o.path("choice").isTextual() ? "/" + o.path("choice").asText() : "")));
        String wanted = struck.map(Strike::kind)
                .map(k -> switch (k) {
                    case ROLLED_BACK -> "rollback";
                    case ABORTED -> "abort";
                    default -> "";
                })
                .orElse("");
        boolean ofThePath = !question.path("reason").asText().startsWith("Nobody ran");
        boolean scriptedNow =
                ofThePath && wanted.isEmpty() && scripted < subject.answers().size();
        if (scriptedNow) {
            wanted = subject.answers().get(scripted);
        }
        if (decided.size() >= PATIENCE) {
            wanted = "abort";
        }
        String first = wanted.isEmpty() && again ? before.equals(REPLAN) ? REPLAN : "continue/accept" : wanted;
        Optional<String> decision = offered.stream()
                .filter(o -> !first.isEmpty() && o.startsWith(first))
                .findFirst();
        if (scriptedNow && decision.isPresent()) {
            scripted++;
        }
        chosen.put(reason, decision.orElse(offered.getFirst()));
        return decision.orElse(offered.getFirst());
    }

    private void mend(JsonNode question) {
        if (!mended && !question.path("kind").asText().equals("gate")) {
            mended = true;
            mend.run();
        }
    }
}
