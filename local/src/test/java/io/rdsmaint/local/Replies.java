package io.rdsmaint.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Replies of the function, with every field that the contract has. */
final class Replies {
    private Replies() {}

    static ObjectNode reply(String next) {
        return (ObjectNode) Bench.json("""
                {"operation_id": "op-1", "operation_type": "instance_type_change", "operation_state": "running",
                 "cluster_id": "demo-multi", "region": "us-east-1", "next": "%s", "wait_seconds": null,
                 "step_index": 2, "step_count": 9, "step_name": "change demo-multi-2", "step_action": "modify_instance",
                 "step_state": "waiting", "wait_condition": null, "pause_reason": null, "question": null,
                 "notification": null, "successor": null, "error": null, "summary": "Under way.", "plan": null,
                 "calls": 3, "version": 7}
                """.formatted(next));
    }

    static ObjectNode step() {
        return reply("step");
    }

    static ObjectNode waiting(long seconds) {
        return reply("wait").put("wait_seconds", seconds);
    }

    static ObjectNode waiting(String seconds) {
        return (ObjectNode) reply("wait").set("wait_seconds", Bench.json(seconds));
    }

    static ObjectNode succeed() {
        return reply("succeed").put("operation_state", "completed");
    }

    static ObjectNode fail(String code, String cause) {
        ObjectNode reply = reply("fail").put("operation_state", "failed");
        reply.putObject("error").put("code", code).put("cause", cause);
        return reply;
    }

    static ObjectNode ask(String id, int attempt, String deadline) {
        ObjectNode reply = reply("ask").put("pause_reason", "the failover is next");
        ObjectNode question = reply.putObject("question");
        question.put("id", id).put("kind", "gate").put("attempt", attempt).put("reason", "the failover is next");
        question.set("deadline_seconds", Bench.json(deadline));
        question.putArray("options")
                .addObject()
                .put("action", "continue")
                .put("consequence", "the failover happens")
                .put("destructive", false);
        question.putArray("commands");
        reply.putObject("notification").put("severity", "info").put("dedup_key", id);
        return reply;
    }

    static ObjectNode ask(String id) {
        return ask(id, 1, "3600");
    }

    static ObjectNode handOver(String name) {
        ObjectNode reply = reply("hand_over");
        reply.putObject("successor").put("execution_name", name);
        return reply;
    }

    static JsonNode text(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text);
    }
}
