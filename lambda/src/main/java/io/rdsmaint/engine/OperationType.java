package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A type of operation: turns parameters and the observed world into a plan, and a finished run into a report. */
public interface OperationType {

    /** The word in {@code params.type}. */
    String name();

    /** What is wrong with parameters as given, found without a look at the world; empty when nothing is. */
    default List<String> problems(ObjectNode parameters) {
        return List.of();
    }

    /**
     * The parameters that an operation is started with: as given, with what a stored definition adds to them, so that they stay what
     * they were whatever becomes of the definition. It reads only.
     *
     * @throws InvalidRequest when there is no such definition, or it makes no sense
     * @throws TransientFailure when it can't be read just now
     * @throws LastingFailure when it can't be read for a reason that stays
     */
    default ObjectNode complete(ObjectNode given) {
        return given;
    }

    /** The same of a type whose definitions are stored under the name of the target. */
    default ObjectNode complete(Target.Asked target, ObjectNode given) {
        return complete(given);
    }

    /**
     * Looks (reads only) and plans. Used alike by dry runs, starts and preflight: there is one planner.
     *
     * @throws InvalidRequest naming every problem of the parameters, or a target that this type can't work on: a start is refused,
     *     a step asks
     * @throws TransientFailure when the world can't be read just now: a start fails and is repeated by the machine, a step pauses
     * @throws LastingFailure when it can't be read for a reason that stays, such as a missing permission: nothing is started, a step
     *     asks
     */
    Plan plan(PlanRequest request);

    /**
     * The steps as a person's edit of the type's parameters has them.
     *
     * @param ahead the steps that have not ended
     * @param params what is to be changed
     * @return those that change, by their names
     * @throws InvalidRequest naming what of it can't be changed; as a rule nothing can
     */
    default Map<String, PlannedStep> edited(List<Step> ahead, ObjectNode params) {
        throw new InvalidRequest("edit.params: no parameter of type " + name() + " can be changed while it runs");
    }

    /**
     * What runs beside what is there while a plan is carried out, or stays for a while afterwards, and is paid for: a line each, with
     * its name and for how long. By the plan alone: it does not look.
     */
    default List<String> beside(Plan plan) {
        return List.of();
    }

    /**
     * What the operator should know at the end: measured interruptions, lines for infrastructure code. One line each.
     *
     * @throws LastingFailure when what is stored lacks what that takes: the operation does not end, see {@link StepKind#undo}
     */
    default List<String> report(Operation operation) {
        return List.of();
    }

    /**
     * What a start asks for.
     *
     * @param operationId the id the operation will have; names of what it creates derive from it
     * @param target what it shall work on
     * @param options how to run, whatever the type
     * @param parameters of the type, as given
     * @param soFar the operation's steps as they stand when it is planned anew; empty before its start
     */
    record PlanRequest(
            String operationId, Target.Asked target, Options options, ObjectNode parameters, List<Step> soFar) {

        public PlanRequest {
            soFar = List.copyOf(soFar);
        }
    }
}
