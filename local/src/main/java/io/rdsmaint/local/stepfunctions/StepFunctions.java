package io.rdsmaint.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.asl.Definition;
import io.rdsmaint.local.asl.Execution;
import io.rdsmaint.local.asl.ExecutionIdentity;
import io.rdsmaint.local.asl.Interpreter;
import io.rdsmaint.local.asl.InvalidDefinitionException;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.asl.TaskTokens;
import io.rdsmaint.local.clock.Ids;
import io.rdsmaint.local.endpoint.Account;
import io.rdsmaint.local.endpoint.ServiceException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machines and executions of the account; errors carry the service's codes and texts. */
public final class StepFunctions {
    private final Interpreter interpreter;
    private final InstantSource clock;
    private final Ids ids;
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Map<String, Execution> executions = new LinkedHashMap<>();

    /** An account without machines. */
    public StepFunctions(Interpreter interpreter, InstantSource clock, Ids ids) {
        this.interpreter = interpreter;
        this.clock = clock;
        this.ids = ids;
    }

    /** CreateStateMachine; the same machine again is the same machine. */
    public synchronized Machine create(String name, String definition, String roleArn) {
        Names.requireName(name);
        String arn = Account.arn("states", "stateMachine:" + name);
        Machine existing = machines.get(arn);
        if (existing != null) {
            if (existing.definition().text().equals(definition)
                    && existing.roleArn().equals(roleArn)) {
                return existing;
            }
            throw new ServiceException("StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
        }
        Machine machine = new Machine(arn, name, parse(definition), roleArn, clock.instant());
        machines.put(arn, machine);
        return machine;
    }

    private static Definition parse(String text) {
        try {
            return Definition.parse(text);
        } catch (InvalidDefinitionException e) {
            throw new ServiceException("InvalidDefinition", String.valueOf(e.getMessage()), e);
        }
    }

    /** A machine by its ARN. */
    public synchronized Machine machine(String arn) {
        Names.requireArn(arn);
        Machine machine = machines.get(arn);
        if (machine == null) {
            throw new ServiceException("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
        }
        return machine;
    }

    /** All machines. */
    public synchronized List<Machine> machines() {
        return List.copyOf(machines.values());
    }

    /**
     * StartExecution.
     *
     * @param name the name, or the empty text for a random one
     * @param text the input
     */
    public synchronized Execution start(String machineArn, String name, String text) {
        Machine machine = machine(machineArn);
        JsonNode input = input(text);
        String chosen = name.isEmpty() ? ids.uuid() : name;
        Names.requireName(chosen);
        String arn = Account.arn("states", "execution:" + machine.name() + ":" + chosen);
        Execution existing = executions.get(arn);
        if (existing != null) {
            if (existing.view().status() == Execution.Status.RUNNING
                    && existing.input().equals(text)) {
                return existing;
            }
            throw new ServiceException("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
        }
        ExecutionIdentity identity =
                new ExecutionIdentity(arn, chosen, machine.arn(), machine.name(), machine.roleArn());
        Execution execution = interpreter.start(identity, machine.definition(), text, input);
        executions.put(arn, execution);
        return execution;
    }

    private static JsonNode input(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > Interpreter.DATA_LIMIT) {
            throw new ServiceException(
                    "ValidationException",
                    "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length"
                            + " less than or equal to " + Interpreter.DATA_LIMIT);
        }
        if (text.isBlank()) {
            throw invalidInput("Invalid execution input.");
        }
        try {
            return Json.parse(text);
        } catch (Json.MalformedException e) {
            throw invalidInput(String.valueOf(e.getMessage()));
        }
    }

    private static ServiceException invalidInput(String detail) {
        return new ServiceException("InvalidExecutionInput", "Invalid State Machine Execution Input: '" + detail + "'");
    }

    /** An execution by its ARN. */
    public synchronized Execution execution(String arn) {
        Names.requireArn(arn);
        Execution execution = executions.get(arn);
        if (execution == null) {
            throw new ServiceException("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
        }
        return execution;
    }

    /** The executions of a machine, the newest first. */
    public synchronized List<Execution> executions(String machineArn) {
        Machine machine = machine(machineArn);
        List<Execution> own = new ArrayList<>(executions.values().stream()
                .filter(one -> one.identity().machineArn().equals(machine.arn()))
                .toList());
        return own.reversed();
    }

    /** The tokens of the tasks that wait for an answer. */
    public TaskTokens tokens() {
        return interpreter.tokens();
    }
}
