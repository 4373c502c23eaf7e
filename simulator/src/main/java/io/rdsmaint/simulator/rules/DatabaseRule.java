package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A call that a database answers. Its checks are made like those of any call, while nothing else moves; its work takes real
 * time, and other calls are answered meanwhile.
 */
public interface DatabaseRule extends Rule {

    /**
     * What happens to a statement on request.
     *
     * @param length how long it takes by the simulated clock, with its locks held; nothing for as long as it really does
     * @param killed true when its session is ended before it commits
     */
    record Course(Duration length, boolean killed) {

        /** Nothing out of the ordinary. */
        public static final Course PLAIN = new Course(Duration.ZERO, false);
    }

    /** The part of a call that takes real time; run once, on any thread. */
    @FunctionalInterface
    interface Work {

        /**
         * Does it.
         *
         * @param sleep lets simulated time pass
         * @throws io.rdsmaint.simulator.protocol.ApiError when the Data API would answer with one
         */
        ObjectNode run(Consumer<Duration> sleep);
    }

    /**
     * Checks a call.
     *
     * @throws io.rdsmaint.simulator.protocol.ApiError when AWS would refuse it
     */
    Work begin(Call call, AccountRegion site, Course course);

    @Override
    default ObjectNode answer(Call call, AccountRegion site) {
        return begin(call, site, Course.PLAIN).run(_ -> {});
    }
}
