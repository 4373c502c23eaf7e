package io.rdsmaint.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.rules.DatabaseRule.Work;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How far the answer to a call is. */
sealed interface Progress {

    /** A response, and how late it is to be sent. */
    record Reply(SimulatorResponse response, Duration delay) implements Progress {

        static Reply prompt(SimulatorResponse response) {
            return new Reply(response, Duration.ZERO);
        }

        @Override
        public Progress then(UnaryOperator<Reply> change) {
            return change.apply(this);
        }
    }

    /**
     * The call has been let in, and there is work to do that takes real time.
     *
     * @param work done while other calls are answered
     * @param end makes the reply of its outcome, while no others are
     */
    record Working(Work work, Function<Outcome, Reply> end) implements Progress {

        @Override
        public Progress then(UnaryOperator<Reply> change) {
            return new Working(work, end.andThen(change));
        }
    }

    /** What came of a call. */
    sealed interface Outcome {
        record Result(ObjectNode tree) implements Outcome {}

        record Refusal(ApiError error) implements Outcome {}

        /** Does the work. */
        static Outcome of(Work work, Consumer<Duration> sleep) {
            try {
                return new Result(work.run(sleep));
            } catch (ApiError error) {
                return new Refusal(error);
            }
        }
    }

    /** The same with another reply in the end. */
    Progress then(UnaryOperator<Reply> change);
}
