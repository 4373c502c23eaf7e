package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.testkit.machine.Execution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds the end of a run to the promises. */
final class Ending {
    private static final Pattern TRUE_REASONS =
            Pattern.compile("gate: .*|.*No answer came to this call.*|.*Nobody ran this operation any more.*"
                    + "|.*failed \\d+ times in a row.*|.*its deadline.*");

    private final Result result;
    private final Calm calm;
    private final List<String> broken = new ArrayList<>();

    private Ending(Result result, Calm calm) {
        this.result = result;
        this.calm = calm;
    }

    /** The promises that a run has broken; none for a good one. */
    static List<String> broken(Result result, Calm calm) {
        Ending ending = new Ending(result, calm);
        if (result.told().isEmpty()) {
            ending.require(
                    !result.strikes().struck().isEmpty(),
                    "nothing was begun, for no reason: "
                            + result.executions().getFirst().error());
        }
        result.told().forEach(ending::ended);
        if (result.told().size() == 1 && !result.strikes().meddled()) {
            ending.world(result.told().getFirst().operation());
            ending.questions();
            ending.broken.addAll(result.promises().harm());
        }
        return ending.broken;
    }

    private void ended(Result.Told told) {
        Operation operation = told.operation();
        require(operation.state().ended(), "never ends: " + operation.state() + " " + operation.question());
        require(operation.outbox().isEmpty(), "ended with untold events: " + operation.outbox());
        log(told);
        finallySteps(operation);
        executions(operation);
    }

    private void world(Operation operation) {
        List<String> world = result.promises().world();
        int interruptions = result.promises().interruptions();
        switch (operation.ending()) {
            case COMPLETED -> {
                if (result.subject().completes()) {
                    require(
                            world.equals(calm.after()),
                            "completed, but there is\n  " + world + "\nand not\n  " + calm.after());
                    require(
                            interruptions <= calm.interruptions(),
                            interruptions + " interruptions, planned " + calm.interruptions());
                    require(operation.residue().isEmpty(), "completed, but says it leaves " + operation.residue());
                }
            }
            case ROLLED_BACK -> {
                if (operation.residue().isEmpty()) {
                    require(
                            result.promises()
                                    .broughtBack(world)
                                    .equals(result.promises().broughtBack(calm.before())),
                            "rolled back, but there is\n  " + world + "\nand was\n  " + calm.before());
                }
            }
            default -> {}
        }
    }

    /** Nobody is asked for no reason. */
    private void questions() {
        if (result.subject().answers().isEmpty()
                && result.strikes().struck().stream().allMatch(s -> s.kind().absorbed())) {
            result.people().reasons().stream()
                    .filter(r -> !TRUE_REASONS.matcher(r).matches())
                    .forEach(r -> broken.add("asked for no reason: " + r));
        }
    }

    private void finallySteps(Operation operation) {
        operation.steps().stream()
                .filter(s -> s.planned().cleanup())
                .filter(s -> s.state() != StepState.COMPLETED
                        && s.state() != StepState.SKIPPED
                        && s.state() != StepState.FAILED)
                .forEach(s -> broken.add("a finally step has not run: " + s.name() + " " + s.state()));
        broken.addAll(result.promises().leftBy(operation));
    }

    private void executions(Operation operation) {
        String wanted = switch (operation.ending()) {
            case COMPLETED, MARKED_COMPLETE -> "";
            case ABORTED -> "OperationAborted";
            case ROLLED_BACK -> "OperationRolledBack";
        };
        result.executions().stream()
                .filter(e -> e.arn().equals(operation.owner().executionArn()))
                .filter(e ->
                        e.status() != Execution.Status.ABORTED && !e.error().equals("OperationStalled"))
                .filter(e -> !e.error().equals(wanted))
                .forEach(e -> broken.add("the execution ended " + e.status() + " " + e.error() + ", the operation "
                        + operation.ending()));
    }

    /** The log tells what happened, in order, and what it tells was published. */
    private void log(Result.Told told) {
        Operation operation = told.operation();
        JsonNode events = told.status().path("events");
        Map<String, Integer> intents = new HashMap<>();
        Set<String> ends = new HashSet<>();
        String ending = "";
        int completed = 0;
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i);
            require(event.path("number").asInt() == i + 1, "the log has a gap at " + (i + 1));
            LogEntry.Type type =
                    LogEntry.Type.valueOf(event.path("type").asText().toUpperCase(java.util.Locale.ROOT));
            switch (type) {
                case INTENT_SAVED -> intents.merge(event.path("message").asText(), 1, Integer::sum);
                case STEP_COMPLETED -> completed++;
                case INTERVENTION_ANSWERED -> {
                    String action = event.path("data").path("action").asText();
                    ending = action.equals("continue") ? ending : action;
                }
                default -> {}
            }
            if (type.ends()) {
                ends.add(type.name());
                require(i + 1 == events.size() || operation.outbox().isEmpty(), "something happened after the end");
            }
            if (type.detailType() != null) {
                published(operation, event, type);
            }
        }
        Map<String, Integer> made = new HashMap<>();
        told.made().forEach(m -> made.merge(m, 1, Integer::sum));
        made.forEach(
                (call, times) -> require(intents.getOrDefault(call, 0) >= times, "the log does not tell of " + call));
        long steps = operation.steps().stream()
                .filter(s -> s.state() == StepState.COMPLETED)
                .count();
        require(completed == steps, completed + " steps told as completed, " + steps + " are");
        require(ends.size() == 1, "told as ended as " + ends);
        require(ending(ending).equals(operation.ending()), "answered " + ending + ", ended " + operation.ending());
        require(operation.state() != OperationState.FAILED || ends.contains("OPERATION_ABORTED"), "ends " + ends);
    }

    private static Operation.Ending ending(String answer) {
        return switch (answer) {
            case "abort" -> Operation.Ending.ABORTED;
            case "rollback" -> Operation.Ending.ROLLED_BACK;
            case "mark_complete" -> Operation.Ending.MARKED_COMPLETE;
            default -> Operation.Ending.COMPLETED;
        };
    }

    private void published(Operation operation, JsonNode event, LogEntry.Type type) {
        String id =
                "\"event_id\":\"" + operation.id() + "#" + event.path("number").asInt() + "\"";
        require(
                result.bus().published().stream()
                        .anyMatch(p -> p.detailType().equals(type.detailType())
                                && p.detail().contains(id)),
                "never published: " + event);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }
}
