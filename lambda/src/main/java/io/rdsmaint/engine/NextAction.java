package io.rdsmaint.engine;

import org.jspecify.annotations.Nullable;

/** What the state machine should do next. */
public sealed interface NextAction {
    /** Execute the next step at once. */
    record Go() implements NextAction {}

    /**
     * Execute the current step again after a while.
     *
     * @param wake how an event may end the wait early, or null when none may
     */
    record Wait(long seconds, @Nullable Wake wake) implements NextAction {
        /** One that no event ends. */
        public Wait(long seconds) {
            this(seconds, null);
        }
    }

    /** Put the operation's open question to a person. */
    record Ask() implements NextAction {}

    /** Start the execution of this name and end; it goes on with the operation. */
    record HandOver(String executionName) implements NextAction {}

    /** End: the operation is in the hands of the execution of this name, to which this one handed over. */
    record HandedOver(String executionName) implements NextAction {}

    /** End well. */
    record Succeed() implements NextAction {}

    /** End with this error. */
    record Fail(Code code, String cause) implements NextAction {}

    /** The errors an execution can end with. */
    enum Code {
        OPERATION_FAILED("OperationFailed"),
        OPERATION_ABORTED("OperationAborted"),
        OPERATION_ROLLED_BACK("OperationRolledBack"),
        INVALID_REQUEST("InvalidRequest"),
        CLUSTER_BUSY("ClusterBusy"),
        TARGET_BUSY("TargetBusy"),
        PLAN_CHANGED("PlanChanged"),
        NOT_OWNER("NotOwner");

        private final String word;

        Code(String word) {
            this.word = word;
        }

        /** What tells that a target of a kind is held: the kind that was the only one has a word of its own. */
        static Code busy(Target target) {
            return target.kind().equals(Target.UNNAMED_KIND) ? CLUSTER_BUSY : TARGET_BUSY;
        }

        /** The error's name in Step Functions. */
        public String word() {
            return word;
        }
    }
}
