package io.rdsmaint.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What any type of operation can be told about how to run.
 *
 * @param waitTimeoutSeconds the longest a wait may take before a person is asked, or null for each step's own deadline
 * @param schedule when disruptive steps may begin
 * @param guardAlarms names of CloudWatch alarms: none may be in state ALARM before and after a disruptive step
 * @param watchMinutes how long the cluster is watched after its writer has changed; 0 for not at all
 */
public record Options(
        @Nullable Long waitTimeoutSeconds, Schedule schedule, List<String> guardAlarms, int watchMinutes) {
    /** Nothing special. */
    public static final Options NONE = new Options(null, Schedule.ANYTIME, List.of(), 0);

    public Options {
        guardAlarms = List.copyOf(guardAlarms);
    }

    Options with(Schedule newSchedule) {
        return new Options(waitTimeoutSeconds, newSchedule, guardAlarms, watchMinutes);
    }
}
