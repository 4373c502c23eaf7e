package io.rdsmaint.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What any type of operation can be told about how to run.
 *
 * @param waitTimeoutSeconds the longest a wait may take before a person is asked, or null for each step's own deadline
 * @param schedule when disruptive steps may begin
 * @param guardAlarms where the family heeds them: names of CloudWatch alarms: none may be in state ALARM before and after a disruptive step
 * @param watchMinutes where the family heeds it: how long the target is watched after what clients depend on has changed; 0 for not at all
 */
public record Options(
        @Nullable Long waitTimeoutSeconds, Schedule schedule, List<String> guardAlarms, int watchMinutes) {
    /** The field of a start that names alarms. */
    public static final String GUARD_ALARMS = "guard_alarms";

    /** The field of a start that says how long to watch. */
    public static final String WATCH_MINUTES = "watch_minutes";

    /** Nothing special. */
    public static final Options NONE = new Options(null, Schedule.ANYTIME, List.of(), 0);

    public Options {
        guardAlarms = List.copyOf(guardAlarms);
    }

    Options with(Schedule newSchedule) {
        return new Options(waitTimeoutSeconds, newSchedule, guardAlarms, watchMinutes);
    }
}
