package io.rdsmaint.engine;

import java.time.Instant;

/** Why a call is not made now although its step could make it: something outside the step has to pass first. */
sealed interface Hold {

    /** What is waited for, completing "waiting for …". */
    String condition();

    /** Why, in words for the log. */
    String why();

    /** Operations are frozen: nobody touches anything. */
    record Frozen(Freeze freeze) implements Hold {
        @Override
        public String condition() {
            return freeze.condition();
        }

        @Override
        public String why() {
            return freeze.reason();
        }
    }

    /** Whether operations are frozen could not be read, and what is not known to be allowed is not done. */
    record Unreadable(String trouble) implements Hold {
        @Override
        public String condition() {
            return "a look at whether operations are frozen: " + trouble;
        }

        @Override
        public String why() {
            return trouble;
        }
    }

    /**
     * The schedule leaves this time out.
     *
     * @param opening when it next allows the step
     */
    record OffSchedule(Schedule schedule, Instant opening) implements Hold {
        @Override
        public String condition() {
            return opening + ": disruptive steps begin " + schedule.words();
        }

        @Override
        public String why() {
            return schedule.words();
        }
    }

    /** A call of unknown fate may still act in another direction on the same resource. */
    record EarlierCall(SavedIntent call) implements Hold {
        @Override
        public String condition() {
            return "an unanswered call (" + call.call() + ") can no longer act";
        }

        @Override
        public String why() {
            return "no answer came to it at " + call.at();
        }
    }
}
